"""Tables of a page or a sheet as rows of words, with what they are called and the words over each column."""

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.columns import page_rows
from gongkai.checks.page_text import WALL, page_text

AMOUNT = re.compile(r"[-−－]?\d{1,15}(?:\.\d{1,20})?(?:[eE]-\d{1,2})?")
UNIT_LINE = re.compile(r"单位\s*[:：]")
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``place`` is where it stands, ``title`` what stands over it or names its sheet."""

    place: str
    title: str
    rows: tuple[Row, ...]


def amount(cell: str) -> Decimal | None:
    """The number in a cell; None where there is none."""
    plain = cell.strip().replace(",", "").replace("，", "").replace(" ", "")
    return round(Decimal(plain.replace("−", "-").replace("－", "-")), 6) if AMOUNT.fullmatch(plain) else None


def of_page(html: str, place: str) -> list[Table]:
    """The tables of a page, each called what the last line before it says."""
    if "<table" not in html:
        return []
    page, text = page_text(html), page_text(html).text
    found: list[Table] = []
    rows: list[dict[int, tuple[int, int]]] = []
    before = end = 0
    for row in (*page_rows(page), {}):
        if row:
            if not rows:
                before = min(start for start, _ in row.values())
            rows.append(row)
            continue
        if rows:
            title = _last_line(text[end:before])
            end = max(stop for one in rows for _, stop in one.values())
            found.append(Table(place, title, tuple(_words(one, text) for one in rows)))
            rows = []
    return found


def of_grid(text: str, name: str, place: str) -> Table:
    """A sheet: a line a row, tabs between cells. Its first lines say what it is called, if its name does not."""
    rows = tuple(tuple(line.split("\t")) for line in text.split("\n"))
    heads = [next((cell for cell in row if cell.strip()), "") for row in rows[:3]]
    return Table(place, " ".join([name, *heads]), rows)


def heads(rows: tuple[Row, ...]) -> list[str]:
    """What stands over each column, rows of heads joined; a head over several columns counts for each of them."""
    lines = [row for row in rows if sum(1 for cell in row if cell.strip()) > 1 and not UNIT_LINE.search(" ".join(row))]
    wide = max((len(row) for row in rows), default=0)
    found = [""] * wide
    for at, line in enumerate(lines):
        below = lines[at + 1 :]
        last = ""
        for column in range(wide):
            cell = bare(line[column]) if column < len(line) else ""
            if cell or any(column < len(one) and one[column].strip() for one in below):
                last = cell or last
                found[column] += last
    return found


def body_of(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows of heads and those below, which begin with the first that has an amount beside its label."""
    for at, row in enumerate(rows):
        label = next((cell for cell in row if cell.strip()), "")
        if "栏次" not in label and any(amount(cell) is not None for cell in row[row.index(label) + 1 :]):
            return rows[:at], rows[at:]
    return rows, ()


def bare(cell: str) -> str:
    """Without any blanks: 合　计 is 合计."""
    return "".join(cell.split())


def _words(row: dict[int, tuple[int, int]], text: str) -> Row:
    wide = max(row) + 1
    return tuple(" ".join(text[slice(*row[at])].split()) if at in row else "" for at in range(wide))


def _last_line(text: str) -> str:
    lines = (line.strip() for line in re.split(f"[\n{WALL}]", text))
    told = [line for line in lines if line and not UNIT_LINE.search(line)]
    return told[-1][:80] if told else ""
