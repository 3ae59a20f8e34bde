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
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA}.main+xml"/>'
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
)
_PARTS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_BELOW = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="f1" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="f1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>'
    "</w:sectPr>"
)


def docx(paper: Official) -> bytes:
    """The paper's bytes, always the same."""
    body = "".join([*_top(paper), *_body(paper), *_bottom(paper), *_annexes(paper)])
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PARTS,
        "word/document.xml": f"{_ROOT}<w:body>{body}{_PAGE}</w:body></w:document>",
        "word/footer1.xml": f'<w:ftr xmlns:w="{_W}">{_paged()}</w:ftr>',
        "word/_rels/document.xml.rels": _BELOW,
    }
    return archived(members)


def archived(members: dict[str, str]) -> bytes:
    """The members of an office file, by name, as its archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), _HEAD + xml, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _top(paper: Official) -> Iterator[str]:
    if paper.mark:
        yield _line(paper.mark, TITLE, min(72, 884 // len(paper.mark)), align="center", colour="D00000", before=1400)
        yield _line(paper.number, align="center", before=PITCH, rule="D00000")
    elif paper.number:
        yield _line(paper.number, halves=24, align="right")
    if paper.draft:
        yield _line("草稿，还没有印发", HEI, 24, colour="D00000")
    yield _line(paper.title, TITLE, 44, align="center", before=2 * PITCH if paper.mark else 0, after=PITCH)


def _body(paper: Official) -> Iterator[str]:
    if paper.addressees:
        yield _line(f"{paper.addressees.rstrip('：:')}：")
    for one in blocks(paper.text):
        yield _line(one.words, (FANG, HEI, KAI)[one.rank], indent=True)


def _bottom(paper: Official) -> Iterator[str]:
    for number, one in enumerate(paper.annexes if paper.text.strip() else (), start=1):
        lead = "附件：" if number == 1 else "\u3000" * 3
        yield _line(f"{lead}{f'{number}. ' if len(paper.annexes) > 1 else ''}{one.title}", indent=True,
                    before=PITCH if number == 1 else 0)  # fmt: skip
    if paper.signer:
        yield _line(paper.signer, align="right", before=2 * PITCH, inset=640)
        yield _line(chinese_day(paper.day) if paper.day else "", align="right", inset=640)
    if paper.printer:
        if paper.copied:
            yield _line(f"抄送：{paper.copied.rstrip('。')}。", halves=28, before=PITCH, rule="000000")
        day = f"{chinese_day(paper.day)}印发" if paper.day else ""
        yield _line(f"{paper.printer}\u3000\u3000{day}", halves=28, rule="000000")


def _annexes(paper: Official) -> Iterator[str]:
    for number, one in enumerate(paper.annexes, start=1):
        if paper.text.strip():
            which = str(number) if len(paper.annexes) > 1 else ""
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            yield _line(f"附件{which}", HEI)
            yield _line(one.title, TITLE, 36, align="center", after=PITCH)
        for said in one.notes:
            yield _line(said, halves=21, exact=False)
        yield _table(one)


def _table(one: Annex) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    widths = [WIDE * width // sum(one.widths) for width in one.widths]
    head = f'<w:tblPr><w:tblW w:w="{WIDE}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row(one.heads, widths, frozenset(), HEI, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")]
    rows += [_row(row, widths, one.right, FANG, "<w:trPr><w:cantSplit/></w:trPr>") for row in one.rows]
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_line('', halves=21, exact=False)}"


def _row(cells: tuple[str, ...], widths: list[int], right: frozenset[int], font: str, look: str) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_line(words, font, 21, align='right' if place in right else 'left', exact=False)}</w:tc>"
        for place, (words, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr>{look}{''.join(made)}</w:tr>"


def _line(
    words: str, font: str = FANG, halves: int = 32, *, align: str = "both", indent: bool = False, colour: str = "",
    before: int = 0, after: int = 0, rule: str = "", exact: bool = True, inset: int = 0,
) -> str:  # fmt: skip
    """One paragraph. ``halves``: the size in half points; ``rule``: the colour of a line below it."""
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    run = (
        f'<w:r><w:rPr>{face}{ink}<w:sz w:val="{halves}"/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    )
    pitch = f' w:line="{PITCH}" w:lineRule="exact"' if exact and halves <= 44 else ""
    drawn = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{rule}"/></w:pBdr>' if rule else ""
    first = ' w:firstLineChars="200" w:firstLine="640"' if indent else ""
    placed = f'<w:ind w:right="{inset}"{first}/>' if inset or indent else ""
    look = f'{drawn}<w:spacing w:before="{before}" w:after="{after}"{pitch}/>{placed}<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{look}</w:pPr>{run if words else ''}</w:p>"


def _paged() -> str:
    face = f'<w:rPr><w:rFonts w:ascii="{SONG}" w:hAnsi="{SONG}" w:eastAsia="{SONG}"/><w:sz w:val="28"/></w:rPr>'
    number = f'<w:fldSimple w:instr=" PAGE "><w:r>{face}<w:t>1</w:t></w:r></w:fldSimple>'
    before, after = (f'<w:r>{face}<w:t xml:space="preserve">{said}</w:t></w:r>' for said in ("— ", " —"))
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{before}{number}{after}</w:p>'
