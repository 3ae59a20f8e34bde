"""Two versions of a draft, side by side: where they say something else, in the words of the form."""

from difflib import SequenceMatcher
from typing import NamedTuple

from gongkai.disclosures import concerns
from gongkai.disclosures.authoring.draft_form import DraftForm
from gongkai.disclosures.models import Edition
from gongkai.papers import clean

TOLD = ("title", "formed_on", "kind", "doc_no", "attribute", "attribute_ground", *DraftForm.MORE, *DraftForm.PAPER)
MOST_LINES = 2000


class Difference(NamedTuple):
    """What a field or a paragraph says here and there; empty where it is not there at all."""

    label: str
    mine: str
    theirs: str


def differences(bound: DraftForm, theirs: Edition) -> list[Difference]:
    """Fields and paragraphs that differ, in the order of the form."""
    found = []
    for name in dict.fromkeys(TOLD):
        mine, other = bound.cleaned_data.get(name), getattr(theirs, name)
        if (mine or None) != (other or None):
            found.append(Difference(str(bound[name].label), _said(name, mine), _said(name, other)))
    return [*found, *_of_text(clean.html(clean.as_html(bound.cleaned_data["html"])), theirs.html)]


def _said(name: str, value) -> str:
    if name == "concerns":
        return concerns.named(value or "")
    return "" if value is None else str(value)


def _of_text(mine: str, theirs: str) -> list[Difference]:
    one, other = (clean.plain(text).split("\n")[:MOST_LINES] for text in (mine, theirs))
    spans = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [
        Difference("正文", "\n".join(one[a:b]), "\n".join(other[c:d])) for tag, a, b, c, d in spans if tag != "equal"
    ]
