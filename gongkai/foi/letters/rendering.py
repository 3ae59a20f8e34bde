"""Letters as pages: PDF, DOCX, and pictures of the pages for the screen."""

import io
from datetime import date
from functools import lru_cache

import pypdfium2
from PIL import ImageOps

from gongkai import shelf
from gongkai.foi.letters import matters, writing
from gongkai.foi.letters.matters import Wanted
from gongkai.foi.models import Letter, Request
from gongkai.law.replies import Outcome
from gongkai.papers import typeset, word
from gongkai.papers.letters.assembling import assemble, official
from gongkai.papers.letters.matter import REFUSED, Asked, Matter, Organ
from gongkai.papers.official import Official

MAKERS = {"pdf": (typeset.PDF, typeset.pdf), "docx": (word.MEDIA, word.docx)}
SCALE = 1.3  # of a picture of a page: 774 dots wide
UNIT = Organ("试县交通运输局", "试县人民政府", "试县人民法院", "试交公开")


def paper_of(letter: Letter, day: date) -> Official:
    """A letter as it is typeset; a draft says that it is one."""
    matter = writing.as_printed(letter, matters.of_letter(letter, writing.found_of(letter), day))
    return official(shelf.replies(), matter, writing.words_of(letter), draft=letter.state == Letter.State.DRAFT)


def sheet_of(request: Request, paper: str, day: date) -> Official:
    """A sheet of the case that is filled in by hand: 审批单, 送达回证."""
    matter = matters.gather([Wanted(request, paper, day)])[0]
    return official(shelf.replies(), matter, assemble(shelf.replies(), matter))


def example_of(name: str) -> Official:
    """A paper of the catalogue with its example filled in."""
    replies = shelf.replies()
    paper = replies[name]
    day = date(2026, 2, 12) if isinstance(paper, Outcome) or paper.needs else date(2026, 1, 22)
    found = {key: value for key, value in paper.sample.items() if key != "described"}
    matter = Matter(
        paper=name, day=day, organ=UNIT, number="2026-003-0012", applicant="李小河", found=found,
        described=paper.sample["described"], received=date(2026, 1, 15), due=date(2026, 2, 12),
        forms="电子文档，电子邮件",
        asked=tuple(_asked(record, standing) for record, standing in paper.needs.items()),
        letter_number="试交公开〔2026〕12号" if paper.numbered else "",
    )  # fmt: skip
    return official(replies, matter, assemble(replies, matter))


def _asked(record: str, standing: str) -> Asked:
    """An asking that stands where an example needs it."""
    answered = None if standing == "lapsed" else date(2026, 2, 2)
    return Asked(record, date(2026, 1, 19), date(2026, 2, 9), answered, REFUSED if record == "third_party" else "")


def made(paper: Official, suffix: str) -> bytes:
    return MAKERS[suffix][1](paper)


@lru_cache(maxsize=64)
def count(paper: Official) -> int:
    """How many pages it has."""
    return len(_opened(paper))


def picture(paper: Official, number: int) -> bytes:
    """A page, counted from 1, as PNG. Raises ``IndexError``."""
    document = _opened(paper)
    if not 1 <= number <= len(document):
        raise IndexError(number)
    out = io.BytesIO()
    page = document[number - 1].render(scale=SCALE).to_pil()
    ImageOps.expand(page, border=1, fill="#767676").save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(paper: Official):
    return pypdfium2.PdfDocument(typeset.pdf(paper))
