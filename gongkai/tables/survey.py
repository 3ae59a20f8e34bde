"""One pass over a sheet's XML before it is read: how far it reaches, and what the reader behind would lose.

The reader reserves the whole rectangle a sheet spans, so one stray cell in the last corner would ask for gigabytes. It
also drops number formats (87.5% arrives as 0.875), errors (#DIV/0! arrives as nothing) and formulas never computed.
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from xml.parsers import expat

from gongkai.tables.address import column_index, split_reference
from gongkai.tables.refusal import TableRefused

PERCENT_FORMATS = frozenset({9, 10})
PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
CELL_STARTS = (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r")
SPECIAL = (b":c", b"<f", b'"e"', b"'e'")
"""A cell under a prefix, a formula, an error; what looks like one only costs the longer way."""
CORRUPT = "工作表内容已损坏，请用表格软件打开后另存为 XLSX。"
UNCOMPUTED = "#公式未计算"
Place = tuple[int, int]


@dataclass(slots=True)
class Survey:
    """How far values reach; places (row from 1, column from 0) of percentages, failures and formulas."""

    rows: int = 0
    columns: int = 0
    percent: set[Place] = field(default_factory=set)
    failed: dict[Place, str] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)


def percent_styles(styles: bytes) -> frozenset[str]:
    """Which style numbers of `xl/styles.xml` print a number as a percentage. Refuses XML that is not well formed."""
    try:
        return _percent_styles(ElementTree.fromstring(styles))
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise TableRefused("单元格样式已损坏，请用表格软件打开后另存为 XLSX。") from error


def _percent_styles(root: ElementTree.Element) -> frozenset[str]:
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    formats = {
        int(element.attrib["numFmtId"])
        for element in root.iter(f"{space}numFmt")
        if "%" in re.sub(r'"[^"]*"|\\.', "", element.attrib.get("formatCode", ""))
    } | PERCENT_FORMATS
    cells = root.find(f"{space}cellXfs")
    used = enumerate(cells if cells is not None else ())
    return frozenset(str(number) for number, style in used if int(style.attrib.get("numFmtId", 0)) in formats)


def glance(content: bytes) -> Survey | None:
    """An outer bound of a plain sheet's extent, many times faster than the walk; None where only the walk will do.

    Plain means: every cell begins with its reference, no formula, no error. Cells that are merely formatted count here,
    so a bound past the limits is a reason to walk, not to refuse.
    """
    places = PLAIN_CELL.findall(content)
    if any(sign in content for sign in SPECIAL) or sum(map(content.count, CELL_STARTS)) != len(places):
        return None
    rows = max((int(row) for row in {row for _, row in places}), default=0)
    columns = max((column_index(letters.decode()) for letters in {letters for letters, _ in places}), default=-1)
    return Survey(rows, columns + 1)


def survey(content: bytes, percents: frozenset[str]) -> Survey:
    """Walk a worksheet part once. Refuses XML that is not well formed."""
    walk = _Walk(percents)
    try:
        walk.parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise TableRefused(CORRUPT) from error
    walk.close_cell()
    return walk.found


class _Walk:
    """The state of the walk: the cell we are in, and its text where that text matters."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.percents = percents
        self.found = Survey()
        self.row = self.column = 0
        self.failed = self.formula = False
        self.element = self.text = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        self.element = name
        if name == "c":
            self.close_cell()
            self.open_cell(attributes)
        elif name in ("v", "is", "f"):
            self.found.rows = max(self.found.rows, self.row)
            self.found.columns = max(self.found.columns, self.column + 1)
            if name == "f":
                self.formula = True
                self.found.formulas.add((self.row, self.column))
                self.parser.CharacterDataHandler = self.words
        elif name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), -1

    def open_cell(self, attributes: dict[str, str]) -> None:
        """Cells without a reference follow the one before them."""
        reference = attributes.get("r")
        if reference:
            self.row, self.column = split_reference(reference)
        else:
            self.column += 1
        kind = attributes.get("t", "n")
        if kind == "e":
            self.failed = True
            self.parser.CharacterDataHandler = self.words
        elif kind == "n" and attributes.get("s") in self.percents:
            self.found.percent.add((self.row, self.column))
        elif kind == "str":
            self.text = " "

    def words(self, data: str) -> None:
        if self.element == "v":
            self.text += data

    def close_cell(self) -> None:
        """An error keeps its code; a formula without a value says so instead of looking like an empty cell."""
        if self.failed:
            self.found.failed[self.row, self.column] = self.text.strip() or UNCOMPUTED
        elif self.formula and not self.text:
            self.found.failed[self.row, self.column] = UNCOMPUTED
        if self.failed or self.formula:
            self.parser.CharacterDataHandler = None
        self.failed = self.formula = False
        self.text = ""
