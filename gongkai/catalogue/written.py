"""A catalogue as it is written down (`rulebooks/catalogue/*.yaml`): read strictly, standing on its base."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.catalogue.vocabulary import COLUMN_TYPES, Audience, Channel, Level, Manner, Phase
from gongkai.law.citation import Register
from gongkai.law.limits import Limits
from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import read_day

CODE = re.compile(r"[a-z][a-z0-9-]{1,38}")
LONGEST_NAME, LONGEST_SENTENCE, LONGEST_BASIS = 60, 200, 1000


@dataclass(frozen=True, slots=True)
class Written:
    """One topic as the file has it. ``by``: kinds of unit and names of units; the rest as in ``models.Topic``."""

    code: str
    name: str
    says: str
    parent: str
    order: int
    phase: str
    column_type: str
    elements: tuple[str, ...]
    cites: tuple[str, ...]
    limits: tuple[str, ...]
    refresh: str
    channels: tuple[str, ...]
    audience: str
    level: str
    navigated: bool
    by: tuple[str, ...]
    catalogue: str
    requires: tuple[tuple[str, str], ...] = ()
    manner: str = Manner.PROACTIVE
    audience_says: str = ""
    basis: str = ""
    limit_says: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``topics`` stand in the order of the tree, each after the one above it; the highest may stand ``under`` a topic
    that another catalogue brought.
    """

    name: str
    title: str
    document: str
    since: date
    topics: tuple[Written, ...]
    under: str = ""
    beside: bool = False  # stands beside the place's catalogue, not in its stead: one field of the standard catalogues

    @property
    def shelves(self) -> frozenset[str]:
        """Codes of topics with topics below them: they carry no duty of their own."""
        return frozenset(topic.parent for topic in self.topics) - {""}


def read_catalogue(
    node: Node, *, base: Callable[[str], Catalogue], register: Register, limits: Limits | None = None
) -> Catalogue:
    """The catalogue in a YAML tree. ``base`` gives the one it stands on by name. Raises ``Refused`` with every fault.

    Every citation must be registered; where ``limits`` is given, every limit must be in force there.
    """
    table = node.table(
        required=("catalogue", "title", "document", "since", "topics"),
        allowed=("base", "by", "channels", "change", "under", "beside"),
    )
    reading = _Reading(table, register, limits)
    if "base" in table:
        reading.topics = {topic.code: topic for topic in base(table["base"].string()).topics}
    if "change" in table:
        reading.change(table["change"])
    reading.add(table["topics"], parent="")
    reading.look_over(node)
    if reading.faults:
        raise Refused(*sorted(reading.faults, key=lambda fault: (fault.line, fault.column)))
    return Catalogue(
        reading.name,
        table["title"].string(),
        table["document"].string(),
        read_day(table["since"]),
        tuple(_in_order(reading.topics)),
        table["under"].string() if "under" in table else "",
        table["beside"].flag() if "beside" in table else False,
    )


