"""评分表: a published table as it was pasted, merged cells and all, as one entry for each thing that is scored.

Which column is which is told by its heading, in one row or two. A cell merged over rows belongs to all of them; a blank
one stands for the cell above. The rows under one 分值 are one entry, however many lines of 评分标准 they hold.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai import tables
from gongkai.law.findings import Faults, Place
from gongkai.law.workbook.blank_form import PASSED_COLUMNS, PASTED_COLUMNS, POINTS_IF_NO_OTHER
from gongkai.law.workbook.sheets import REMARK, refuse_formulas
from gongkai.law.workbook.told import place_of_cell
from gongkai.tables import Cell
from gongkai.tables.headers import SEARCHED, Heading, headings
from gongkai.tables.values import folded

LEVELS, POINTS, SAYS, SOURCE, SUM = "levels", "points", "says", "source", "sum"
EXTRA = ("form", "amount", "fact", "most", "id")
TOTALS, NOTES = frozenset({"合计", "总计", "总分", "共计"}), ("注:", "注1", "说明:", "备注", "填表", "小计", "附件")
NAMES: Mapping[str, frozenset[str]] = {
    role: frozenset(folded(name) for name in names) for role, names in PASTED_COLUMNS.items()
}


class Step(NamedTuple):
    """One level on the way to an entry: the words, and the cell they stand in, which tells it from its namesakes."""

    text: str
    at: Place


@dataclass
class Entry:
    """What is scored as one: its levels, its points as written, its rules in words, and what the extra columns say."""

    path: tuple[Step, ...]
    points: Cell | None
    says: list[tuple[tuple[Step, ...], str]] = field(default_factory=list)  # with the levels of the row it stands in
    source: Cell | None = None
    extra: list[dict[str, Cell]] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """The pasted table: its title, entries in order, points that levels above carry, the total as written."""

    title: str
    entries: tuple[Entry, ...]
    above: Mapping[Place, Cell]
    total: Cell | None
    at: Place


def read_pasted(sheet: tables.Sheet, file: str, faults: Faults) -> Table:
    """The table of a sheet; what cannot be read is collected in `faults`."""
    grid = _Grid(sheet, file)
    found = _find(sheet)
    at = Place(f"{file}:{sheet.name}", 0, 0)
    if found is None or not found.roles[LEVELS] or not found.roles[POINTS]:
        faults.refuse(at, "table", "没有找到表头；要有“一级指标”“分值”这样的列名，放在前十行里")
        return Table("", (), {}, None, at)
    for head in found.unknown:
        if any(row[head.cell.column] is not None for row in sheet.rows[found.body - 1 :]):
            says = f"不认识的列“{head.text}”，请改成常用的列名，或让列名以“{REMARK}”开头"
            faults.refuse(place_of_cell(_on(head.cell, sheet), file), "table", says)
    refuse_formulas(sheet, found.used, file, faults)
    return _Walk(grid, found, faults).table(_title(sheet, found), at)


# Headings ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """Where the columns are: by role from left to right; `body` is the first row below the headings."""

    first: int
    body: int
    roles: dict[str, list[int]]
    unknown: tuple[Heading, ...]

    @property
    def used(self) -> set[int]:
        return {column for columns in self.roles.values() for column in columns}


def _find(sheet: tables.Sheet) -> _Found | None:
    """The row, or two rows, that name the most columns."""
    top = tables.Sheet(sheet.name, sheet.rows[: SEARCHED + 1], sheet.merged).filled()
    best: tuple[tuple[int, int, int], _Found] | None = None
    for first in range(1, SEARCHED + 1):
        for depth in (1, 2):
            rows = top.rows[first - 1 : first - 1 + depth]
            if len(rows) == depth and any(row.values for row in rows):
                score, found = _tried(headings(top, first, depth), first, first + depth)
                if best is None or score > best[0]:
                    best = score, found
    if best is None or not best[0][0]:
        return None
    for row in top.rows[: best[1].body - 1]:
        for cell in row:
            role = next((role for role in EXTRA if folded(cell.value) in NAMES[role]), "")
            if role and not best[1].roles[role]:
                best[1].roles[role].append(cell.column)  # left over from the blank form, above what was pasted
    return best[1]


def _tried(heads: list[Heading], first: int, body: int) -> tuple[tuple[int, int, int], _Found]:
    roles: dict[str, list[int]] = {role: [] for role in NAMES}
    named, unknown = set(), []
    for head in heads:
        role = _role(head)
        if role:
            roles[role].append(head.cell.column)
            named |= {(role, head.text)} if role not in EXTRA else set()
        elif not head.text.startswith(REMARK) and not PASSED & set(head.names):
            unknown.append(head)
    if not roles[POINTS]:
        spare = [head.cell.column for head in heads if folded(head.text) in POINTS_IF_NO_OTHER]
        roles[POINTS] += spare[:1]
        named |= {(POINTS, "") for _ in spare}
    return (len(named), -len(unknown), first - body), _Found(first, body, roles, tuple(unknown))


PASSED = frozenset(folded(name) for name in PASSED_COLUMNS)


def _role(head: Heading) -> str:
    for name in head.names:
        for role, names in NAMES.items():
            if name in names:
                return role
    return ""


def _title(sheet: tables.Sheet, found: _Found) -> str:
    """The first words above the headings that are not 附件."""
    for row in sheet.rows[: found.first - 1]:
        for value in row.values:
            text = "".join(str(value or "").split())
            if (
                len(text) > 4
                and not text.startswith("附件")
                and all(folded(text) not in words for words in NAMES.values())
            ):
                return text
    return ""


# Cells and rows ------------------------------------------------------------------------------------------------------


def _on(cell: Cell, sheet: tables.Sheet) -> Cell:
    return Cell(cell.value, cell.row, cell.column, sheet.name, cell.file)


class _Grid:
    """The sheet with every merged area standing for its first cell."""

    def __init__(self, sheet: tables.Sheet, file: str) -> None:
        self.sheet, self.file = sheet, file
        self.first: dict[tuple[int, int], tuple[int, int]] = {}
        for area in sheet.merged:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self.first[row, column] = (area.top, area.left)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that speaks here; None where it is empty."""
        row, column = self.first.get((row, column), (row, column))
        value = self.sheet.rows[row - 1][column] if row <= len(self.sheet.rows) else None
        return None if value is None else Cell(value, row, column, self.sheet.name)

    def place(self, cell: Cell) -> Place:
        return place_of_cell(cell, self.file)


