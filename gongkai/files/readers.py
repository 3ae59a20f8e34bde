"""Text out of files of each kind. Runs in a limited child (``files.child``) and knows neither Django nor the store."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterable, Iterator

from gongkai.files.inspection import decoded
from gongkai.files.refusal import Unreadable

MOST_TEXT = 2_000_000  # characters
MOST_PAGES = 3_000
UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

WORDS_OF = {"docx": ("t",), "pptx": ("t",), "ofd": ("TextCode",)}
PARTS_OF = {
    "docx": re.compile(r"word/(?:header\d*|document|footnotes|endnotes|footer\d*)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "ofd": re.compile(r".*/Pages/Page_\d+/Content\.xml", re.IGNORECASE),
}
BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tr": "\n", "tab": "\t", "TextObject": "\n"}


def pdf(content: bytes) -> str:
    """The text layer, page by page. A scan has none, and says so instead of passing for an empty paper."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Unreadable("PDF 已加密，取消密码后才能提取文字" if locked else "PDF 已损坏，无法提取文字") from None
    if len(document) > MOST_PAGES:
        raise Unreadable(f"PDF 有{len(document)}页，超过{MOST_PAGES}页，请拆分")
    text = _gathered(page.get_textpage().get_text_range() + "\n" for page in document)
    if not text:
        raise Unreadable("PDF 没有文字层（可能是扫描件），无法提取文字")
    return text


def docx(content: bytes) -> str:
    """Body, headers, footers and notes as they read now: deleted words and comments are left out."""
    return _marked_up(content, "docx")


def pptx(content: bytes) -> str:
    """The words on the slides, in their order."""
    return _marked_up(content, "pptx")


def ofd(content: bytes) -> str:
    """The text objects of each page."""
    return _marked_up(content, "ofd")


def sheets(content: bytes) -> str:
    """Every sheet with its name, hidden ones too: a line a row, a tab between cells (xlsx, xls, et)."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        return _gathered(line for name in book.sheet_names for line in _sheet(book, name))
    except python_calamine.CalamineError:
        raise Unreadable("表格已损坏，无法提取文字") from None


def text(content: bytes) -> str:
    """Plain text in the encodings that offices use."""
    return _gathered([decoded(content)])


def _sheet(book, name: str) -> Iterator[str]:
    yield f"{name}\n"
    for row in book.get_sheet_by_name(name).to_python():
        cells = [_cell(value) for value in row]
        if any(cells):
            yield "\t".join(cells).rstrip("\t") + "\n"


def _cell(value) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _marked_up(content: bytes, kind: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted((name for name in archive.namelist() if PARTS_OF[kind].fullmatch(name)), key=_place)
        return _gathered(words for name in names for words in _part(archive, name, WORDS_OF[kind]))


def _part(archive: zipfile.ZipFile, name: str, words: tuple[str, ...]) -> Iterator[str]:
    with archive.open(name) as part:
        for _, element in ElementTree.iterparse(part, ("end",)):
            tag = element.tag.rpartition("}")[2]
            if tag in words:
                yield element.text or ""
            yield BREAKS.get(tag, "")
            if tag in ("p", "TextObject"):
                element.clear()
    yield "\n"


def _place(name: str) -> list:
    """Sorts slide 10 after slide 2, and a document's header before its body, its notes and its footer."""
    order = {"header": 0, "document": 1, "footnotes": 2, "endnotes": 3, "footer": 4}
    stem = re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])
    return [order.get(stem, 0), [int(number) for number in re.findall(r"\d+", name)]]


def _gathered(pieces: Iterable[str]) -> str:
    found, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_TEXT:
            raise Unreadable(f"文字超过{MOST_TEXT // 10_000}万字，请拆分")
        found.append(piece)
    lines = (line.rstrip() for line in UNUSABLE.sub("", "".join(found).replace("\r", "\n")).split("\n"))
    return "\n".join(line for line in lines if line)
