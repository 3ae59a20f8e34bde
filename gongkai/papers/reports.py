"""A report whose text holds tables: as PDF, as DOCX and as clean HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.papers import grids, official, typeset, word
from gongkai.papers.grids import Cell, Grid
from gongkai.papers.official import blocks, chinese_day

SOURCE = "report.typ"


@dataclass(frozen=True, slots=True)
class LongReport:
    """``title`` may have two lines; ``sections`` are (heading, text or table) in order; ``draft``: said on top."""

    title: str
    sections: tuple[tuple[str, str | Grid], ...]
    day: date | None = None
    draft: bool = False


def pdf(paper: LongReport) -> bytes:
    return typeset.compiled(SOURCE, "paper", _plain(paper))


def html(paper: LongReport) -> str:
    """Its sections as clean HTML; the title stands on the page already."""
    return "".join(
        official.html(heading) + (grids.html(said) if isinstance(said, Grid) else official.html(said))
        for heading, said in paper.sections
    )


def docx(paper: LongReport) -> bytes:
    """The same to be edited, with the standard's face names; always the same bytes."""
    return word.wrapped("".join(_docx(paper)))


def _plain(paper: LongReport) -> dict[str, Any]:
    told: list[dict[str, Any]] = []
    for heading, said in paper.sections:
        told.append({"rank": 1, "words": heading})
        if isinstance(said, Grid):
            told.append(grids.plain(said))
        else:
            told += [{"rank": one.rank, "words": one.words} for one in blocks(said)]
    day = chinese_day(paper.day) if paper.day else ""
    return {"title": paper.title, "day": day, "draft": paper.draft, "blocks": told}


def _docx(paper: LongReport) -> Iterator[str]:
    if paper.draft:
        yield word.line("草稿，还没有公布", word.HEI, 24, colour="D00000")
    for line in paper.title.splitlines():
        yield word.line(line, word.TITLE, 44, align="center")
    if paper.day:
        yield word.line(f"（{chinese_day(paper.day)}）", word.KAI, align="center", after=word.PITCH)
    for heading, said in paper.sections:
        yield word.line(heading, word.HEI, indent=True)
        if isinstance(said, Grid):
            yield _table(said)
        else:
            for one in blocks(said):
                yield word.line(one.words, (word.FANG, word.HEI, word.KAI)[one.rank], indent=True)


def _table(grid: Grid) -> str:
    widths = [word.WIDE * width // sum(grid.widths) for width in grid.widths]
    rows = [_row(line, widths, number < grid.heads) for number, line in enumerate(grids.laid(grid))]
    return word.table(widths, rows)


def _row(line: list[tuple[Cell, bool] | None], widths: list[int], head: bool) -> str:
    cells = []
    for column, place in enumerate(line):
        if place is None:
            continue
        cell, begins = place
        look = f'<w:tcW w:w="{sum(widths[column : column + cell.across])}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        merged = "restart" if begins else "continue"
        look += f'<w:vMerge w:val="{merged}"/>' if cell.down > 1 else ""
        words = cell.words if begins else ""
        font, align = word.HEI if cell.head else word.FANG, "left" if cell.left else "center"
        inner = word.line(words, font, 18, align=align, exact=False)
        cells.append(f'<w:tc><w:tcPr>{look}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>')
    looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"
