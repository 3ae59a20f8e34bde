"""PDF: the text layer page by page, the words of remarks and form fields, and what lies under a box of colour."""

import ctypes
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.files.readers import inked
from gongkai.files.readers.parts import Part, Trace, gathered, told
from gongkai.files.readers.properties import people
from gongkai.files.refusal import Unreadable

MOST_PAGES = 3_000
MOST_OBJECTS = 300_000  # of one file; what lies beyond is not looked at, and that is told
MOST_PAIRS = 3_000_000
LONGEST_LOOK = 8.0  # seconds of CPU for looking at pictures of pages; the child has twenty for all it does
NO_TEXT = "没有文字层（可能是扫描件），机器查不到，请人工核对"
BOX_SEGMENTS = 6
THICK = 4  # points: a stroke as wide as this can cover a line
DARK = 96  # of 255
FILL = re.compile(r"((?:[0-9.]+\s+){1,3})(?:rg|g)\b")  # the fill colour of a drawing, each part from 0 to 1
LONGEST_REMARK = 64 * 1024  # bytes

Bounds = tuple[float, float, float, float]  # left, bottom, right, top in points


def read(content: bytes) -> dict:
    """A part a page. A scan has no text, and says so instead of passing for an empty paper."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Unreadable("PDF 已加密，取消密码后才能提取文字" if locked else "PDF 已损坏，无法提取文字") from None
    if len(document) > MOST_PAGES:
        raise Unreadable(f"PDF 有{len(document)}页，超过{MOST_PAGES}页，请拆分")
    looked = _Looked()
    for number, page in enumerate(document, start=1):
        looked.page(page, f"第{number}页")
        page.close()
    if not any(part.text for part in looked.parts):
        raise Unreadable(f"PDF {NO_TEXT}")
    return told(looked.parts, [*looked.all_traces(), *people(document.get_metadata_dict())])


@dataclass(frozen=True, slots=True)
class _Remark:
    words: str
    is_field: bool
    covers: bool
    bounds: Bounds


class _Looked:
    """What was found so far, within a budget for the whole file."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.traces: list[Trace] = []
        self.bare: list[str] = []
        self.skipped: list[str] = []
        self.unlooked: list[str] = []
        self.look = LONGEST_LOOK
        self.objects, self.pairs = MOST_OBJECTS, MOST_PAIRS

    def page(self, page: Any, place: str) -> None:
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        remarks = list(_remarks(page))
        fields = [remark.words for remark in remarks if remark.is_field]
        text = gathered([text, "\n", *(f"{words}\n" for words in fields)])
        said = gathered(f"{remark.words}\n" for remark in remarks if not remark.is_field)
        drawn, covered = self._drawn(page, [remark.bounds for remark in remarks if remark.covers], place)
        unseen = 0 if covered else self._unseen(page, textpage, place)
        textpage.close()
        self.parts.append(Part(place, text, wrapped=True, hidden=covered or bool(unseen)))
        self.parts.append(Part(f"{place}批注", said, hidden=True))
        if said:
            self.traces.append(Trace("comments", place))
        if covered:
            self.traces.append(Trace("covered", place))
        if unseen:
            self.traces.append(Trace("unseen", place, f"共{unseen}字"))
        if drawn and not text:
            self.bare.append(place)

    def all_traces(self) -> Iterator[Trace]:
        if self.bare:
            yield Trace("scan", _listed(self.bare))
        if self.skipped:
            yield Trace("unchecked", _listed(self.skipped), "图形太多，遮盖的文字没有查")
        if self.unlooked:
            yield Trace("unchecked", _listed(self.unlooked), "页数太多或图形太大，看不见的文字没有查")
        yield from self.traces

    def _unseen(self, page: Any, textpage: Any, place: str) -> int:
        if self.look <= 0 or self.objects < 0:
            self.unlooked += [place] if textpage.count_chars() else []
            return 0
        began = time.process_time()
        found = inked.unseen(page, textpage)
        self.look -= time.process_time() - began
        return found

    def _drawn(self, page: Any, boxes: list[Bounds], place: str) -> tuple[bool, bool]:
        """Whether anything stands on the page, and whether some of its text lies under a box."""
        import pypdfium2.raw as c

        texts: list[Bounds] = []
        above: list[tuple[int, Bounds]] = []  # how many texts came before the box
        drawn = False
        for thing in page.get_objects(max_depth=1):
            self.objects -= 1
            if self.objects < 0:
                self.skipped.append(place)
                return True, False
            drawn = True
            if thing.type == c.FPDF_PAGEOBJ_TEXT:
                texts.append(thing.get_bounds())
            elif thing.type == c.FPDF_PAGEOBJ_PATH and texts and _is_box(thing):
                above.append((len(texts), thing.get_bounds()))
        above += [(len(texts), box) for box in boxes]
        self.pairs -= sum(before for before, _ in above)
        if self.pairs < 0:
            self.skipped.append(place)
            return drawn, False
        return drawn, any(_covers(box, text) for before, box in above for text in texts[:before])


