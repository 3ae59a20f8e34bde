"""What a page says of itself: its elements, its tags and its microdata (HTML Standard, section 5), by html.parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "area", "base", "col", "embed", "source", "track", "wbr"}
ADDRESS = {"a": "href", "link": "href", "area": "href", "img": "src"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    above: "Element | None" = None
    below: list = field(default_factory=list)  # elements and words

    @property
    def words(self) -> str:
        return "".join(one if isinstance(one, str) else one.words for one in self.below)

    def all(self, *tags: str):
        for one in self.below:
            if isinstance(one, Element):
                if not tags or one.tag in tags:
                    yield one
                yield from one.all(*tags)


class _Tree(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag, attrs):
        one = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.below.append(one)
        if tag not in VOID:
            self.at = one

    def handle_endtag(self, tag):
        here = self.at
        while here.above and here.tag != tag:
            here = here.above
        self.at = here.above or self.at

    def handle_data(self, data):
        self.at.below.append(data)


def tree(html: str) -> Element:
    found = _Tree()
    found.feed(html)
    return found.root


def items(root: Element) -> list[dict]:
    """Items that stand in no other: {type, its properties: [values]}."""
    tops = [one for one in root.all() if "itemscope" in one.attrs and "itemprop" not in one.attrs]
    return [_item(one) for one in tops]


def _item(scope: Element) -> dict:
    found: dict = {"type": scope.attrs["itemtype"].removeprefix("https://schema.org/")}
    for one in _within(scope):
        value = _item(one) if "itemscope" in one.attrs else _value(one)
        found.setdefault(one.attrs["itemprop"], []).append(value)
    return found


def _within(scope: Element):
    """Elements with a property of this item, not of one within it."""
    for one in (each for each in scope.below if isinstance(each, Element)):
        if "itemprop" in one.attrs:
            yield one
        if "itemscope" not in one.attrs:
            yield from _within(one)


def _value(one: Element) -> str:
    if one.tag == "meta":
        return one.attrs["content"]
    if one.tag == "time":
        return one.attrs["datetime"]
    return one.attrs[ADDRESS[one.tag]] if one.tag in ADDRESS else one.words.strip()