class _Reading:
    """Gathers topics and faults while the file is walked through."""

    REQUIRED = ("code", "name", "says", "type", "phase", "cites")
    OPTIONAL = (
        "under", "elements", "requires", "limits", "refresh", "channels", "audience", "manner", "level", "nav", "by",
        "basis", "limit_says", "audience_says", "topics",
    )  # fmt: skip
    CHANGEABLE = ("under", "name", "says", "type", "phase", "cites", *OPTIONAL[1:-1])

    def __init__(self, table: Mapping[str, Node], register: Register, limits: Limits | None) -> None:
        self.name = table["catalogue"].string()
        self.register, self.limits = register, limits
        self.topics: dict[str, Written] = {}
        self.places: dict[str, Node] = {}
        self.placed: set[str] = set()
        self.faults: list[Fault] = []
        if not register.cites(table["document"].string()):
            self.faults.append(table["document"].fault(f"文件登记册里没有“{table['document'].text}”"))
        self.by = self._words(table.get("by"))
        self.channels = self._channels(table.get("channels")) or ("portal",)

    def add(self, listing: Node, parent: str) -> None:
        """New topics, and codes alone: those are topics of the base, moved here."""
        for entry in listing.listing():
            try:
                if isinstance(entry.value, dict):
                    self._new(entry, parent)
                else:
                    self._moved(entry, parent)
            except Refused as refused:
                self.faults += refused.faults

    def _new(self, entry: Node, parent: str) -> None:
        table = entry.table(required=self.REQUIRED, allowed=self.OPTIONAL)
        code = self._code(table["code"])
        blank = Written(
            code, "", "", parent, 0, "", "", (), (), (), "", self.channels, Audience.PUBLIC, Level.BOTH, False, self.by,
            self.name,
        )  # fmt: skip
        self.places[code] = entry
        self.topics[code] = self._filled(blank, table)
        if "topics" in table:
            self.add(table["topics"], code)

    def _moved(self, entry: Node, parent: str) -> None:
        code = entry.string()
        if code not in self.topics or code in self.placed:
            raise Refused(entry.fault(f"上级目录里没有代码为“{code}”的事项，或已经移过"))
        self.placed.add(code)
        self.places[code] = entry
        self.topics[code] = replace(self.topics.pop(code), parent=parent)

    def change(self, node: Node) -> None:
        for code, entry in node.table().items():
            if code not in self.topics:
                self.faults.append(node.key_fault(code, f"上级目录里没有代码为“{code}”的事项"))
                continue
            try:
                table = entry.table(allowed=self.CHANGEABLE)
            except Refused as refused:
                self.faults += refused.faults
                continue
            self.places[code] = entry
            before = self.topics[code]
            changed = self._filled(before, table)
            if "cites" in table:
                changed = replace(changed, cites=tuple(dict.fromkeys((*before.cites, *changed.cites))))
            self.topics[code] = changed

    def look_over(self, node: Node) -> None:
        """What only the whole shows: shelves that do not exist, and circles."""
        for code, topic in self.topics.items():
            place = self.places.get(code, node)
            if topic.parent and topic.parent not in self.topics:
                self.faults.append(place.fault(f"上级事项“{topic.parent}”不存在"))
            elif code in _ancestors(topic, self.topics):
                self.faults.append(place.fault(f"“{code}”的上级绕成了圈"))
            elif topic.parent and self.topics[topic.parent].audience == Audience.INTERNAL != topic.audience:
                self.faults.append(place.fault(f"“{topic.name}”的上级只在机关内部公开，它也应当写 audience: internal"))

    def _filled(self, topic: Written, table: Mapping[str, Node]) -> Written:
        readers = {
            "under": ("parent", Node.string),
            "name": ("name", lambda n: self._short(n, LONGEST_NAME)),
            "says": ("says", lambda n: self._short(n, LONGEST_SENTENCE)),
            "type": ("column_type", lambda n: self._one_of(n, COLUMN_TYPES)),
            "phase": ("phase", lambda n: self._one_of(n, Phase.values)),
            "cites": ("cites", self._cites),
            "elements": ("elements", self._words),
            "requires": ("requires", self._requires),
            "basis": ("basis", lambda n: self._short(n, LONGEST_BASIS)),
            "limit_says": ("limit_says", lambda n: self._short(n, LONGEST_SENTENCE)),
            "audience_says": ("audience_says", lambda n: self._short(n, LONGEST_NAME)),
            "manner": ("manner", lambda n: self._one_of(n, Manner.values)),
            "limits": ("limits", self._limits),
            "refresh": ("refresh", self._refresh),
            "channels": ("channels", self._channels),
            "audience": ("audience", lambda n: self._one_of(n, Audience.values)),
            "level": ("level", lambda n: self._one_of(n, Level.values)),
            "nav": ("navigated", Node.flag),
            "by": ("by", self._words),
        }
        said: dict[str, Any] = {}
        for key, (name, reader) in readers.items():
            if key in table:
                try:
                    said[name] = reader(table[key])
                except Refused as refused:
                    self.faults += refused.faults
        return replace(topic, **said)

    def _code(self, node: Node) -> str:
        code = node.string()
        if not CODE.fullmatch(code):
            raise Refused(node.fault(f"代码“{code}”应当以小写字母开头，只用小写字母、数字和连字符，2至39个字符"))
        if code in self.topics:
            raise Refused(node.fault(f"代码“{code}”已经用于“{self.topics[code].name}”"))
        return code

    def _short(self, node: Node, most: int) -> str:
        words = node.string()
        if len(words) > most:
            raise Refused(node.fault(f"最多{most}字，写了{len(words)}字"))
        return words

    def _one_of(self, node: Node, allowed: Iterable[str]) -> str:
        if node.string() not in allowed:
            raise Refused(node.fault(f"“{node.text}”不在可选范围：{'、'.join(allowed)}"))
        return node.string()

    def _words(self, node: Node | None) -> tuple[str, ...]:
        return tuple(word.string() for word in node.listing()) if node else ()

    def _requires(self, node: Node) -> tuple[tuple[str, str], ...]:
        return tuple((element, says.string()) for element, says in node.table().items())

    def _cites(self, node: Node) -> tuple[str, ...]:
        for code in node.listing():
            if not self.register.cites(code.string()):
                self.faults.append(code.fault(f"文件登记册里没有“{code.text}”，请核对代码或先登记"))
        return self._words(node)

    def _limits(self, node: Node) -> tuple[str, ...]:
        for name in node.listing():
            if self.limits is not None and name.string() not in self.limits:
                self.faults.append(name.fault(f"本安装没有名为“{name.text}”的时限，请先采用写有它的时限表"))
        return self._words(node)

    def _refresh(self, node: Node) -> str:
        self._limits(node)
        known = self.limits.get(node.string()) if self.limits is not None else None
        if known and not known.every and not known.windows:
            self.faults.append(node.fault(f"“{node.text}”不是循环的时限，更新时限要用写有 every 或 windows 的"))
        return node.string()

    def _channels(self, node: Node | None) -> tuple[str, ...]:
        for channel in node.listing() if node else ():
            self._one_of(channel, Channel.values)
        return self._words(node)


def _ancestors(topic: Written, topics: Mapping[str, Written]) -> set[str]:
    seen: set[str] = set()
    while topic.parent in topics and topic.parent not in seen:
        seen.add(topic.parent)
        topic = topics[topic.parent]
    return seen


def _in_order(topics: Mapping[str, Written]) -> Iterator[Written]:
    below: dict[str, list[Written]] = {}
    for topic in topics.values():
        below.setdefault(topic.parent, []).append(topic)

    def walk(code: str) -> Iterator[Written]:
        for topic in below.get(code, ()):
            yield topic
            yield from walk(topic.code)

    for number, topic in enumerate(walk(""), 1):
        yield replace(topic, order=number * 10)
