"""The tables of the form as they are printed: headings and groups merged as the national form has them."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from gongkai.law.annual.figures import Figures, shown
from gongkai.law.annual.form import Row, Table
from gongkai.papers.grids import Cell, Grid

LABEL, FIGURE, LAST = 12, 7, 22


def of(table: Table, figures: Figures, *, printed: bool = True) -> Grid:
    """A table with its figures, as the form prints it; on a screen a flat one is as long as the others."""
    told = {key: shown(value) for key, value in figures.items()}
    if table.flat and printed:
        return _flat(table, told)
    return _blocks(table, told) if any(row.columns for row in table.rows.values()) else _listed(table, told)


def working(table: Table, figures: Figures, marked: Mapping[str, str]) -> Grid:
    """The same for a desk's screen: groups stand over their rows. ``marked``: cell → a sign after its figure."""
    told = {key: shown(value) + marked.get(key, "") for key, value in figures.items()}
    if any(row.columns for row in table.rows.values()):
        return _blocks(table, told)
    columns = list(table.columns.values())
    lines: list[tuple[Cell, ...]] = [(Cell("", head=True), *(Cell(column.name, head=True) for column in columns))]
    for group, some in groupby(table.rows.values(), lambda row: row.group.split("/")[-1]):
        lines += [(Cell(group, len(columns) + 1, head=True),)] if group else []
        for row in some:
            own = (_figure(told, f"{table.id}.{row.id}.{column.id}") for column in columns)
            lines.append((Cell(row.name, head=True), *own))
    return Grid(table.title, (LAST, *[FIGURE] * len(columns)), tuple(lines))


def _listed(table: Table, told: Mapping[str, str]) -> Grid:
    """Rows under their groups at the left, columns under theirs above."""
    paths = {row.id: _path(row) for row in table.rows.values()}
    deep = max(map(len, paths.values()))
    columns = list(table.columns.values())
    grouped = any(column.group for column in columns)
    heads = 1 + bool(table.over) + grouped
    first = [Cell(table.note, deep, heads, head=True)]
    names = [[Cell(table.over, len(columns), head=True)]] if table.over else []
    upper: list[Cell] = []
    lower: list[Cell] = []
    for group, some in groupby(columns, lambda column: column.group):
        found = list(some)
        upper += [Cell(group, len(found), head=True)] if group else []
        cells = [Cell(column.name, down=1 if group or not grouped else 2, head=True) for column in found]
        (lower if group or not grouped else upper).extend(cells)
    names += [upper, lower] if grouped else [lower]
    names[0] = first + names[0]
    body = [
        (*_labels(row, paths, deep), *(_figure(told, f"{table.id}.{row.id}.{column.id}") for column in columns))
        for row in table.rows.values()
    ]
    widths = (*[LABEL // 2] * (deep - 1), LAST, *[FIGURE] * len(columns))
    return Grid(table.title, widths, (*map(tuple, names), *body), heads)


def _labels(row: Row, paths: Mapping[str, list[str]], deep: int) -> Iterator[Cell]:
    """What stands left of a row's figures: the groups that begin with it, and its own name."""
    order, mine = list(paths), paths[row.id]
    place = order.index(row.id)
    for level in range(len(mine) - 1):
        prefix = mine[: level + 1]
        if place and paths[order[place - 1]][: level + 1] == prefix and len(paths[order[place - 1]]) > level + 1:
            continue
        rest = [paths[name][: level + 1] == prefix for name in order[place:]]
        yield Cell(mine[level], down=rest.index(False) if False in rest else len(rest), head=True)
    yield Cell(mine[-1], deep - len(mine) + 1, head=True, left=True)


def _path(row: Row) -> list[str]:
    return [*(row.group.split("/") if row.group else ()), row.name]


def _blocks(table: Table, told: Mapping[str, str]) -> Grid:
    """A block for each group of rows, each with columns of its own."""
    most = max(len(row.columns) for row in table.rows.values())
    lines: list[tuple[Cell, ...]] = []
    for group, some in groupby(table.rows.values(), lambda row: row.group):
        found = list(some)
        own = table.columns_of(found[0])
        wide = most // len(own)
        lines.append((Cell(group, most + 1, head=True),))
        lines.append((Cell("信息内容", head=True), *(Cell(column.name, wide, head=True) for column in own)))
        for row in found:
            figures = (_figure(told, f"{table.id}.{row.id}.{column.id}", wide) for column in own)
            lines.append((Cell(row.name, head=True), *figures))
    return Grid(table.title, (1,) * (most + 1), tuple(lines), 0)


def _flat(table: Table, told: Mapping[str, str]) -> Grid:
    """All rows side by side in one line."""
    columns = list(table.columns.values())
    tops: list[Cell] = []
    seconds: list[Cell] = []
    for group, some in groupby(table.rows.values(), lambda row: row.group):
        found = list(some)
        if group:
            tops.append(Cell(group, len(columns) * len(found), head=True))
            seconds += [Cell(row.name, len(columns), head=True) for row in found]
        else:
            tops += [Cell(row.name, len(columns), 2, head=True) for row in found]
    names = tuple(Cell(column.name, head=True) for _ in table.rows for column in columns)
    figures = tuple(_figure(told, f"{table.id}.{row}.{column.id}") for row in table.rows for column in columns)
    wide = (1,) * (len(columns) * len(table.rows))
    return Grid(table.title, wide, (tuple(tops), tuple(seconds), names, figures), 3)


def _figure(told: Mapping[str, str], key: str, wide: int = 1) -> Cell:
    return Cell(told.get(key, "—"), wide, key=key)
