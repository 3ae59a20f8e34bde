"""Tables with merged cells, as data: the same one as HTML, in a PDF, in a DOCX."""

from dataclasses import dataclass
from html import escape
from typing import Any

SHORT = 16  # rows


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell over so many columns and rows; ``left``: its words begin at the left; ``key`` is what a page may lead on
    to from it."""

    words: str
    across: int = 1
    down: int = 1
    head: bool = False
    left: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows`` hold the cells that begin in them; the first ``heads`` rows are headings. ``widths``: parts of the
    line."""

    title: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1


def html(grid: Grid) -> str:
    """As clean HTML, for a public page, where a heading stands above it."""
    lines = ["".join(_html(cell) for cell in row) for row in grid.rows]
    head, body = ("".join(f"<tr>{line}</tr>" for line in some) for some in (lines[: grid.heads], lines[grid.heads :]))
    return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def plain(grid: Grid) -> dict[str, Any]:
    """As a typst template reads it; a short table is not parted over two pages."""
    heads, body = (
        [_plain(one) for row in some for one in row] for some in (grid.rows[: grid.heads], grid.rows[grid.heads :])
    )
    return {"rank": 9, "widths": grid.widths, "heads": heads, "cells": body, "short": len(grid.rows) <= SHORT}


def _plain(cell: Cell) -> dict[str, Any]:
    return {"words": cell.words, "across": cell.across, "down": cell.down, "head": cell.head, "left": cell.left}


def laid(grid: Grid) -> list[list[tuple[Cell, bool] | None]]:
    """Place by place: (cell, whether it begins in this row) at its first column, None where it reaches on across."""
    wide = len(grid.widths)
    found: list[list[tuple[Cell, bool] | None]] = []
    running: dict[int, tuple[Cell, int]] = {}  # first column → cell and rows still to come
    for row in grid.rows:
        waiting, line, column = list(row), [None] * wide, 0  # type: list[Cell], list[Any], int
        while column < wide:
            if column in running:
                cell, left = running.pop(column)
                line[column] = (cell, False)
            else:
                cell, left = waiting.pop(0), 0
                left = cell.down
                line[column] = (cell, True)
            if left > 1:
                running[column] = (cell, left - 1)
            column += cell.across
        found.append(line)
    return found


def _html(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
    spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<{tag}{spans}>{escape(cell.words)}</{tag}>"
