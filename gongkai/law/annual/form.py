"""The form of the report (`rulebooks/reports`): its parts, its tables, and which figures must agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

from gongkai.law.citation import Register
from gongkai.law.kinds import Reading
from gongkai.law.reading import Fault, Node, Refused, read_file


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``sum`` names the columns it adds up."""

    id: str
    name: str
    group: str = ""
    sum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``group`` is what stands left of it, one heading within another parted by a stroke; ``columns`` are those
    it has where it has not all; ``money``: decimals in 万元, else whole numbers."""

    id: str
    name: str
    group: str = ""
    columns: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    money: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``over`` stands over all its columns, ``note`` in its upper left corner; ``flat``: printed as one line."""

    id: str
    title: str
    columns: Mapping[str, Column]
    rows: Mapping[str, Row]
    over: str = ""
    note: str = ""
    flat: bool = False

    def columns_of(self, row: Row) -> list[Column]:
        return [self.columns[name] for name in row.columns or self.columns]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six; without a table it is prose, and ``says`` what belongs there."""

    id: str
    number: str
    title: str
    says: str = ""
    table: str = ""

    @property
    def heading(self) -> str:
        return f"{self.number}、{self.title}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which rows and columns the checks are about, by their names in the tables."""

    balance: tuple[str, ...]
    carried: tuple[str, ...]
    in_force: tuple[str, ...]
    unpaid: str
    after_review: tuple[str, ...]
    fee_words: tuple[str, ...]
    alike: int


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the form; ``key`` is table.row.column."""

    table: Table
    row: Row
    column: Column

    @property
    def key(self) -> str:
        return f"{self.table.id}.{self.row.id}.{self.column.id}"

    @property
    def name(self) -> str:
        """What a message calls it."""
        return f"{self.row.name}（{self.column.name}）"

    @property
    def summed(self) -> bool:
        return bool(self.row.sum or self.column.sum)


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    title: str
    since: int
    cite: tuple[str, ...]
    parts: Mapping[str, Part]
    tables: Mapping[str, Table]
    checks: Agreement
    quoted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def places(self) -> Iterator[Place]:
        """Every cell, in the order of reading."""
        for table in self.tables.values():
            for row in table.rows.values():
                for column in table.columns_of(row):
                    yield Place(table, row, column)

    def place(self, key: str) -> Place | None:
        return next((one for one in self.places() if one.key == key), None)

    @property
    def prose(self) -> list[Part]:
        return [part for part in self.parts.values() if not part.table]


@lru_cache(maxsize=16)
def form_at(path: Path) -> Form:
    """The form in a file; files of the shelf never change under one name."""
    return read_form(read_file(path))


def read_form(node: Node, register: Register | None = None) -> Form:
    """The form that a file describes. Raises `Refused` with every fault; ``register`` makes it ask for each article."""
    reading = Reading()
    said = node.table(required=("report", "title", "since", "cite", "parts", "tables", "checks"), allowed=("quoted",))
    columns, rows = reading.parts(Column, _nothing), reading.parts(Row, _nothing, money=Node.flag)
    tables = reading.parts(Table, _unknown, columns=columns, rows=rows)
    found = Form(
        id=said["report"].string(),
        title=said["title"].string(),
        since=_whole(said["since"]),
        cite=said["cite"].words(),
        parts=cast("Mapping[str, Part]", reading.parts(Part, _nothing)(said["parts"])),
        tables=cast("Mapping[str, Table]", tables(said["tables"])),
        checks=_agreement(said["checks"]),
        quoted={key: one.words() for key, one in said["quoted"].table().items()} if "quoted" in said else {},
    )
    reading.faults += _misfits(found, said)
    if register:
        reading.faults += register.unresolved(found.cite, said["cite"])
    if reading.faults:
        raise Refused(*reading.faults)
    return found


def _agreement(node: Node) -> Agreement:
    names = ("balance", "carried", "in_force", "unpaid", "after_review", "fee_words", "alike")
    said = node.table(required=names)
    listed = {name: said[name].words() for name in names if name not in ("unpaid", "alike")}
    return Agreement(**listed, unpaid=said["unpaid"].string(), alike=_whole(said["alike"]))


def _whole(node: Node) -> int:
    if not isinstance(node.value, int) or isinstance(node.value, bool):
        raise Refused(node.fault(f"这里应当是整数，写的是“{node.text}”"))
    return node.value


def _nothing(known: object, node: Node) -> Iterator[Fault]:
    return iter(())


def _unknown(table: Table, node: Node) -> Iterator[Fault]:
    """Sums and own columns of rows name what stands in the table."""
    for row in table.rows.values():
        for name in (*row.columns, *row.sum):
            if name not in (table.columns if name in row.columns else table.rows):
                yield node.fault(f"表“{table.title}”的“{row.name}”提到的“{name}”不在表里")
    for column in table.columns.values():
        for name in column.sum:
            if name not in table.columns:
                yield node.fault(f"表“{table.title}”的“{column.name}”提到的“{name}”不在表里")


def _misfits(form: Form, said: Mapping[str, Node]) -> Iterator[Fault]:
    for part in form.parts.values():
        if part.table and part.table not in form.tables:
            yield said["parts"].fault(f"“{part.title}”的表“{part.table}”没有写")
    known = {place.key for place in form.places()}
    for key in form.quoted:
        if key not in known:
            yield said["quoted"].fault(f"“{key}”不是表里的格")
    rows = {row for table in form.tables.values() for row in table.rows}
    checks = form.checks
    for name in (*checks.balance, *checks.carried, checks.unpaid, *checks.after_review):
        if name not in rows:
            yield said["checks"].fault(f"“{name}”不是表里的行")
