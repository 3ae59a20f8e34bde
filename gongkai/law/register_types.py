"""Kinds of list a unit keeps (权力清单, 信用红黑名单 …) as they are written down in `rulebooks/registers`.

A kind says which cells a row has, which of them the public may read, whether rows end by themselves, and how often the
list is to be looked through.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gongkai.law.citation import Register
from gongkai.law.kinds import Kind, Reading, words_by_name
from gongkai.law.reading import Fault, Node, Refused, read_file

KINDS = {
    "text": "文字", "long": "长文字", "date": "日期", "number": "数字", "choice": "选项", "basis": "依据",
    "credit_code": "统一社会信用代码", "entry": "另一清单的事项",
}  # fmt: skip
SHOWN = {"plain": "公开", "masked": "遮盖后公开", "never": "不公开"}
GENRES = {"list": "事项清单", "credit": "信用名单", "result": "结果公示"}
CHANGES = {
    "added": "新增", "changed": "调整", "taken_over": "承接", "delegated": "下放", "kept": "保留", "cancelled": "取消",
    "ended": "移出",
}  # fmt: skip
LONGEST_KEY = ("text", "credit_code")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a row. ``shown``: plain, masked (kept sealed, the public reads a masked form) or never (sealed)."""

    id: str
    name: str
    kind: str
    required: bool = False
    shown: str = "plain"
    choices: tuple[str, ...] = ()
    of: str = ""
    says: str = ""

    @property
    def sealed(self) -> bool:
        """Whether it speaks of a person and is kept enciphered."""
        return self.shown != "plain"

    @property
    def public(self) -> bool:
        return self.shown != "never"


@dataclass(frozen=True, slots=True)
class RegisterType(Kind):
    """A kind of list. ``keepers``: kinds of unit.

    ``key`` names a row for ever, ``name`` is what it is called, ``section`` what the list is divided by; ``page``: each
    row has its own; ``forgets``: what left the list leaves no name behind; ``starts`` and ``lapses`` are date cells.
    ``named``: how names of a section end; ``alike``: cells that say the same in every unit's list, section by section;
    ``place``: among all kinds, from 1 on.
    """

    refresh: str
    key: str
    name: str
    changes: tuple[str, ...]
    fields: Mapping[str, Field]
    keepers: tuple[str, ...] = ()
    section: str = ""
    page: bool = False
    forgets: bool = False
    starts: str = ""
    lapses: str = ""
    listed: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    alike: tuple[str, ...] = ()
    place: int = 50

    def public(self) -> list[Field]:
        """Cells the public may read, in their order."""
        return [field for field in self.fields.values() if field.public]

    def in_list(self) -> list[Field]:
        """Cells that stand in the list itself; all public ones where the kind does not say."""
        return [self.fields[name] for name in self.listed] if self.listed else self.public()


@lru_cache(maxsize=64)
def register_type_at(path: Path) -> RegisterType:
    """The kind in a file; files of the shelf never change under one name."""
    return read_register_type(read_file(path))


def read_register_type(node: Node, register: Register | None = None) -> RegisterType:
    """The kind that a file describes. Raises `Refused` with every fault; ``register`` makes it ask for each article."""
    reading = Reading()
    fields = reading.parts(Field, _ill_made, kind=reading.one_of(KINDS), shown=reading.one_of(SHOWN))
    return reading.kind(
        RegisterType, node, "register", register, _misfits, genre=reading.one_of(GENRES), fields=fields,
        changes=reading.some_of(CHANGES), named=words_by_name, place=_place,
    )  # fmt: skip


def _place(node: Node) -> int:
    if not re.fullmatch(r"[1-9]\d?", node.text):
        raise Refused(node.fault("先后（place）写 1 到 99 的整数"))
    return int(node.text)


def _ill_made(field: Field, node: Node) -> Iterator[Fault]:
    if (field.kind == "choice") != bool(field.choices):
        yield node.fault(f"“{field.name}”：选项（choice）要写 choices，别的不写")
    if (field.kind == "entry") != bool(field.of):
        yield node.fault(f"“{field.name}”：另一清单的事项（entry）要用 of 写明是哪种清单，别的不写")
    if field.shown == "masked" and field.kind not in ("text", "long"):
        yield node.fault(f"“{field.name}”：只有文字可以遮盖后公开")


def _misfits(known: RegisterType, node: Node) -> list[Fault]:
    table, fields, found = node.table(), known.fields, []
    for place in ("key", "name", "section", "starts", "lapses"):
        field = getattr(known, place)
        if field and field not in fields:
            found.append(table[place].fault(f"没有名为“{field}”的字段"))
    key, name = fields.get(known.key), fields.get(known.name)
    if key and (key.sealed or not key.required or key.kind not in LONGEST_KEY):
        found.append(table["key"].fault("作为编号的字段应当是必填、公开的文字或信用代码"))
    if name and (name.shown == "never" or not name.required or name.kind != "text"):
        found.append(table["name"].fault("作为名称的字段应当是必填、可以公开的文字"))
    section = fields.get(known.section)
    if section and (section.kind != "choice" or section.sealed):
        found.append(table["section"].fault("用来分段的字段应当是公开的选项"))
    for place in ("starts", "lapses"):
        day = fields.get(getattr(known, place))
        if day and (day.kind != "date" or day.sealed):
            found.append(table[place].fault("起止日期的字段应当是公开的日期"))
    for word in known.listed:
        if word not in fields or not fields[word].public:
            found.append(table["listed"].fault(f"“{word}”不是公开的字段，不能列在表里"))
    sections = section.choices if section else ()
    found += [table["named"].fault(f"“{word}”不是用来分段的选项") for word in known.named if word not in sections]
    found += [
        table["alike"].fault(f"“{word}”不是公开的字段，或者清单没有分段，不能要求一致")
        for word in known.alike
        if word not in fields or fields[word].sealed or not section
    ]
    if not ({"added", "taken_over"} & set(known.changes)):
        found.append(table["changes"].fault("至少要有“新增”（added）或“承接”（taken_over）"))
    return found