def _is_box(path: Any) -> bool:
    """An opaque figure of a few straight lines, or a thick stroke: its bounds are what it covers."""
    import pypdfium2.raw as c

    raw = path.raw
    if c.FPDFPageObj_HasTransparency(raw) or c.FPDFPath_CountSegments(raw) > BOX_SEGMENTS:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(raw, ctypes.byref(fill), ctypes.byref(stroke))
    if fill.value:
        return _alpha(c.FPDFPageObj_GetFillColor, raw) == 255
    width = ctypes.c_float()
    c.FPDFPageObj_GetStrokeWidth(raw, ctypes.byref(width))
    segments = c.FPDFPath_CountSegments(raw)
    return bool(stroke.value) and width.value >= THICK and segments == 2


def _alpha(ask: Any, raw: Any) -> int:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    asked = ask(raw, *(ctypes.byref(one) for one in (red, green, blue, alpha)))
    return alpha.value if asked else 0


def _covers(box: Bounds, text: Bounds) -> bool:
    """At least half a character of the line, at more than half its height."""
    height = text[3] - text[1]
    across = min(box[2], text[2]) - max(box[0], text[0])
    upright = min(box[3], text[3]) - max(box[1], text[1])
    return height > 0 and upright >= 0.6 * height and across >= 0.5 * height


def _remarks(page: Any) -> Iterator[_Remark]:
    """Annotations that say something or cover something; links aside."""
    import pypdfium2.raw as c

    for index in range(c.FPDFPage_GetAnnotCount(page.raw)):
        note = c.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        kind = c.FPDFAnnot_GetSubtype(note)
        is_field = kind == c.FPDF_ANNOT_WIDGET
        words = _string(note, b"V" if is_field else b"Contents") if kind != c.FPDF_ANNOT_LINK else ""
        covers = _note_covers(note, kind)
        if words or covers:
            yield _Remark(words, is_field, covers, _rectangle(note))
        c.FPDFPage_CloseAnnot(note)


def _note_covers(note: Any, kind: int) -> bool:
    """A mark for redaction not yet applied, a filled square, or a highlighter as dark as ink."""
    import pypdfium2.raw as c

    if kind == c.FPDF_ANNOT_REDACT:
        return True
    if kind == c.FPDF_ANNOT_SQUARE:
        return bool(c.FPDFAnnot_HasKey(note, b"IC"))
    return kind == c.FPDF_ANNOT_HIGHLIGHT and _is_dark(note)


def _is_dark(note: Any) -> bool:
    """By its colour, or, where it brings a drawing of its own, by the fills in that (PDFium then tells no colour)."""
    import pypdfium2.raw as c

    rgba = [ctypes.c_uint() for _ in range(4)]
    if c.FPDFAnnot_GetColor(note, c.FPDFANNOT_COLORTYPE_Color, *(ctypes.byref(one) for one in rgba)):
        return max(one.value for one in rgba[:3]) <= DARK
    drawing = _told(lambda room, size: c.FPDFAnnot_GetAP(note, c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, room, size))
    return any(max(map(float, fill.split())) * 255 <= DARK for fill in FILL.findall(drawing))


def _string(note: Any, key: bytes) -> str:
    import pypdfium2.raw as c

    return _told(lambda room, size: c.FPDFAnnot_GetStringValue(note, key, room, size)).strip()


def _told(ask: Callable[[Any, int], int]) -> str:
    """What PDFium writes into a room of so many bytes (UTF-16), asked first how many it takes."""
    import pypdfium2.raw as c

    size = min(ask(None, 0), LONGEST_REMARK)
    room = ctypes.create_string_buffer(size + size % 2)
    if size <= 2:
        return ""
    ask(ctypes.cast(room, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return room.raw.decode("utf-16-le", "replace").rstrip("\0")


def _rectangle(note: Any) -> Bounds:
    import pypdfium2.raw as c

    found = c.FS_RECTF()
    c.FPDFAnnot_GetRect(note, ctypes.byref(found))
    low, high = sorted((found.bottom, found.top))
    return found.left, low, found.right, high


def _listed(places: list[str], most: int = 8) -> str:
    return "、".join(places[:most]) + (f"等{len(places)}页" if len(places) > most else "")
