"""Looking at a document that was found, each look being kept (个人信息保护法-51), and at what is given of it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts import looks
from gongkai.acts.refusals import NotYourRole
from gongkai.checks import privacy, secrecy
from gongkai.files import child
from gongkai.foi.grounds import Ground
from gongkai.foi.models import Material, Release
from gongkai.foi.roles import READERS, SECRECY
from gongkai.foi.severing import keeping
from gongkai.foi.vocabulary import Look
from gongkai.papers.redaction import words
from gongkai.papers.redaction.boxes import Box

AROUND = 12  # signs before and behind a place
MOST = 300


@dataclass(frozen=True)
class Place:
    """Somewhere in a document that may have to be cut out: its words with those around it, and what speaks for it."""

    page: int
    start: int
    end: int
    before: str
    word: str
    after: str
    says: str
    ground: str

    @property
    def key(self) -> str:
        return f"{self.page}-{self.start}-{self.end}"


def may_see(post: Post) -> bool:
    return post.role in READERS | SECRECY


def look(material: Material, post: Post, at: datetime) -> None:
    """Keeps that somebody looks at the original. Raises ``NotYourRole``."""
    if not may_see(post):
        raise NotYourRole("材料原件只给办理申请的人看")
    looks.keep_once([material.request_id], Look.MATERIAL, post, at)


def picture(content: bytes, ending: str, page: int) -> bytes:
    """A page as a JPEG. Raises ``Unreadable``."""
    return base64.b64decode(
        child.run(f"{keeping.APART}picture", content, bounds=keeping.LOOKING, ending=ending, page=page)
    )


def texts(material: Material) -> list[str]:
    """The words under each page."""
    return child.run(
        f"{keeping.APART}texts", keeping.original(material), bounds=keeping.LOOKING, ending=material.ending
    )


def proposals(pages: Sequence[str]) -> list[Place]:
    """What the checks for private words and secrecy marks find, page by page."""
    found: list[Place] = []
    for page, text in enumerate(pages, start=1):
        for hit in privacy.find(text):
            found.append(
                _place(page, text, hit.start, hit.end, privacy.NAMES.get(hit.kind, "个人信息"), Ground.PRIVACY)
            )
        for mark in secrecy.find(text):
            found.append(_place(page, text, mark.start, mark.end, "密级或者内部标志", Ground.STATE_SECRET))
    return sorted(found, key=lambda one: (one.page, one.start))[:MOST]


def search(pages: Sequence[str], wanted: str) -> list[Place]:
    """Where some words stand, however they are broken and spaced."""
    some = [word for word in wanted.replace("、", "\n").replace("，", "\n").split("\n") if word.strip()]
    found = [
        _place(page, text, start, end, f"“{word.strip()}”", Ground.PRIVACY)
        for page, text in enumerate(pages, start=1)
        for word in some
        for start, end in words.spans(text, word)
    ]
    return sorted(set(found), key=lambda one: (one.page, one.start))[:MOST]


def boxes(material: Material, spans: Sequence[tuple[int, int, int]]) -> list[Box]:
    """The boxes over some places, each (page, start, end)."""
    found = child.run(
        f"{keeping.APART}places", keeping.original(material), bounds=keeping.LOOKING, ending=material.ending,
        spans=[list(span) for span in spans],
    )  # fmt: skip
    return [Box(span[0], *box) for span, some in zip(spans, found, strict=True) for box in some]


def of_copy(release: Release, page: int) -> bytes:
    return picture(keeping.copy(release), release.ending, page)


def _place(page: int, text: str, start: int, end: int, says: str, ground: str) -> Place:
    def plain(words: str) -> str:
        return " ".join(words.split())

    before, after = plain(text[max(0, start - AROUND) : start]), plain(text[end : end + AROUND])
    return Place(page, start, end, before, plain(text[start:end]), after, says, ground)
