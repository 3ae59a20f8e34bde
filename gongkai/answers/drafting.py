"""Writing an answer: opening questions with what is known of them, saving a draft."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.accounts.models import Post
from gongkai.answers.models import Answer
from gongkai.disclosures.models import Disclosure
from gongkai.papers import clean
from gongkai.publication.records import UNPRINTABLE
from gongkai.revisions.writing import Founding, open_all, revising, stale


@dataclass
class Text:
    """What is answered; ``html`` may be anything pasted, it is cleaned before it is kept."""

    html: str = ""
    paper: Disclosure | None = None
    clause: str = ""
    expires_on: date | None = None
    origin: str = ""
    asked: int | None = None
    note: str = ""

    def columns(self) -> dict:
        """As a revision keeps it."""
        return {
            "html": clean.html(clean.as_html(UNPRINTABLE.sub(" ", self.html))), "paper": self.paper,
            "clause": self.clause.strip(), "expires_on": self.expires_on, "origin": self.origin, "asked": self.asked,
            "note": self.note.strip(),
        }  # fmt: skip


def open_answers(foundings: list[Founding]) -> list[Answer]:
    """Opens questions, each with a first revision (``first``: its columns). All or none."""
    return open_all("answer", foundings, lambda case, one: Answer(case=case, type=one.type, topic=one.topic))


def save(answer: Answer, text: Text, by: Post, at: datetime, seen: str | None = None) -> None:
    """Sets the draft; ``seen`` is its ``head_stamp`` when it was opened.

    Raises ``StaleDraft``, ``WrongState`` for what is under review or public, ``NotYourRole`` for who does not write it.
    """
    with revising(answer, by) as revision:
        if seen is not None and revision.head_stamp != seen:
            raise stale(revision, "这条问答")
        for name, value in text.columns().items():
            setattr(revision, name, value)
        revision.saved_by_id, revision.saved = by.person_id, at
