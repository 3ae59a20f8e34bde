"""What an import should make its reader look at: noise that is cleaned, missing numbers, things said twice."""

from dataclasses import dataclass

from gongkai.checks import repeats
from gongkai.disclosures.drafting import Draft
from gongkai.disclosures.vocabulary import PAPER_KINDS
from gongkai.papers import clean
from gongkai.papers.tidy import tidied

MOST = 200  # told
READ_THROUGH = 2000  # rows of which every sentence is compared; a whole old site is looked through by its own room


@dataclass(frozen=True, slots=True)
class Heed:
    """A row that can be taken, and what a person should know of it; ``changes`` are pieces before and after."""

    title: str
    says: str
    changes: tuple[tuple[str, str, int], ...] = ()


def cleaned(draft: Draft) -> Draft:
    """The draft without pinyin noise and traditional characters; its text as it came goes along (TZ-x)."""
    text, title = tidied(draft.html), tidied(draft.title)
    if text.says or title.says:
        draft.original = (draft.title, draft.html, text.says or title.says)
        draft.html, draft.title = text.text, title.text
    return draft


def heeds(drafts: list[Draft]) -> list[Heed]:
    """In the order of the rows, at most so many as are read."""
    found: list[Heed] = []
    titles: dict[str, int] = {}
    for number, draft in enumerate(drafts, start=1):
        says: list[str] = []
        changes: tuple[tuple[str, str, int], ...] = ()
        if draft.original:
            says.append(f"正文有{draft.original[2]}，导入时清理，原文另外留存")
            changes = tidied(draft.original[1]).changes[:20]
        if draft.values.get("kind") in PAPER_KINDS and not draft.values.get("doc_no"):
            says.append("没有发文字号")
        if draft.title in titles:
            says.append(f"标题与第{titles[draft.title]}件相同")
        titles.setdefault(draft.title, number)
        if len(drafts) <= READ_THROUGH:
            says += [one.message for one in repeats.find(clean.plain(draft.html), title=draft.title)[-3:]]
        if says:
            found.append(Heed(draft.title, "；".join(says), changes))
        if len(found) >= MOST:
            break
    return found
