"""How one value stands in one cell: as an office writes it where that reads back exactly, else as a line of YAML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.law.findings import Finding, Place
from gongkai.law.limits import PERIODS, UNITS
from gongkai.law.reading import Node, Refused
from gongkai.law.workbook.compact import (
    HERE,
    WIDE,
    XML_ESCAPE,
    compact,
    inner,
    listing,
    parse,
    quoted,
    same,
    table,
    word,
)
from gongkai.tables.values import DIGITS, tidy
from gongkai.tables.xlsx_out import CELL_LIMIT

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
SEPARATORS = re.compile(r"[、，,;；\n]")
IN_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class Kind:
    """Any value of the language: a number, a share, a word, a table, a list. `words`: 中文 → what the language says."""

    words: Mapping[str, str] = field(default_factory=dict)

    def shown(self, node: Node) -> str | None:
        """The value as an office writes it; None where it has no such form."""
        text = compact(node)
        return next((said for said, meant in self.words.items() if meant == text), None)

    def read(self, text: str, at: Place) -> Node:
        """What a cell's text means. Raises `Refused`."""
        if text.startswith(("{", "[", "｛", "［")):
            _refuse_wide(text, at)
        return parse(self.words.get(text, text), at)

    def equal(self, one: Node, other: Node) -> bool:
        return same(one, other)

    def compact(self, node: Node) -> str:
        return compact(node)


def _refuse_wide(text: str, at: Place) -> None:
    if WIDE.search(IN_QUOTES.sub("", text)):
        raise Refused(Finding("这里的冒号、逗号和括号请用英文半角；文字里要用全角的，请给文字加英文双引号", *at))


@dataclass(frozen=True)
class Text(Kind):
    """Words as they are. What a cell would bend (blanks at the ends, unseen signs) stands in double quotes."""

    def shown(self, node: Node) -> str | None:
        return node.text

    def read(self, text: str, at: Place) -> Node:
        if len(text) > 1 and text[0] == text[-1] == '"':
            try:
                found = parse(text, at)
            except Refused:
                return word(text, at)
            return found if isinstance(found.value, str) else word(text, at)
        return word(text, at)

    def equal(self, one: Node, other: Node) -> bool:
        return one.text == other.text and not isinstance(other.value, dict | list)

    def compact(self, node: Node) -> str:
        return compact(word(node.text))


@dataclass(frozen=True)
class Table(Kind):
    """A table written without its outer brackets: `minutes: true, stage: two`. Conditions are such tables."""

    def shown(self, node: Node) -> str | None:
        return inner(node)

    def read(self, text: str, at: Place) -> Node:
        _refuse_wide(text, at)
        return parse(text if text.startswith(("{", "[", '"')) else f"{{{text}}}", at)


@dataclass(frozen=True)
class Listed(Kind):
    """Several words, 、 between them; one word alone stands for a list of one."""

    def shown(self, node: Node) -> str | None:
        if isinstance(node.value, dict) or not node.listing():
            return None
        return "、".join(entry.text for entry in node.listing())

    def read(self, text: str, at: Place) -> Node:
        if text.startswith(("[", '"')):
            return parse(text, at)
        words = [word(part.strip(), at) for part in SEPARATORS.split(text) if part.strip()]
        return words[0] if len(words) == 1 else listing(words, at)

    def equal(self, one: Node, other: Node) -> bool:
        if isinstance(one.value, dict) or isinstance(other.value, dict):
            return same(one, other)
        return [_said(entry) for entry in one.listing()] == [_said(entry) for entry in other.listing()]


