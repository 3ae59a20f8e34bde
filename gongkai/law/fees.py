"""信息处理费 (国办函〔2020〕109号): what the tariff in `rulebooks/fees` asks for items or pages."""

from dataclasses import dataclass

from gongkai.law.reading import Node, Refused


@dataclass(frozen=True, slots=True)
class Tariff:
    """Bands (up to and with this number, yuan for each one in it). Past the last: `beyond` for each, or, every `step`
    further ones, `adds` more than in the band before."""

    bands: tuple[tuple[int, int], ...]
    beyond: int = 0
    step: int = 0
    adds: int = 0

    @property
    def free(self) -> int:
        """How many cost nothing."""
        return max((last for last, rate in self.bands if rate == 0), default=0)

    def rate(self, nth: int) -> int:
        """What the nth one costs."""
        for last, rate in self.bands:
            if nth <= last:
                return rate
        last, rate = self.bands[-1]
        return rate + self.adds * -(-(nth - last) // self.step) if self.step else self.beyond

    def sum(self, many: int) -> int:
        """What so many cost together."""
        return sum(self.rate(nth) for nth in range(1, many + 1))


@dataclass(frozen=True, slots=True)
class Fees:
    """By item: the nth of a month; by page: all pages of one request."""

    items: Tariff
    pages: Tariff

    def of_item(self, nth: int) -> int:
        return self.items.rate(nth)

    def of_pages(self, many: int) -> int:
        return self.pages.sum(many)


def read_fees(node: Node) -> Fees:
    """The tariff in a YAML tree. Raises `Refused`."""
    table = node.table(required=("fees", "title", "items", "pages"))
    return Fees(_tariff(table["items"]), _tariff(table["pages"]))


def _tariff(node: Node) -> Tariff:
    table = node.table(required=("bands",), allowed=("beyond", "step", "adds"))
    bands = []
    for entry in table["bands"].listing():
        band = entry.table(required=("to", "rate"))
        bands.append((_whole(band["to"]), _whole(band["rate"])))
    if not bands or bands != sorted(bands):
        raise Refused(table["bands"].fault("各档的上限要从小到大写"))
    told = {name: _whole(table[name]) for name in ("beyond", "step", "adds") if name in table}
    if ("beyond" in told) == ("step" in told):
        raise Refused(node.fault("最后一档以后怎样收，beyond 和 step 必须且只能写一个"))
    return Tariff(tuple(bands), **told)


def _whole(node: Node) -> int:
    text = node.text
    if not (text.isascii() and text.isdigit()):
        raise Refused(node.fault(f"“{text}”不是整数"))
    return int(text)
