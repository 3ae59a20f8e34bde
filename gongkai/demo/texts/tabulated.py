"""Tables of a text: rows by the kind of thing they list, figures that add up, totals for the sentences."""

from dataclasses import dataclass
from typing import Protocol

from gongkai.demo.texts.grammar import RANGE, Cell, Number, Pen, said, share


@dataclass(frozen=True)
class Table:
    """As a genre writes it; ``rows`` names a list in ``Source``, ``total`` the columns added up (counted from 0)."""

    rows: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    total: tuple[int, ...] = ()
    many: tuple[int, int] | None = None


class Source(Protocol):
    """Where a table's contents come from."""

    def whole(self, name: str) -> list[list[Cell]] | None:
        """Complete rows of a list, or None where it only has labels."""

    def labels(self, name: str) -> list[str]:
        """First cells of a list's rows."""

    def drawn(self, column: str) -> str | None:
        """A cell of a column that is no number, or None."""


def read(said_so: dict) -> Table:
    """A table as it stands in a genre's file."""
    low, _, high = str(said_so.get("many", "")).partition("..")
    return Table(
        said_so["rows"],
        tuple(said_so["head"]),
        tuple(str(column) for column in said_so["columns"]),
        tuple(said_so.get("total", ())),
        (int(low), int(high)) if high else None,
    )


def written(table: Table, source: Source, pen: Pen) -> str:
    """The table in HTML. Leaves ``rows`` and ``total1`` … with the pen."""
    lines = _lines(table, source, pen)
    pen.numbers["rows"] = len(lines)
    shown = [[said(cell) if not isinstance(cell, str) else cell for cell in line] for line in lines]
    if table.total:
        shown.append(_total(table, lines, pen))
    head = "".join(f"<th>{word}</th>" for word in table.head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in shown)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _lines(table: Table, source: Source, pen: Pen) -> list[list[Cell]]:
    whole = source.whole(table.rows)
    if whole is not None:
        return whole
    labels = source.labels(table.rows)
    if table.many:
        labels = pen.dice.some(labels, min(len(labels), pen.dice.number(*table.many)))
    rates: dict[int, Number] = {}
    lines = [[label, *_cells(table, source, pen, rates)] for label in labels]
    return _with_shares(lines) if table.rows == "budget" else lines


def _cells(table: Table, source: Source, pen: Pen, rates: dict[int, Number]) -> list[Cell]:
    cells: list[Cell] = []
    for place, column in enumerate(table.columns):
        cells.append(_cell(column, place, cells, source, pen, rates))
    return cells


def _cell(column: str, place: int, before: list[Cell], source: Source, pen: Pen, rates: dict[int, Number]) -> Cell:
    if "|" in column:
        return pen.dice.pick(column.split("|"))
    if drawn := source.drawn(column):
        return drawn
    if "*" in column:
        of, rate = column.split("*")
        if place not in rates:
            rates[place] = pen.between(*rate.split(".."))
        return round(_number(before[int(of) - 1]) * rates[place])
    if "%" in column:
        percent, of = column.split("%")
        return share(_number(before[int(of) - 1]), int(pen.between(*percent.split(".."))))
    found = RANGE.fullmatch(column)
    if found is None:
        raise ValueError(f"表格里读不懂“{column}”")
    return pen.between(found[2], found[3])


def _number(cell: Cell) -> Number:
    if isinstance(cell, str):
        raise ValueError(f"表格里“{cell}”不是数")
    return cell


def _total(table: Table, lines: list[list[Cell]], pen: Pen) -> list[str]:
    last = ["合计", *[""] * (len(table.head) - 1)]
    for column in table.total:
        number = sum(line[column + 1] for line in lines)
        number = round(number, 1) if isinstance(number, float) else number
        pen.numbers[f"total{column + 1}"] = number
        last[column + 1] = said(number)
    if table.rows == "budget":
        last[-1] = "100.0%"
    return last


def _with_shares(lines: list[list[Cell]]) -> list[list[Cell]]:
    """Each amount's part of their sum in tenths of a percent that add up to 100 (largest remainders)."""
    amounts = [round(_number(line[1]) * 10) for line in lines]
    whole = sum(amounts)
    parts = [amount * 1000 // whole for amount in amounts]
    rest = sorted(range(len(parts)), key=lambda i: (-(amounts[i] * 1000 % whole), i))
    for i in rest[: 1000 - sum(parts)]:
        parts[i] += 1
    return [[*line, f"{part / 10:.1f}%"] for line, part in zip(lines, parts, strict=True)]
