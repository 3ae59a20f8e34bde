"""Papers and workbooks with something in them that does not meet the eye, made as the programs make them."""

import io

import openpyxl
from openpyxl.comments import Comment

from tests.files import samples

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator>'
    "<cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"
)


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def paper(*paragraphs: str, comment: str = "", deleted: str = "", vanished: str = "", author: str = "") -> bytes:
    """A DOCX of these paragraphs, and what may be hidden in one."""
    body = "".join(paragraph(words) for words in paragraphs)
    parts = {}
    if deleted:
        body += f'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{deleted}</w:delText></w:r></w:del></w:p>'
    if vanished:
        body += f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{vanished}</w:t></w:r></w:p>"
    if comment:
        parts["word__comments.xml"] = (
            f"<w:comments {samples.W}><w:comment>{paragraph(comment)}</w:comment></w:comments>"
        )
    if author:
        parts["docProps__core.xml"] = CORE.format(author, author)
    return samples.docx(body, **parts)


def workbook(change=lambda book, sheet: None, author: str = "openpyxl") -> bytes:
    """An XLSX of one sheet, 名单, with a line of headings; ``change`` fills it."""
    book = openpyxl.Workbook()
    book.properties.creator = author
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["序号", "姓名", "证件"])
    change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def remark(words: str) -> Comment:
    return Comment(words, "审校")


def pdf(*drawn: str, notes: tuple[str, ...] = (), author: str = "", drawing: str = "") -> bytes:
    """A PDF with a page for each stream of drawing commands (font /F1), notes on the first page, and an author.

    ``drawing`` is what a note may name as its own appearance: object 6.
    """
    pages = [8 + 2 * at for at in range(len(drawn))]
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % page for page in pages), len(pages)),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: b"<</Author <FEFF%s>>>" % author.encode("utf-16-be").hex().encode() if author else b"<<>>",
    }
    if drawing:
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length %d>>" % len(drawing)
        objects[6] = head + b"stream\n%s\nendstream" % drawing.encode()
    for at, (page, stream) in enumerate(zip(pages, drawn, strict=True)):
        annotations = b"/Annots[%s]" % " ".join(notes).encode() if notes and at == 0 else b""
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s" % (page + 1, annotations)
            + b"/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects[page + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream.encode())
    return _assembled(objects)


def _assembled(objects: dict[int, bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj%sendobj\n" % (number, content)
    start, most = len(out), max(objects) + 1
    free = b"0000000000 65535 f \n"
    table = b"".join(b"%010d 00000 n \n" % places[n] if n in places else free for n in range(1, most))
    out += b"xref\n0 %d\n%s%s" % (most, free, table)
    return out + b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (most, start)


def line(words: str, y: int = 700) -> str:
    return f"BT /F1 12 Tf 72 {y} Td ({words}) Tj ET"
