"""Keys in an address: as many digits as a database holds; a longer number names nothing, so its address is not there.

Django's own ``int`` lets any number through, and a query for one past 64 bits breaks instead of finding nothing.
"""


class Key:
    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)
