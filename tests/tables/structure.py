"""Is a workbook whole by the rules of its format (ECMA-376), so that no program has to repair it?"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NAME = re.compile(r"[^\W\d][\w.]{0,254}|_xlnm\.[A-Za-z_]+")
CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
SHEET_OF = re.compile(r"(?:'((?:[^']|'')+)'|([^'!(),+*/ ]+))!")
LONGEST_SHEET, LONGEST_TEXT, LONGEST_LIST, WIDEST = 31, 32_767, 255, 255


def faults(content: bytes) -> list[str]:
    """Sentences, one a fault; empty for a workbook that opens everywhere."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: ElementTree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    twice = [name for name, many in Counter(names).items() if many > 1]
    found = [f"{name} is there twice" for name in twice]
    found += [*_typed(parts, names), *_linked(parts, names), *_named(parts)]
    styles = _styles(parts["xl/styles.xml"])
    found += styles.pop("faults")
    texts = len(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else 0
    found += [f"a text longer than {LONGEST_TEXT}" for one in parts.get("xl/sharedStrings.xml", ())
              if len("".join(one.itertext())) > LONGEST_TEXT]  # fmt: skip
    for name in names:
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {fault}" for fault in _sheet(parts[name], styles["xfs"], texts)]
    return found


def visible(content: bytes) -> dict[str, ElementTree.Element]:
    """Sheets by name that are not hidden."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        rows = enumerate(book.iter(f"{MAIN}sheet"), start=1)
        return {
            one.get("name"): ElementTree.fromstring(package.read(f"xl/worksheets/sheet{n}.xml"))
            for n, one in rows
            if one.get("state", "visible") == "visible"
        }


def _typed(parts: dict, names: list[str]) -> Iterator[str]:
    """Every part says what it is."""
    types = parts["[Content_Types].xml"]
    known = {one.get("PartName", "").lstrip("/") for one in types} | {"[Content_Types].xml"}
    endings = {one.get("Extension") for one in types}
    yield from (f"{name} has no type" for name in names if name not in known and name.rsplit(".")[-1] not in endings)
    yield from (f"{name} is typed and not there" for name in known - {""} - set(names))


def _linked(parts: dict, names: list[str]) -> Iterator[str]:
    for name, part in parts.items():
        if not name.endswith(".rels"):
            continue
        of = dirname(dirname(name))
        keys = [one.get("Id") for one in part]
        yield from (f"{name}: {key} is there twice" for key, many in Counter(keys).items() if many > 1)
        inner = [one.get("Target", "") for one in part if one.get("TargetMode") != "External"]
        for target in inner:
            path = target.lstrip("/") if target.startswith("/") else normpath(join(of, target))
            if path not in names:
                yield f"{name} leads to {target}, which is not there"


def _named(parts: dict) -> Iterator[str]:
    """Names of sheets and defined names are allowed, and there once."""
    book = parts["xl/workbook.xml"]
    sheets = [one.get("name") for one in book.iter(f"{MAIN}sheet")]
    for name in sheets:
        if len(name) > LONGEST_SHEET or not name or FORBIDDEN.search(name) or name[0] == "'" or name[-1] == "'":
            yield f"“{name}” is no name for a sheet"
    if len({name.casefold() for name in sheets}) < len(sheets):
        yield "two sheets of one name"
    defined = list(book.iter(f"{MAIN}definedName"))
    if len({(one.get("name").casefold(), one.get("localSheetId")) for one in defined}) < len(defined):
        yield "two defined names are one"
    for one in defined:
        if not NAME.fullmatch(one.get("name")) or CELL.fullmatch(one.get("name").upper()):
            yield f"“{one.get('name')}” is no defined name"
        if int(one.get("localSheetId", 0)) >= len(sheets):
            yield f"“{one.get('name')}” is of a sheet that is not there"
        for quoted, bare in SHEET_OF.findall(one.text or ""):
            if (quoted.replace("''", "'") or bare) not in sheets:
                yield f"“{one.get('name')}” reads a sheet that is not there"


def _styles(styles) -> dict:
    found, many = [], {}
    for kind in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs"):
        part = styles.find(f"{MAIN}{kind}")
        many[kind] = len(part)
        if part.get("count") and int(part.get("count")) != len(part):
            found.append(f"{kind} are not as many as they say")
    formats = [int(one.get("numFmtId")) for one in styles.iter(f"{MAIN}numFmt")]
    if len(set(formats)) < len(formats):
        found.append("two number formats of one id")
    for xf in styles.find(f"{MAIN}cellXfs"):
        for name, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs")):
            if int(xf.get(name, 0)) >= many[kind]:
                found.append(f"a style asks for {name} {xf.get(name)}")
        if int(xf.get("numFmtId", 0)) not in {*range(164), *formats}:
            found.append(f"a style asks for number format {xf.get('numFmtId')}")
    names = [one.get("name") for one in styles.iter(f"{MAIN}cellStyle")]
    if len(set(names)) < len(names):
        found.append("two cell styles of one name")
    return {"faults": found, "xfs": many["cellXfs"]}


def _sheet(sheet, xfs: int, texts: int) -> Iterator[str]:
    last_row = 0
    for row in sheet.iter(f"{MAIN}row"):
        number, last = int(row.get("r")), 0
        if number <= last_row:
            yield f"row {number} is out of order"
        last_row = number
        for cell in row:
            letters, line = CELL.fullmatch(cell.get("r")).groups()
            place = _column(letters)
            if place <= last or int(line) != number:
                yield f"cell {cell.get('r')} is out of order"
            last = place
            if int(cell.get("s", 0)) >= xfs:
                yield f"cell {cell.get('r')} has no style {cell.get('s')}"
            if cell.get("t") == "s" and int(cell.findtext(f"{MAIN}v")) >= texts:
                yield f"cell {cell.get('r')} has no text"
    yield from _areas(sheet)
    ends = 0
    for column in sheet.iter(f"{MAIN}col"):
        if int(column.get("min")) <= ends or not 0 <= float(column.get("width", 1)) <= WIDEST:
            yield f"column {column.get('min')} is double or of no width"
        ends = int(column.get("max"))
    for one in sheet.iter(f"{MAIN}dataValidation"):
        said = one.findtext(f"{MAIN}formula1") or ""
        if one.get("type") == "list" and said.startswith('"') and len(said) - 2 > LONGEST_LIST:
            yield f"choices at {one.get('sqref')} are too long"


def _areas(sheet) -> Iterator[str]:
    """Merged areas take two cells at least and do not meet."""
    boxes = []
    for one in sheet.iter(f"{MAIN}mergeCell"):
        ends = [CELL.fullmatch(end).groups() for end in one.get("ref").split(":")]
        (left, top), (right, bottom) = ((_column(letters), int(line)) for letters, line in (ends[0], ends[-1]))
        if (left, top) == (right, bottom):
            yield f"one cell is merged: {one.get('ref')}"
        boxes.append((left, top, right, bottom))
    if len(boxes) > 400:  # pairs of more are too many; notes and headings are few
        return
    for a, b in combinations(boxes, 2):
        if a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]:
            yield f"merged areas meet: {a} {b}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
