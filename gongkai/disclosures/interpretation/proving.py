"""What the checks say of an interpretation beside its document: repeated passages, forms unseen, what is not told (F3).

All of it is told to a person's eye; nothing is refused for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai import shelf
from gongkai.checks import explaining
from gongkai.checks.explaining import SIGNS, Cover, Passage
from gongkai.checks.finding import Finding
from gongkai.disclosures.interpretation.interpreting import KIND
from gongkai.disclosures.models import Edition
from gongkai.look.words import titled
from gongkai.papers import clean


@dataclass(frozen=True)
class Repeats:
    """An interpretation cut by what it repeats of its document; ``share`` in a hundred, told of from ``most`` on."""

    document: str
    passages: list[Passage]
    share: int
    most: int

    @property
    def too_many(self) -> bool:
        return self.share >= self.most


def repeats(edition: Edition) -> Repeats | None:
    """What of its document an interpretation repeats; None for what is none or says nothing."""
    if not _explains(edition) or not edition.html:
        return None
    assert edition.interprets is not None
    paper, rules = edition.interprets.edition, shelf.explaining()
    found = explaining.passages(clean.plain(edition.html), clean.plain(paper.html), rules.run)
    return Repeats(paper.title, found, explaining.share(found), rules.share)


def findings(edition: Edition) -> Iterator[Finding]:
    """What a reader of the draft is to look at."""
    if edition.kind != KIND:
        return
    found = repeats(edition)
    if found and found.too_many:
        says = f"约{found.share}%的文字是{titled(found.document)}里的原文（{found.most}%以上提示）"
        yield _finding("repeats_document", f"{says}，解读要用自己的话说清楚，请看标出的段落。")
    if not edition.forms:
        yield _finding("no_form", "没有勾选解读形式，请在“更多登记项”里勾选；没有勾选的不计入解读形式。")
    files = [file["name"] for file in edition.attachments]
    for form in explaining.unseen(edition.forms.split(), edition.html, files, shelf.explaining()):
        says = f"解读形式勾选了{form.name}，没有看到{SIGNS[form.shows]}"
        yield _finding("form_unseen", f"{says}，请补上或者改勾选。", form.name)


def lacking(edition: Edition) -> list[Cover]:
    """What an interpretation does not seem to tell yet; nothing for what is no interpretation."""
    if not _explains(edition):
        return []
    assert edition.interprets is not None
    text, paper = clean.plain(edition.html), edition.interprets.edition
    return explaining.lacking(text, f"{paper.title}\n{clean.plain(paper.html)}", shelf.explaining())


def _explains(edition: Edition) -> bool:
    return edition.kind == KIND and edition.interprets_id is not None


def _finding(kind: str, message: str, excerpt: str = "") -> Finding:
    return Finding(kind, "warn", 0, 0, excerpt, message)
