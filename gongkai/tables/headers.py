"""Which column is which: headings matched by id or 中文名, in one row or two, wherever the table begins.

Real tables open with a title, merge a group over two columns, write 单　位 with a gap and 目标任务数量(条) with a unit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from gongkai.tables.refusal import TableRefused
from gongkai.tables.sheets import Cell, Row, Sheet
from gongkai.tables.values import folded

SEARCHED = 10
"""Rows at the top of a sheet among which the headings are looked for."""

REASON, SOURCE_ROW = "不能导入的原因", "原行号"
"""Headings of the two columns that `errors_workbook` adds; they are no unknown columns when the file comes back."""


@dataclass(frozen=True)
class Wanted:
    """A column we know: its `id`, its 中文名, other names it goes by, and whether a table may lack it."""

    id: str
    name: str = ""
    also: tuple[str, ...] = ()
    required: bool = True

    @property
    def shown(self) -> str:
        """What a message calls it."""
        return self.name or self.id

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name it answers to, folded."""
        return frozenset(folded(name) for name in (self.id, self.name, *self.also) if name)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: `text` as written (two rows joined), `unit` what its last bracket says (条, %)."""

    text: str
    unit: str
    cell: Cell
    names: tuple[str, str, str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Matched:
    """The outcome: `columns` gives the column (from 0) of each wanted id found once; `body` the first row below.

    `unknown` are headings nobody wants; `missing` required columns not found; `ambiguous` maps a wanted id to the
    several headings that claim it, or to the one that it shares with another id.
    """

    columns: dict[str, int]
    headings: dict[str, Heading]
    unknown: tuple[Heading, ...]
    missing: tuple[Wanted, ...]
    ambiguous: dict[str, tuple[Heading, ...]]
    body: int
    sheet: Sheet

    @property
    def hits(self) -> int:
        """How many wanted columns were recognised, clearly or not."""
        return len(self.columns) + len(self.ambiguous)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows below the headings that are not blank."""
        return tuple(row for row in self.sheet.rows[self.body - 1 :] if not row.empty)

    def cell(self, row: Row, id: str) -> Cell | None:
        """The cell of a wanted column in a row; None when the table has no such column."""
        return row.cell(self.columns[id]) if id in self.columns else None

    def problems(self, *, unknown_too: bool = True) -> list[TableRefused]:
        """Everything wrong with the headings, each with its place; empty when the table can be read."""
        found = [self.sheet.refuse(f"缺少列“{wanted.shown}”。") for wanted in self.missing]
        for id, headings in self.ambiguous.items():
            places = "、".join(f"{heading.cell.address}“{heading.text}”" for heading in headings)
            found.append(self.sheet.refuse(f"列“{id}”对应不明确：{places}。请只保留一列。"))
        if unknown_too:
            found += [head.cell.refuse(f"不认识的列“{head.text}”，请改名或删去。") for head in self.unknown]
        return found


def match_headers(
    sheet: Sheet, wanted: Iterable[Wanted], *, depth: int | None = None, searched: int = SEARCHED
) -> Matched:
    """Find the heading row (or two rows) that fits best, and which column is which.

    `depth` is 1 or 2 heading rows; by default whichever names more of the wanted columns, one row if equal. Blanks,
    width, kind of bracket and case do not count, nor a unit in a last bracket unless needed to tell two columns apart.
    """
    known = list(wanted)
    top = replace(sheet, rows=sheet.rows[: searched + 1]).filled()
    tries = [
        (_match(sheet, headings(top, first, rows), known, first + rows), _likeliness(sheet, first, rows))
        for first in range(1, min(searched, len(sheet.rows)) + 1)
        for rows in ((depth,) if depth else (1, 2))
        if first + rows - 1 <= len(sheet.rows)
    ]
    if not tries:
        return Matched({}, {}, (), tuple(column for column in known if column.required), {}, 1, sheet)
    return max(tries, key=lambda tried: (tried[0].hits, -tried[0].body, tried[1]))[0]


def _likeliness(sheet: Sheet, first: int, depth: int) -> int:
    """Two rows are likely where a heading is merged over both; otherwise the upper one is more likely a title."""
    if depth == 1:
        return 0
    return 1 if any(area.top == first and area.bottom == first + 1 for area in sheet.merged) else -1


def headings(sheet: Sheet, first: int, depth: int = 1) -> list[Heading]:
    """The headings that begin in row `first` (from 1) and take `depth` rows; a group above is put before its columns.

    Merged areas must have been filled (`Sheet.filled`).
    """
    rows = sheet.rows[first - 1 : first - 1 + depth]
    uppers = [_carried(row, rows[-1], bool(sheet.merged)) for row in rows[:-1]]
    found = []
    for column in range(max(len(row.values) for row in rows)):
        parts = [str(upper[column]) for upper in uppers if column < len(upper) and upper[column] is not None]
        last = rows[-1][column]
        if last is not None and (not parts or str(last) != parts[-1]):
            parts.append(str(last))
        if parts:
            found.append(_heading(parts, rows[-1].cell(column) if last is not None else rows[0].cell(column)))
    return found


def _carried(upper: Row, lower: Row, merged: bool) -> Sequence[object]:
    """A group's name carried over the columns below it, where the file (a CSV) does not say which cells are merged."""
    if merged:
        return upper.values
    width = max(len(upper.values), len(lower.values))
    carried: list[object] = []
    for column in range(width):
        group = carried[-1] if column and lower[column] is not None and lower[column - 1] is not None else None
        carried.append(upper[column] if upper[column] is not None else group)
    return carried


def _heading(parts: list[str], cell: Cell) -> Heading:
    whole, last = folded("".join(parts)), folded(parts[-1])
    (bare, unit), (bare_last, _) = _without_unit(whole), _without_unit(last)
    return Heading("".join(parts).replace("\n", ""), unit, cell, (whole, bare, last, bare_last))


def _without_unit(text: str) -> tuple[str, str]:
    if text.endswith(")") and "(" in text[1:]:
        bare, _, unit = text[:-1].rpartition("(")
        return bare, unit
    return text, ""


def _match(sheet: Sheet, found: list[Heading], known: list[Wanted], body: int) -> Matched:
    found = [heading for heading in found if heading.text not in (REASON, SOURCE_ROW)]
    claims = _claims(found, known)
    taken = Counter(heading.cell.column for claimed in claims.values() for heading in claimed)
    clear = {id: claimed[0] for id, claimed in claims.items() if [taken[head.cell.column] for head in claimed] == [1]}
    return Matched(
        columns={id: heading.cell.column for id, heading in clear.items()},
        headings=clear,
        unknown=tuple(heading for heading in found if heading.cell.column not in taken),
        missing=tuple(column for column in known if column.required and column.id not in claims),
        ambiguous={id: claimed for id, claimed in claims.items() if id not in clear},
        body=body,
        sheet=sheet,
    )


def _claims(found: list[Heading], known: list[Wanted]) -> dict[str, tuple[Heading, ...]]:
    """For each wanted id the headings that name it: whole, then without unit, then by the lower row alone.

    A heading named strictly is no longer free for a looser name, so 得分 does not take 第一季度得分 from its owner.
    """
    claims: dict[str, tuple[Heading, ...]] = {}
    free = found
    for way in range(4):
        for column in known:
            hits = tuple(heading for heading in free if heading.names[way] in column.names)
            if hits and column.id not in claims:
                claims[column.id] = hits
        used = {heading.cell.column for hits in claims.values() for heading in hits}
        free = [heading for heading in found if heading.cell.column not in used]
    return claims
