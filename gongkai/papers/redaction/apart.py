"""What is asked of a paper in a process of its own: plain data in and out, bytes as base64."""

import base64
import io

from gongkai.papers.redaction.boxes import Box, lines
from gongkai.papers.redaction.cutting import cut as cut_out
from gongkai.papers.redaction.sheets import opened

LOOKED_AT = 130  # dots an inch on the screen


def shapes(content: bytes, ending: str) -> list[list[int]]:
    """Width and height of each page in points; refuses what cannot be drawn."""
    paper = opened(content, ending)
    paper.picture(1, 20)
    return [[max(round(side), 1) for side in paper.size(page)] for page in range(1, paper.pages + 1)]


def picture(content: bytes, ending: str, page: int) -> str:
    """One page as a picture for the screen (JPEG)."""
    out = io.BytesIO()
    opened(content, ending).picture(page, LOOKED_AT).save(out, "JPEG", quality=80)
    return base64.b64encode(out.getvalue()).decode()


def texts(content: bytes, ending: str) -> list[str]:
    """The words under each page; empty for scans and pictures."""
    paper = opened(content, ending)
    return [paper.text(page) for page in range(1, paper.pages + 1)]


def places(content: bytes, ending: str, spans: list[list[int]]) -> list[list[list[int]]]:
    """For each (page, start, end) in ``texts`` the boxes that cover it, a line each: [top, left, bottom, right]."""
    paper = opened(content, ending)
    found: list[list[list[int]]] = [[] for _ in spans]
    for page in sorted({span[0] for span in spans}):
        here = [at for at, span in enumerate(spans) if span[0] == page]
        for at, letters in zip(here, paper.letters(page, [(spans[n][1], spans[n][2]) for n in here]), strict=True):
            found[at] = [[box.top, box.left, box.bottom, box.right] for box in lines(page, letters)]
    return found


def cut(content: bytes, ending: str, boxes: list[list[int]]) -> dict[str, str | int]:
    """Without what lies in the boxes, each [page, top, left, bottom, right]."""
    made = cut_out(content, ending, [Box(*box) for box in boxes])
    return {
        "content": base64.b64encode(made.content).decode(), "ending": made.ending, "pages": made.pages, "dpi": made.dpi
    }  # fmt: skip
