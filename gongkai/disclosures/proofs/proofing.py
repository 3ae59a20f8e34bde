"""What the checks find in an edition, before review: what stops it, and what a person should look at."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.checks import dates, elements, leaders, metadata, plainness, punctuation, repeats, wording
from gongkai.checks.finding import Finding, mask
from gongkai.disclosures import scanning, showing
from gongkai.disclosures.budgets import approving, checking
from gongkai.disclosures.elements import paper_gates
from gongkai.disclosures.interpretation import proving
from gongkai.disclosures.models import Edition
from gongkai.disclosures.proofs import attached, texts
from gongkai.disclosures.scanning import PARTS
from gongkai.disclosures.vocabulary import PAPER_KINDS
from gongkai.papers import clean
from gongkai.papers.tidy import tidied
from gongkai.writing import judging, visits
from gongkai.writing.judging import Found, Judged
from gongkai.writing.likeness import alike

BODY = "正文"
FOR_EVERYBODY = ("解读", "公告", "通告")  # kinds that everybody must understand at one reading (TZ-0.3)
READ_THROUGH = ("标题", "概述", "更新说明")  # parts long enough to be misspelt
BLOCK = re.compile(r"<(?:p|h[2-6]|li|td|th)[ >]")


def stopping(edition: Edition) -> list[tuple[str, Finding, str]]:
    """What privacy, secrecy and the inside of files say of all that the public would get: part, finding, its text."""
    plain, page = words = scanning.words_of(edition)
    found = [(part or BODY, one, plain[part] if part else page) for part, one in scanning.found(edition.pk, words)]
    if edition.attachments:
        found += [(part, finding, "") for part, finding in attached.findings(edition.attachments)]
    return found


def stops(edition: Edition) -> list[Found]:
    """Of these, what holds a proposal until it is masked, cleaned or explained."""
    return [judging.found(*one) for one in stopping(edition) if one[1].level in judging.STOPS]


def everything(edition: Edition, now: datetime, *, asks: bool = True) -> list[Found]:
    """All that the checks have to say, the gravest first. ``asks``: unknown outside links may be put on the list."""
    found = [*stopping(edition), *_reading(edition, now), *_beside(edition, now, asks=asks)]
    rank = {"block": 0, "confirm": 1, "warn": 2}
    return [judging.found(*one) for one in sorted(found, key=lambda one: rank[one[1].level])]


def judged(edition: Edition, now: datetime, *, asks: bool = True) -> list[Judged]:
    """The same with what was made of each so far."""
    case = edition.disclosure.case if edition.disclosure_id else None
    return judging.weigh(case, everything(edition, now, asks=asks))


def masked(edition: Edition, mark: str) -> dict[str, str]:
    """The fields as they would read with a finding's signs hidden, by name; empty if there is nothing to hide."""
    found = [(one[0], one[1]) for one in stopping(edition) if judging.found(*one).mark == mark]
    changed: dict[str, str] = {}
    for part in dict.fromkeys(part for part, finding in found if finding.hidden):
        name = "html" if part == BODY else PARTS.get(part)
        if name:
            changed[name] = mask(getattr(edition, name), [finding for at, finding in found if at == part])
    return changed


def place(one: Found, html: str) -> int | None:
    """Which block of the text (paragraph, heading, item, cell; from 0) a finding stands in."""
    if one.part != BODY or one.seen.start == one.seen.end:
        return None
    return max(0, len(BLOCK.findall(html, 0, one.seen.start)) - 1)


def _reading(edition: Edition, now: datetime) -> Iterator[tuple[str, Finding, str]]:
    """Words, days, leaders, repeats and stops, in the text and in the title."""
    html, words, held = edition.html, shelf.wording(), shelf.leaders()
    today = now.astimezone(BEIJING).date()
    found = [
        *wording.find_in_html(html, lexicon=words), *dates.find_in_html(html, shown_on=today),
        *leaders.find_in_html(html, held, on=edition.formed_on),
        *repeats.find_in_html(html, title=edition.title), *punctuation.find_in_html(html),
    ]  # fmt: skip
    found += plainness.find_in_html(html) if edition.kind in FOR_EVERYBODY else []
    yield from ((BODY, finding, html) for finding in found)
    for part in READ_THROUGH:
        text = getattr(edition, PARTS[part])
        yield from ((part, finding, text) for finding in wording.find(text, lexicon=words))
        yield from ((part, finding, text) for finding in leaders.find(text, held, on=edition.formed_on))
    noise = tidied(edition.html)
    if noise.says:
        message = f"正文有{noise.says}，可以“清理注音和繁体字”，原文会另外留存。"
        yield BODY, Finding("noise", "warn", 0, 0, "", message), ""
    if isinstance(edition.formed_on, date) and edition.formed_on > today:
        yield (
            "成文日期",
            Finding("formed_later", "warn", 0, 0, str(edition.formed_on), "成文日期还没有到，请核对。"),
            "",
        )


def _beside(edition: Edition, now: datetime, *, asks: bool) -> Iterator[tuple[str, Finding, str]]:
    """Elements, links, look-alikes: what is told by looking at other things than the words."""
    plain = clean.plain(edition.html)
    for finding in elements.find(_paper(edition, plain), shelf.elements()):
        told_better = finding.kind == "missing_spoken" and approving.is_budget(edition)  # table by table
        if not _is_in_a_field(finding, edition) and not told_better:
            yield "要素", finding, ""
    yield from checking.findings(edition, plain)
    for finding in visits.findings(edition.html, now, asks=asks):
        yield BODY, finding, edition.html
    key = showing.key_of(edition.disclosure_id) if edition.disclosure_id else ""
    for finding, _ in alike(edition.title, plain, but=key):
        yield "雷同", finding, ""
    for finding in proving.findings(edition):
        yield "解读", finding, ""
    for other in paper_gates.namesakes(edition):
        message = f"发文字号“{edition.doc_no}”已用在{other}上，请核对。"
        yield "发文字号", Finding("same_number", "warn", 0, 0, edition.doc_no, message), ""


def quality(edition: Edition) -> dict:
    """How well a paper is registered: conditions that are met and those that are not (features B12)."""
    some = metadata.measure(
        metadata.Registered(
            edition.title, clean.plain(edition.html), edition.summary, tuple((edition.keywords or "").split()),
            edition.subject, bool(edition.doc_no) and edition.kind in PAPER_KINDS, edition.validity,
            bool(edition.effective_on), tuple(file["name"] for file in edition.attachments),
            tuple(texts.unread(edition.attachments)),
        )
    )  # fmt: skip
    return {"all": len(some), "met": sum(one.met for one in some), "open": [one for one in some if not one.met]}


def _is_in_a_field(finding: Finding, edition: Edition) -> bool:
    """What a paper lacks in its text may stand in a field of the form."""
    fields = {"missing_addressee": edition.addressees, "missing_signed": edition.signed,
              "missing_dated": edition.signed and edition.formed_on}  # fmt: skip
    return bool(fields.get(finding.kind))


def _paper(edition: Edition, plain: str) -> elements.Paper:
    asked = edition.topic.elements if edition.topic_id else []
    names = [one if isinstance(one, str) else str(one.get("name", "")) for one in asked]
    return elements.Paper(
        edition.title, edition.kind, edition.doc_no, plain, tuple(file["name"] for file in edition.attachments),
        bool(edition.interprets_id), tuple(names), edition.element,
    )  # fmt: skip
