"""Cells of a workbook whose words do not meet the eye: of the colour of their ground, or a format that shows none."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

from gongkai.files.readers import seen

STYLES, THEME = "xl/styles.xml", "xl/theme/theme1.xml"
CELL = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\bs=[\"'](\d+)[\"'])[^>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
TABLE = re.compile(rb"<(?:\w+:)?(?:tableParts?|conditionalFormatting)\b")
# What the first colours of the older palette are (ECMA-376 part 1, §18.8.27); 64 and 65 are the system's own.
INDEXED = {0: "000000", 1: "FFFFFF", 8: "000000", 9: "FFFFFF", 64: "000000", 65: "FFFFFF"}
THEMES = ("lt1", "dk1", "lt2", "dk2")
BLANK = re.compile(r"[;\s]*")


def unseen_cells(read: Callable[[str], bytes | None], markup: bytes) -> set[tuple[int, int]]:
    """(row from 1, column from 0) of a sheet's cells that have such a style; ``read`` gives a part of the package.

    Where a table or a rule colours cells by itself, only formats that show nothing are told.
    """
    ruled = bool(TABLE.search(markup))
    wanted = {number for number, blank in _styles(read).items() if blank or not ruled}
    if not wanted:
        return set()
    found = ((int(style), column, int(row)) for style, column, row in CELL.findall(markup))
    return {(row, _number(column)) for style, column, row in found if style in wanted}


def _styles(read: Callable[[str], bytes | None]) -> dict[int, bool]:
    """Numbers of the cell styles that show nothing, each with whether it is by its number format."""
    styles, theme = read(STYLES), read(THEME)
    if not styles:
        return {}
    root = ElementTree.fromstring(styles)
    themes = _themes(theme) if theme else {}
    lists: dict[str, list] = {_tag(part): list(part) for part in root}
    fonts = [_font(one, themes) for one in lists.get("fonts", ())]
    fills = [_fill(one, themes) for one in lists.get("fills", ())]
    blank = {one.get("numFmtId") for one in lists.get("numFmts", ()) if _shows_nothing(one.get("formatCode", ""))}
    found = {}
    for number, style in enumerate(lists.get("cellXfs", ())):
        colour, size = _at(fonts, style.get("fontId"), (None, None))
        ground = _at(fills, style.get("fillId"), seen.PAPER)
        if style.get("numFmtId") in blank:
            found[number] = True
        elif seen.alike(colour, ground) or (size is not None and size <= seen.SMALLEST):
            found[number] = False
    return found


def _shows_nothing(code: str) -> bool:
    """``;;;``: three signs at least, or words would be shown."""
    return code.count(";") >= 3 and bool(BLANK.fullmatch(code))


def _font(font: ElementTree.Element, themes: dict[int, str]) -> tuple[str | None, float | None]:
    parts = {_tag(part): part for part in font}
    size = parts["sz"].get("val", "") if "sz" in parts else ""
    colour = _colour(parts["color"], themes) if "color" in parts else "000000"
    return colour, float(size) if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,4})?", size) else None


def _fill(fill: ElementTree.Element, themes: dict[int, str]) -> str | None:
    pattern = next((part for part in fill if _tag(part) == "patternFill"), None)
    if pattern is None:
        return None  # a gradient
    if pattern.get("patternType", "none") == "none":
        return seen.PAPER
    front = next((part for part in pattern if _tag(part) == "fgColor"), None)
    return _colour(front, themes) if front is not None and pattern.get("patternType") == "solid" else None


def _colour(said: ElementTree.Element, themes: dict[int, str]) -> str | None:
    """RRGGBB; None where a tint or an unknown palette decides."""
    if said.get("rgb"):
        return said.get("rgb", "")[-6:]
    if float(said.get("tint", "0") or 0):
        return None
    for name, palette in (("indexed", INDEXED), ("theme", themes)):
        if (number := said.get(name, "")).isdecimal():
            return palette.get(int(number))
    return "000000" if said.get("auto") else None


def _themes(content: bytes) -> dict[int, str]:
    found = {}
    for element in ElementTree.fromstring(content).iter():
        if (tag := _tag(element)) in THEMES and len(element):
            found[THEMES.index(tag)] = str(element[0].get("lastClr") or element[0].get("val", ""))
    return found


def _at(some: list, number: str | None, otherwise):
    place = int(number) if number and number.isdecimal() else len(some)
    return some[place] if place < len(some) else otherwise


def _number(column: bytes) -> int:
    """AB → 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number - 1


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
