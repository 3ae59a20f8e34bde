"""Public addresses of what the public takes part in, and what its forms carry so that each counts once."""

from random import SystemRandom
from secrets import token_hex

from django.core import signing

from gongkai.vault.sealed import digest

LETTERS, DICE = "abcdefghijkmnopqrstuvwxyz", SystemRandom()
OPEN_FOR = 24 * 3600  # seconds in which a form that was opened may be sent


class Refused(Exception):
    """What a visitor sent and was not taken; ``str()`` says why and what to do."""


def drawn() -> str:
    """Ten letters that nobody can guess."""
    return "".join(DICE.choices(LETTERS, k=10))


def ticket(what: str, key: int) -> str:
    """What a form carries so that it counts once."""
    return signing.dumps([key, token_hex(12)], salt=what)


def used(what: str, key: int, given: str) -> str:
    """The digest of a form's ticket. Raises ``Refused`` for one of another form, of yesterday or of nobody."""
    try:
        of, nonce = signing.loads(given, salt=what, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused("这一页打开得太久，没有收下，请重新打开再填") from None
    if of != key:
        raise Refused("这一页不是这件事的，没有收下，请重新打开再填")
    return digest(f"{what} {nonce}")
