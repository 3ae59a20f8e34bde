"""公文 as DOCX: the same paper to be edited and sealed elsewhere, with the standard's face names (GB/T 9704-2012).

A DOCX is a few XML members in an archive; they are written here as they are, so that the same paper is the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from gongkai.papers.official import Annex, Official, blocks, chinese_day

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FANG, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
WIDE = 8844  # twentieths of a point: the type area of an official paper, 156 mm
PITCH = 579  # its 22 lines

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOT = f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}">'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FOOT = ("f1", "footer", "footer1.xml", "default")
_LETTER = (_FOOT, ("f2", "footer", "footer2.xml", "first"), ("h1", "header", "header1.xml", "first"))
_PARTS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(paper: Official) -> bytes:
    """The paper's bytes, always the same."""
    body = "".join([*_top(paper), *_body(paper), *_bottom(paper), *_annexes(paper)])
    members = _members(body, _LETTER if paper.letter else (_FOOT,))
    if paper.letter:
        mark = line(paper.mark, TITLE, _mark(paper), align="center", colour="D00000")
        members["word/header1.xml"] = f'<w:hdr xmlns:w="{_W}">{mark}{_wide("thickThin")}</w:hdr>'
        members["word/footer2.xml"] = f'<w:ftr xmlns:w="{_W}">{_wide("thinThick")}</w:ftr>'
    return archived(members)


def wrapped(body: str) -> bytes:
    """Paragraphs and tables already written, as a document with page numbers."""
    return archived(_members(body, (_FOOT,)))


def archived(members: dict[str, str]) -> bytes:
    """The members of an office file, by name, as its archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), _HEAD + xml, zipfile.ZIP_DEFLATED)
    return made.getvalue()


Parts = tuple[tuple[str, str, str, str], ...]  # (id, header or footer, file, on which pages)


def _members(body: str, parts: Parts) -> dict[str, str]:
    return {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _PARTS,
        "word/document.xml": f"{_ROOT}<w:body>{body}{_page(parts)}</w:body></w:document>",
        "word/footer1.xml": f'<w:ftr xmlns:w="{_W}">{_paged()}</w:ftr>',
        "word/_rels/document.xml.rels": _below(parts),
    }


def _types(parts: Parts) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{file}" ContentType="{_PART}.{sort}+xml"/>' for _, sort, file, _ in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MEDIA}.main+xml"/>{overrides}</Types>'
    )


def _below(parts: Parts) -> str:
    found = (f'<Relationship Id="{key}" Type="{_OFFICE}/{sort}" Target="{file}"/>' for key, sort, file, _ in parts)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def _page(parts: Parts) -> str:
    named = "".join(f'<w:{sort}Reference w:type="{where}" r:id="{key}"/>' for key, sort, _, where in parts)
    header, first = (1701, "<w:titlePg/>") if len(parts) > 1 else (851, "")
    return (
        f'<w:sectPr>{named}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" '
        f'w:left="1588" w:header="{header}" w:footer="1304" w:gutter="0"/>{first}</w:sectPr>'
    )


def _mark(paper: Official) -> int:
    """The size of the mark, in half points: it fits on one line."""
    return min(72, 884 // max(1, len(paper.mark)))


def _wide(sort: str) -> str:
    """A red double line 170 mm wide, in the middle of the page."""
    drawn = f'<w:pBdr><w:top w:val="{sort}SmallGap" w:sz="24" w:space="1" w:color="D00000"/></w:pBdr>'
    return (
        f'<w:p><w:pPr>{drawn}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="exact"/>'
        '<w:ind w:left="-454" w:right="-340"/></w:pPr></w:p>'
    )


def _top(paper: Official) -> Iterator[str]:
    if paper.letter:
        yield line(paper.number, align="right", before=100)
    elif paper.mark:
        yield line(paper.mark, TITLE, _mark(paper), align="center", colour="D00000", before=1400)
        yield line(paper.number, align="center", before=PITCH, rule="D00000")
    elif paper.number:
        yield line(paper.number, halves=24, align="right")
    if paper.draft:
        yield line("草稿，还没有印发", HEI, 24, colour="D00000")
    lines = paper.title_lines
    for place, words in enumerate(lines):
        above, below = 2 * PITCH if paper.mark and not place else 0, PITCH if words is lines[-1] else 0
        yield line(words, TITLE, 44, align="center", before=above, after=below)


def _body(paper: Official) -> Iterator[str]:
    if paper.addressees:
        yield line(f"{paper.addressees.rstrip('：:')}：")
    every = list(blocks(paper.text))
    for one in every:
        together = paper.sealed and one is every[-1]  # a page with the seal bears words of the letter
        yield line(one.words, (FANG, HEI, KAI)[one.rank], indent=True, keep=together or one.rank > 0)


def _bottom(paper: Official) -> Iterator[str]:
    for number, title in enumerate(paper.attached, start=1):
        lead = "附件：" if number == 1 else "\u3000" * 3
        yield line(f"{lead}{f'{number}. ' if len(paper.attached) > 1 else ''}{title}", indent=True,
                   before=PITCH if number == 1 else 0, keep=paper.sealed)  # fmt: skip
    if paper.signer:
        yield from _signed(paper)
    if paper.letter and paper.copied:
        yield line(f"抄送：{paper.copied.rstrip('。')}。", halves=28, before=2 * PITCH)
    elif paper.printer:
        if paper.copied:
            copied = f"抄送：{paper.copied.rstrip('。')}。"
            yield line(copied, halves=28, before=PITCH, rule="000000", ruled_above=True, keep=True)
        day = f"{chinese_day(paper.day)}印发" if paper.day else ""
        said, first = f"{paper.printer}\u3000\u3000{day}", not paper.copied
        yield line(said, halves=28, before=PITCH if first else 0, rule="000000", ruled_above=first)


def _signed(paper: Official) -> Iterator[str]:
    """Name and date. Where a seal comes on them, the date is four characters in and the name in its middle."""
    day = chinese_day(paper.day) if paper.day else ""
    if not paper.sealed:
        printed = bool(paper.printer)  # what is printed below does not stand on a page alone
        yield line(paper.signer, align="right", before=2 * PITCH, inset=640, keep=True)
        yield line(day, align="right", inset=640, keep=printed)
        return
    name, date = 320 * len(paper.signer), 160 * sum(2 if ord(one) > 255 else 1 for one in day)
    inset = max(1280, (name - date) // 2)
    yield line(paper.signer, align="right", before=2 * PITCH, inset=max(0, inset - (name - date) // 2), keep=True)
    yield line(day, align="right", inset=inset)


def _annexes(paper: Official) -> Iterator[str]:
    for number, one in enumerate(paper.annexes, start=len(paper.enclosures) + 1):
        if paper.text.strip():
            which = str(number) if len(paper.attached) > 1 else ""
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            yield line(f"附件{which}", HEI)
            yield line(one.title, TITLE, 36, align="center", after=PITCH)
        for said in one.notes:
            yield line(said, halves=21, exact=False)
        yield _table(one)


def _table(one: Annex) -> str:
    widths = [WIDE * width // sum(one.widths) for width in one.widths]
    head_row = _row(one.heads, widths, frozenset(), HEI, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", side="center")
    rows = [head_row] if one.heads else []
    for place, row in enumerate(one.rows):
        height = '<w:trHeight w:val="1247"/>' if place in one.tall else ""
        size = 21 if one.heads else 24
        rows.append(_row(row, widths, one.right, FANG, f"<w:trPr><w:cantSplit/>{height}</w:trPr>", size))
    return table(widths, rows)


def table(widths: list[int], rows: list[str]) -> str:
    """Rows already written, in a frame of thin lines; ``widths`` in twentieths of a point."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    head = f'<w:tblPr><w:tblW w:w="{WIDE}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{line('', halves=21, exact=False)}"