class _Walk:
    """Goes down the rows, keeping the levels of the row above and the entry that is being filled."""

    def __init__(self, grid: _Grid, found: _Found, faults: Faults) -> None:
        self.grid, self.found, self.faults = grid, found, faults
        self.entries: list[Entry] = []
        self.above: dict[Place, Cell] = {}
        self.total: Cell | None = None
        self.path: tuple[Step, ...] = ()
        self.levels = sorted(found.roles[LEVELS])
        self.steps_above: list[Step | None] = [None] * len(self.levels)
        self.leaf_points = self.own_points(len(self.levels) - 1)

    def own_points(self, level: int) -> int | None:
        """The column of 分值 that belongs to a level: right of it and left of the next one."""
        start = self.levels[level]
        end = self.levels[level + 1] if level + 1 < len(self.levels) else None
        columns = [c for c in self.found.roles[POINTS] if c > start and (end is None or c < end)]
        if columns:
            return columns[0]
        return self.found.roles[POINTS][0] if level + 1 == len(self.levels) else None

    def table(self, title: str, at: Place) -> Table:
        for number in range(self.found.body, len(self.grid.sheet.rows) + 1):
            if not self.grid.sheet.rows[number - 1].empty and not self.aside(number):
                self.row(number)
        if not self.entries and not self.faults.found:
            self.faults.refuse(at, "table", "表头下面没有写任何指标")
        return Table(title, tuple(self.entries), self.above, self.total, at)

    def aside(self, number: int) -> bool:
        """A total, a note, or the headings once more on another page."""
        words = [folded(cell.value) for cell in self.cells(number, self.levels)]
        texts = [folded(value) for value in self.grid.sheet.rows[number - 1].values if value is not None]
        if (words or texts)[:1] and (words or texts)[0] in TOTALS:
            self.total = self.at(number, self.leaf_points) or self.total
            return True
        return bool(texts) and (texts[0].startswith(NOTES) or all(word in NAMES[LEVELS] for word in words or [""]))

    def cells(self, number: int, columns: Iterable[int]) -> Iterator[Cell]:
        for column in columns:
            cell = self.grid.cell(number, column)
            if cell is not None:
                yield cell

    def at(self, number: int, column: int | None) -> Cell | None:
        return None if column is None else self.grid.cell(number, column)

    def row(self, number: int) -> None:
        before, steps = self.path, self.steps(number)
        path = self.path = tuple(step for step in steps if step is not None)
        if not path:
            return
        self.steps_above = steps
        points = self.at(number, self.leaf_points)
        for level, step in enumerate(steps[:-1]):
            column = self.own_points(level)
            cell = self.at(number, column)
            if cell is not None and step is not None and column != self.leaf_points and step is not path[-1]:
                self.above.setdefault(step.at, cell)
            elif cell is not None and points is None:
                points = cell
        for cell in self.cells(number, self.found.roles[SUM]):
            whose = [step for step in path[:-1] if step.at.line == cell.row] or list(path[:1])
            self.above.setdefault(whose[-1].at, cell)
        if not self.entries or not (self.goes_on(points, number) or (points is None and path == before)):
            self.entries.append(Entry(path, points))
        self.grow(self.entries[-1], path, number)

    def goes_on(self, points: Cell | None, number: int) -> bool:
        """Whether the 分值 of the entry above is merged over this row too."""
        last = self.entries[-1].points
        same = points is not None and last is not None and (points.row, points.column) == (last.row, last.column)
        return same and points is not None and points.row < number

    def grow(self, entry: Entry, path: tuple[Step, ...], number: int) -> None:
        common = [step for step, other in zip(entry.path, path, strict=False) if step == other]
        entry.path = tuple(common)
        says = [str(cell.value) for cell in self.cells(number, self.found.roles[SAYS]) if cell.row == number]
        entry.says.append((path, "\n".join(says)))
        entry.source = entry.source or next(self.cells(number, self.found.roles[SOURCE]), None)
        cells = ((role, self.at(number, column)) for role in EXTRA for column in self.found.roles[role][:1])
        extra = {role: cell for role, cell in cells if cell is not None and cell.row == number}
        entry.extra += [extra] if extra else []

    def steps(self, number: int) -> list[Step | None]:
        """The levels of a row: its own words, for blanks what stands above them; None where a level is left out,
        because the one before it reaches over it or nothing stands there at all."""
        cells = [self.grid.cell(number, column) for column in self.levels]
        own = [cell is not None and cell.column == column for cell, column in zip(cells, self.levels, strict=True)]
        if not any(own):
            return self.steps_above
        last = max(level for level, there in enumerate(own) if there)
        found: list[Step | None] = []
        for level, cell in enumerate(cells[: last + 1]):
            above = self.steps_above[level] if found == self.steps_above[:level] else None
            if cell is None:
                found.append(above)
            elif not own[level]:
                found.append(None)
            else:
                text = "".join(str(cell.value).split())
                repeated = above is not None and above.text == text and level < last
                found.append(above if repeated else Step(text, self.grid.place(cell)))
        if found[0] is None:
            place = Place(f"{self.grid.file}:{self.grid.sheet.name}", number, self.levels[0] + 1)
            self.faults.refuse(place, "table", "缺少一级指标")
            return [None] * len(self.levels)
        return found + [None] * (len(self.levels) - len(found))
