"""A copy of a file without what does not meet the eye: changes accepted, comments, hidden words, rows and names gone.

What is seen stays as it stands. Runs in the limited child (``files.child``).
"""

import base64
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterable
from functools import partial

from gongkai.files.readers.cells import unseen_cells
from gongkai.files.readers.styles import Styles
from gongkai.files.readers.word import STYLES, unseen_runs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
DROPPED = re.compile(
    r"(?:word|xl)/(?:comments[^/]*|threadedComments/.*|comments/.*|people|persons/.*|calcChain)(?:\.xml)?|docProps/custom\.xml"
)
GONE = {W + tag for tag in ("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "rPrChange", "pPrChange",
                            "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange")}  # fmt: skip
OPENED = {W + "ins", W + "moveTo"}
NAMES = ("creator", "lastModifiedBy", "Manager", "Company")
LETTERS = re.compile(r"[A-Z]+")


def office(content: bytes) -> str:
    """A clean DOCX or XLSX as base64."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        kept = {info.filename: source.read(info) for info in source.infolist() if not DROPPED.fullmatch(info.filename)}
        changed = {**kept, **_rewritten(kept)}
        for name in kept:
            target.writestr(name, changed[name])
    return base64.b64encode(out.getvalue()).decode()


def pdf(content: bytes) -> str:
    """A PDF without its properties and remarks; what lies under a box of colour cannot be taken out here."""
    import pypdfium2
    import pypdfium2.raw as c

    fresh, old = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(content)
    fresh.import_pages(old)
    stays = (c.FPDF_ANNOT_LINK, c.FPDF_ANNOT_WIDGET)
    for page in fresh:
        for index in reversed(range(c.FPDFPage_GetAnnotCount(page.raw))):
            note = c.FPDFPage_GetAnnot(page.raw, index)
            kind = c.FPDFAnnot_GetSubtype(note)
            c.FPDFPage_CloseAnnot(note)
            if kind not in stays:
                c.FPDFPage_RemoveAnnot(page.raw, index)
    out = io.BytesIO()
    fresh.save(out)
    return base64.b64encode(out.getvalue()).decode()


def _rewritten(parts: dict[str, bytes]) -> dict[str, bytes]:
    styles = Styles(parts.get(STYLES))
    story = partial(_plain_story, styles=styles)
    found = {name: _edited(parts[name], story) for name in parts if STORY.fullmatch(name)}
    for name in filter(SHEET.fullmatch, parts):
        found[name] = _edited(parts[name], partial(_plain_sheet, unseen=unseen_cells(parts.get, parts[name])))
    hidden = _hidden_sheets(parts)
    found |= {name: _edited(parts[name], _emptied) for name in hidden if name in parts}
    if "xl/workbook.xml" in parts:
        found["xl/workbook.xml"] = _edited(parts["xl/workbook.xml"], _all_shown)
    if "xl/sharedStrings.xml" in parts:
        used = {number for name in found if SHEET.fullmatch(name) for number in _used(found[name])}
        found["xl/sharedStrings.xml"] = _edited(parts["xl/sharedStrings.xml"], lambda root: _forget(root, used))
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in parts:
            found[name] = _edited(parts[name], _nameless)
    for name in parts:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            found[name] = _edited(parts[name], _without_dropped)
    return found


def _edited(content: bytes, edit: Callable[[ElementTree.Element], None]) -> bytes:
    """The part after an edit, with every prefix it declared: ``mc:Ignorable`` names them in words."""
    spaces = dict(node for _, node in ElementTree.iterparse(io.BytesIO(content), ["start-ns"]))
    for prefix, uri in spaces.items():
        if not re.fullmatch(r"ns\d+|xml", prefix):
            ElementTree.register_namespace(prefix, uri)
    root = ElementTree.fromstring(content)
    edit(root)
    text = ElementTree.tostring(root, encoding="unicode")
    head, tail = text.split(">", 1)
    slash = "/" if head.endswith("/") else ""
    head = head.removesuffix("/")
    missing = "".join(
        f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items() if prefix and f"xmlns:{prefix}=" not in head
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{head}{missing}{slash}>{tail}'.encode()


def _plain_story(root: ElementTree.Element, styles: Styles) -> None:
    unseen = unseen_runs(root, styles)
    for parent in list(root.iter()):
        fresh: list[ElementTree.Element] = []
        for child in parent:
            if child.tag in GONE or (child.tag == W + "r" and (child in unseen or _refers(child))):
                continue
            fresh += list(_unwrapped(child, unseen)) if child.tag in OPENED else [child]
        if len(fresh) != len(parent) or any(one is not two for one, two in zip(fresh, parent, strict=False)):
            parent[:] = fresh


def _unwrapped(element: ElementTree.Element, unseen: set[ElementTree.Element]) -> Iterable[ElementTree.Element]:
    for child in element:
        if child.tag in OPENED:
            yield from _unwrapped(child, unseen)
        elif child.tag not in GONE and child not in unseen:
            yield child


def _refers(run: ElementTree.Element) -> bool:
    return run.find(f"{W}commentReference") is not None


def _plain_sheet(root: ElementTree.Element, unseen: set[tuple[int, int]]) -> None:
    space = root.tag.partition("}")[0] + "}"
    away = {
        number
        for column in root.iter(f"{space}col")
        if _true(column.get("hidden")) or column.get("width") == "0"
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 16_384) + 1)
    }
    for data in root.iter(f"{space}sheetData"):
        for row in list(data):
            if _true(row.get("hidden")) or row.get("ht") == "0":
                data.remove(row)
                continue
            for cell in list(row):
                at = _column(cell.get("r", ""))
                if at in away or (int(row.get("r", "0")), at - 1) in unseen:
                    row.remove(cell)
    for column in root.iter(f"{space}col"):
        column.attrib.pop("hidden", None)
    for legacy in root.findall(f"{space}legacyDrawing"):
        root.remove(legacy)


def _emptied(root: ElementTree.Element) -> None:
    for data in root.iter(root.tag.partition("}")[0] + "}sheetData"):
        data[:] = []


def _all_shown(root: ElementTree.Element) -> None:
    for sheet in root.iter(root.tag.partition("}")[0] + "}sheet"):
        if sheet.attrib.pop("state", "visible") != "visible":
            sheet.set("name", f"已清空{sheet.get('sheetId', '')}")


def _hidden_sheets(parts: dict[str, bytes]) -> list[str]:
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        return []
    targets = {
        one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    found = []
    for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter():
        if sheet.tag.endswith("}sheet") and sheet.get("state", "visible") != "visible":
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            target = targets.get(key, "")
            found.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return found


def _used(content: bytes) -> set[int]:
    """Numbers of the shared strings that a sheet still shows."""
    found = set()
    for cell in ElementTree.fromstring(content).iter():
        if cell.tag.endswith("}c") and cell.get("t") == "s":
            value = next((one.text for one in cell if one.tag.endswith("}v")), None)
            if value and value.isdecimal():
                found.add(int(value))
    return found


def _forget(root: ElementTree.Element, used: set[int]) -> None:
    space = root.tag.partition("}")[0] + "}"
    for number, item in enumerate(root.findall(f"{space}si")):
        if number not in used:
            item[:] = [ElementTree.Element(f"{space}t")]


def _nameless(root: ElementTree.Element) -> None:
    for element in root.iter():
        if element.tag.rpartition("}")[2] in NAMES:
            element.text = ""


def _without_dropped(root: ElementTree.Element) -> None:
    for child in list(root):
        name = (child.get("Target") or child.get("PartName") or "").replace("../", "").lstrip("/")
        folders = (name, f"word/{name}", f"xl/{name}")
        if child.get("TargetMode") != "External" and any(DROPPED.fullmatch(one) for one in folders):
            root.remove(child)


def _true(value: str | None) -> bool:
    return value in ("1", "true")


def _column(reference: str) -> int:
    """B7 → 2."""
    found = LETTERS.match(reference)
    number = 0
    for letter in found[0] if found else "":
        number = number * 26 + ord(letter) - 64
    return number
