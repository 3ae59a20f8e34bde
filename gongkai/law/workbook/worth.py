"""分值 as published tables write it: 5, 5分, +5, 扣10分, 主动公开（40分）; on top of the total or off it."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from gongkai.law.findings import Finding, Place
from gongkai.law.reading import Node, Refused
from gongkai.law.workbook.compact import listing, table, word
from gongkai.law.workbook.rows import Cells
from gongkai.law.workbook.told import place_of_cell
from gongkai.tables import Cell
from gongkai.tables.values import folded

NUMBERING = re.compile(r"(第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．](?!\d))")
IN_TITLE = re.compile(r"[（(](?:共|满分|计)?(\d+(?:\.\d+)?)分[）)]$")
CLAUSE = re.compile(r"[，。；：,;:（(\n]")
LONGEST_TITLE = 24
POINTS = re.compile(r"(?:0分?[-~—–至])?(\+|最多加|最高加|加|-|最多扣|倒扣|扣)?(\d{1,6}(?:\.\d{1,4})?)分?")
BONUS, PENALTY = ("加分", "附加分", "奖励分"), ("减分", "扣分", "倒扣")


class Worth(NamedTuple):
    """Points as written. `kind`: plain, bonus (on top of the total) or penalty (off it)."""

    points: Decimal
    kind: str


def plain_title(text: str) -> str:
    """A level's name without its numbering and its points; of a whole paragraph, what it begins with."""
    bare = whole_title(text)
    if len(bare) <= LONGEST_TITLE:
        return bare
    clause = CLAUSE.split(bare)[0]
    return clause if 0 < len(clause) <= LONGEST_TITLE else f"{bare[:LONGEST_TITLE]}…"


def whole_title(text: str) -> str:
    """All words of a level's name."""
    bare = IN_TITLE.sub("", NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text)
    return bare.rstrip("。；;") or text


def read_worth(cell: Cell, titles: Sequence[str], file: str) -> Worth:
    """Points as a cell has them, below these titles: 5, 5分, +5, 扣10分. Raises `Refused`."""
    text = "".join(unicodedata.normalize("NFKC", str(cell.value)).split())
    found = POINTS.fullmatch(text)
    if not found:
        raise Refused(Finding(f"“{cell.value}”不是分值；写数字，加分写 +5，扣分写 -10", *place_of_cell(cell, file)))
    return Worth(Decimal(found[2]), _kind(found[1] or "", titles))


def titled(text: str, titles: Sequence[str]) -> Worth | None:
    """Points that stand at the end of a title: 主动公开（40分）."""
    found = IN_TITLE.search(unicodedata.normalize("NFKC", text))
    return Worth(Decimal(found[1]), _kind("", titles)) if found else None


def worth_cells(worth: Worth, at: Place) -> Cells:
    """Points of the total; or none, with how much may be won on top of it or lost off it."""
    if worth.kind == "plain":
        return {"points": number_node(worth.points, at)}
    limit = {"cap": worth.points} if worth.kind == "bonus" else {"floor": -worth.points}
    return {"points": number_node(Decimal(0), at)} | {key: number_node(value, at) for key, value in limit.items()}


def number_node(value: Decimal, at: Place) -> Node:
    """A number as a node, whole where it is whole."""
    number = int(value) if value == value.to_integral_value() else value
    return Node(number, *at, f"{number:f}" if isinstance(number, Decimal) else str(number))


def judged_line(worth: Worth, at: Place) -> Node:
    """A line for a person's mark, within the points."""
    kind = "lose" if worth.kind == "penalty" else "earn"
    cells: Cells = {kind: word("judged", at)}
    if worth.kind != "plain":
        cells["between"] = listing([number_node(Decimal(0), at), number_node(worth.points, at)], at)
    return table(cells, at)


def _kind(sign: str, titles: Sequence[str]) -> str:
    if sign:
        return "bonus" if "加" in sign or sign == "+" else "penalty"
    heads = [folded(title) for title in titles]
    if any(head.startswith(BONUS) or head.endswith("加分项") for head in heads):
        return "bonus"
    return "penalty" if any(head.startswith(PENALTY) or head.endswith("扣分项") for head in heads) else "plain"
