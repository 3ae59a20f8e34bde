"""Cuts boxes out of a paper: pages become pictures, boxes become black pixels, and the result is looked at again."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from gongkai.papers.redaction.bound import bound
from gongkai.papers.redaction.boxes import Box
from gongkai.papers.redaction.pictured import QUALITY, blanched, pictured
from gongkai.papers.redaction.sheets import PICTURES, Pdf, Picture, opened

FINENESS = (200, 150, 110)  # dots an inch, the finest first; coarser ones where a paper grows too large
MOST_BYTES = 20 * 1024 * 1024
BLACK, LABEL = (0, 0, 0), (255, 255, 255)
DARK = 48  # of 255: a black pixel after a photograph's packing
LEAST_LABEL, MOST_LABEL = 11, 30  # pixels
UNSAFE = "遮盖没有做成：生成的文件里还查得到原来的内容，没有保存，请联系管理员"


@dataclass(frozen=True, slots=True)
class Cut:
    """What was made: ``dpi`` how fine its pictures are."""

    content: bytes
    ending: str
    pages: int
    dpi: int


def cut(content: bytes, ending: str, boxes: Sequence[Box]) -> Cut:
    """The paper without what lies in the boxes, which are numbered in the order given.

    Raises ``ValueError`` in words: a box that is no box, a paper that cannot be opened or stays too large.
    """
    paper = opened(content, ending)
    if not all(box.is_sound and 1 <= box.page <= paper.pages for box in boxes):
        raise ValueError("有一处遮盖不在页面以内，请删除后重新画")
    made = _picture(paper, ending, boxes) if isinstance(paper, Picture) else _pdf(paper, boxes)
    if leftovers(made, boxes):
        raise ValueError(UNSAFE)
    return made


def leftovers(made: Cut, boxes: Sequence[Box]) -> list[str]:
    """What a reader of the result could still find; it must be nothing."""
    paper = opened(made.content, made.ending)
    found = [] if paper.pages == made.pages else ["页数不对"]
    if isinstance(paper, Pdf):
        found += _hidden(paper)
    for page in sorted({box.page for box in boxes}):
        bare = _without_numbers(paper.picture(page, made.dpi), page, boxes)
        for number, box in enumerate(boxes, start=1):
            if box.page == page and not _is_black(bare, box):
                found.append(f"第{page}页第{number}处没有盖住")
    return found


def _picture(paper: Picture, ending: str, boxes: Sequence[Box]) -> Cut:
    picture = _painted(blanched(paper.image), 1, boxes, paper.margin)
    out = io.BytesIO()
    kind = "JPEG" if PICTURES[ending] == "JPEG" else "PNG"
    picture.save(out, kind, **({"quality": QUALITY + 13} if kind == "JPEG" else {"optimize": True}))
    return Cut(out.getvalue(), "jpg" if kind == "JPEG" else "png", 1, 10_000)


def _pdf(paper: Pdf, boxes: Sequence[Box]) -> Cut:
    for dpi in FINENESS:
        pages, size = [], 0
        for page in range(1, paper.pages + 1):
            one = pictured(_painted(blanched(paper.picture(page, dpi)), page, boxes))
            pages.append((paper.size(page), one))
            size += len(one.content)
            if size > MOST_BYTES:
                break
        else:
            return Cut(bound(pages), "pdf", paper.pages, dpi)
    raise ValueError(f"遮盖后超过{MOST_BYTES // 2**20}MB，请把文件拆开，分别遮盖")


def _painted(picture: Image.Image, page: int, boxes: Sequence[Box], margin: int = 0) -> Image.Image:
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        if box.page == page:
            left, top, right, bottom = box.pixels(*picture.size, margin)
            draw.rectangle((left, top, right - 1, bottom - 1), fill=BLACK)
    for number, box in enumerate(boxes, start=1):
        label = _label(picture, box, number) if box.page == page else None
        if label:
            draw.text(label[0][:2], str(number), font=label[1], fill=LABEL)
    return picture


Place = tuple[int, int, int, int]


def _label(picture: Image.Image, box: Box, number: int) -> tuple[Place, ImageFont.FreeTypeFont] | None:
    """Where in its box a number stands, and how large; None where it does not fit in."""
    left, top, right, bottom = box.pixels(*picture.size)
    size = min(MOST_LABEL, round((bottom - top) * 0.7))
    if size < LEAST_LABEL:
        return None
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    width = round(font.getlength(str(number)))
    if width + size // 2 > right - left:
        return None
    across, down = (left + right - width) // 2, (top + bottom - round(size * 1.2)) // 2
    return (across, down, across + width + 1, down + round(size * 1.3)), font


def _without_numbers(picture: Image.Image, page: int, boxes: Sequence[Box]) -> Image.Image:
    """The page in grey with its numbers painted out: boxes may lie over each other, and so may their numbers."""
    bare = picture.convert("L")
    draw = ImageDraw.Draw(bare)
    for number, box in enumerate(boxes, start=1):
        label = _label(picture, box, number) if box.page == page else None
        if label:
            left, top, right, bottom = label[0]
            draw.rectangle((left - 8, top - 8, right + 8, bottom + 8), fill=0)
    return bare


def _is_black(bare: Image.Image, box: Box) -> bool:
    """Whether nothing else stands in a box; its rim may have grown grey in a photograph's packing."""
    left, top, right, bottom = box.pixels(*bare.size)
    if right - left <= 4 or bottom - top <= 4:
        return True
    lightest = bare.crop((left + 2, top + 2, right - 2, bottom - 2)).getextrema()[1]
    return lightest <= DARK  # type: ignore[operator]


def _hidden(paper: Pdf) -> list[str]:
    import pypdfium2.raw as c

    document, found = paper.document, []
    if any(document.get_metadata_dict().values()):
        found.append("有文档属性")
    if document.count_attachments():
        found.append("有内嵌文件")
    for page in range(1, paper.pages + 1):
        if paper.text(page).strip():
            found.append(f"第{page}页有文字层")
        sheet = document[page - 1]
        if c.FPDFPage_GetAnnotCount(sheet.raw):
            found.append(f"第{page}页有批注")
        sheet.close()
    return found