@dataclass(frozen=True)
class Names(Kind):
    """Names with what they are called: `city=市级、province=省级`; a name that is its own 中文 stands alone."""

    def shown(self, node: Node) -> str | None:
        pairs = _pairs(node)
        return "、".join(key if key == name else f"{key}={name}" for key, name in pairs) if pairs else None

    def read(self, text: str, at: Place) -> Node:
        if text.startswith(("{", "[", '"')):
            return parse(text, at)
        found: dict[str, Node] = {}
        for part in SEPARATORS.split(text):
            key, mark, name = (side.strip() for side in part.replace("＝", "=").partition("="))
            if key in found:
                raise Refused(Finding(f"“{key}”重复", *at))
            if key:
                found[key] = word(name if mark else key, at)
        return table(found, at)

    def equal(self, one: Node, other: Node) -> bool:
        return _pairs(one) == _pairs(other)


def _pairs(node: Node) -> list[tuple[str, str]] | None:
    if isinstance(node.value, dict):
        return [(key, entry.text) for key, entry in node.value.items()]
    return [(entry.text, entry.text) for entry in node.listing()]


def _said(node: Node) -> object:
    return node.text if not isinstance(node.value, dict | list) else compact(node)


@dataclass(frozen=True)
class Span(Text):
    """A length of time: 20个工作日, 1个月, 当周, 每月."""

    def shown(self, node: Node) -> str | None:
        words = node.text.split(" ")
        if len(words) == 2 and words[0] in WHOLE and words[1] in PERIODS:
            return WHOLE[words[0]] + PERIODS[words[1]]
        unit = words[-1] if words[-1] in UNITS else f"{words[-1]}s"
        return f"{words[0]}{UNITS[unit]}" if len(words) == 2 and unit in UNITS else node.text

    def read(self, text: str, at: Place) -> Node:
        for english, chinese in WHOLE.items():
            for period, said in PERIODS.items():
                if text == chinese + said:
                    return word(f"{english} {period}", at)
        found = SPAN.fullmatch(text)
        if not found:
            return super().read(text, at)
        unit = SAID[found[2]]
        return word(f"{found[1]} {unit.removesuffix('s') if found[1] == '1' else unit}", at)


WHOLE = {"same": "当", "each": "每"}
SAID = {chinese: unit for unit, chinese in UNITS.items()} | {"工作日": "workdays", "天": "days", "个小时": "hours"}
SPAN = re.compile(rf"([0-9]+) ?({'|'.join(sorted(SAID, key=len, reverse=True))})")


@dataclass(frozen=True)
class Range(Kind):
    """Two ends: 0至6."""

    def shown(self, node: Node) -> str | None:
        if not isinstance(node.value, list) or len(node.value) != 2:
            return None
        return "至".join(compact(end) for end in node.value)

    def read(self, text: str, at: Place) -> Node:
        ends = re.split("[至~～]", text)
        if len(ends) != 2 or not all(end.strip() for end in ends):
            return parse(text, at)
        return listing([parse(end.strip(), at) for end in ends], at)


def written(kind: Kind, node: Node) -> str | int | Decimal:
    """What to put into a cell so that `kind` reads this very value from it. Raises `Refused` where none can hold it."""
    value = node.value
    counted = isinstance(value, int | Decimal) and not isinstance(value, bool) and not isinstance(kind, Text)
    if isinstance(value, int | Decimal) and counted and _short(value):
        return value
    alone = quoted(node.value) if isinstance(node.value, str) else None
    for text in (kind.shown(node), kind.compact(node), alone):
        if text and _kept(text) and _reads(kind, text, node):
            return text
    raise Refused(node.fault(f"这项内容太长，超过一格所容的{CELL_LIMIT}字，不能写进表格"))


def _short(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit."""
    return len(Decimal(number).as_tuple().digits) <= DIGITS and abs(number) < 10**DIGITS


def _kept(text: str) -> bool:
    """Whether a cell gives the text back as it was."""
    return len(text) <= CELL_LIMIT and tidy(text) == text and not UNSEEN.search(text) and not XML_ESCAPE.search(text)


def _reads(kind: Kind, text: str, node: Node) -> bool:
    try:
        return kind.equal(node, kind.read(text, HERE))
    except Refused:
        return False