def _row(
    cells: tuple[str, ...], widths: list[int], right: frozenset[int], font: str, look: str, halves: int = 21,
    side: str = "left",
) -> str:  # fmt: skip
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{line(words, font, halves, align='right' if place in right else side, exact=False)}</w:tc>"
        for place, (words, width) in enumerate(zip(cells, widths, strict=False))
    )
    return f"<w:tr>{look}{''.join(made)}</w:tr>"


def line(
    words: str, font: str = FANG, halves: int = 32, *, align: str = "both", indent: bool = False, colour: str = "",
    before: int = 0, after: int = 0, rule: str = "", exact: bool = True, inset: int = 0,
    keep: bool = False, ruled_above: bool = False,
) -> str:  # fmt: skip
    """One paragraph. ``halves``: the size in half points; ``rule``: the colour of a line below it, and above it where
    it is ``ruled_above``; ``keep``: it goes with the next.
    """
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    run = (
        f'<w:r><w:rPr>{face}{ink}<w:sz w:val="{halves}"/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    )
    pitch = f' w:line="{PITCH}" w:lineRule="exact"' if exact and halves <= 44 else ""
    edges = (*(["top"] if ruled_above else []), "bottom") if rule else ()
    ruled = "".join(f'<w:{edge} w:val="single" w:sz="8" w:space="4" w:color="{rule}"/>' for edge in edges)
    drawn = f"<w:pBdr>{ruled}</w:pBdr>" if ruled else ""
    first = ' w:firstLineChars="200" w:firstLine="640"' if indent else ""
    placed = f'<w:ind w:right="{inset}"{first}/>' if inset or indent else ""
    with_next = "<w:keepNext/>" if keep else ""
    look = f'{with_next}{drawn}<w:spacing w:before="{before}" w:after="{after}"{pitch}/>{placed}<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{look}</w:pPr>{run if words else ''}</w:p>"


def _paged() -> str:
    face = f'<w:rPr><w:rFonts w:ascii="{SONG}" w:hAnsi="{SONG}" w:eastAsia="{SONG}"/><w:sz w:val="28"/></w:rPr>'
    number = f'<w:fldSimple w:instr=" PAGE "><w:r>{face}<w:t>1</w:t></w:r></w:fldSimple>'
    before, after = (f'<w:r>{face}<w:t xml:space="preserve">{said}</w:t></w:r>' for said in ("— ", " —"))
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{before}{number}{after}</w:p>'
