"""Writing a self-check: the summary, and for each leaf what was done and the evidence of it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken, WrongState
from gongkai.assessment import items, proofs, rules, sheets
from gongkai.assessment.models import SelfCheck, SelfCheckLeaf
from gongkai.evidence import showing, using
from gongkai.evidence.models import Evidence
from gongkai.evidence.using import Place
from gongkai.law.rulebook.model import Indicator
from gongkai.vault.sealed import digest


@dataclass
class Leaf:
    """One leaf of the table in a self-check: what the unit says, its evidence as links, what the house counted.

    ``asked``: people judge it, so that the unit has to say something; ``wanted`` the sorts of evidence the table names;
    ``must``: it gives nothing without.
    """

    indicator: Indicator
    above: str
    asked: bool
    wanted: tuple[str, ...]
    must: bool = False
    says: str = ""
    evidence: list[dict] = field(default_factory=list)
    counts: list[dict] = field(default_factory=list)

    @property
    def missing(self) -> bool:
        return self.asked and not self.evidence and (self.must or not self.says)


def leaves(one: SelfCheck) -> list[Leaf]:
    """Every leaf of the campaign's table that is for the unit, in its order."""
    book = rules.book(one.campaign)
    known, klass = items.classes(book), one.campaign.entrants.get(unit=one.unit).klass
    proven = {node.id for node in proofs.required(book)}
    judged = {item.leaf for item in rules.items(one.campaign) if item.kind == "mark" and not item.loses} | proven
    said = dict(one.leaves.values_list("indicator", "says"))
    shown: dict[str, list[dict]] = {}
    for use in using.of_case(one.case):
        shown.setdefault(use.place, []).append(showing.listed(use))
    counts = {count.fact: count for count in one.campaign.counts.filter(unit=one.unit)}
    above = {child.id: node.title for node in book.indicators.values() for child in node.indicators}
    return [
        Leaf(
            node, above.get(node.id, ""), node.id in judged, node.evidence.kinds if node.evidence else (),
            node.id in proven, said.get(node.id, ""), shown.get(node.id, []),
            [_count(one, book.facts[name], counts[name]) for name in items.raw(book, node) if name in counts],
        )
        for node in book.indicators.values()
        if (node.leaf or node.id in proven) and ((classes := known[node.id]) is None or klass in classes)
    ]  # fmt: skip


def leaf(one: SelfCheck, indicator: str) -> Leaf | None:
    return next((found for found in leaves(one) if found.indicator.id == indicator), None)


def place_of(one: SelfCheck, indicator: str) -> Place:
    return Place(one.case, indicator, one.unit, rules.book(one.campaign).indicators[indicator].title)


def save_summary(one: SelfCheck, text: str, was: str, by: Post, at: datetime) -> None:
    """Writes the summary. ``was``: what stood there when the writer began; ``Overtaken`` where another wrote since."""
    with _draft(one):
        found = SelfCheck.objects.get(pk=one.pk)
        if _plain(found.summary) != _plain(was):
            raise Overtaken("这份总结在您打开之后又有人改过，您写的没有保存。请看过现在的文字再改")
        found.summary = text.strip()
        found.save(update_fields=["summary"])
        bind(found)


def save_leaf(one: SelfCheck, indicator: str, says: str, chosen: Iterable[Evidence], by: Post, at: datetime) -> None:
    """Writes what was done for a leaf and which evidence shows it."""
    with _draft(one):
        SelfCheckLeaf.objects.update_or_create(
            selfcheck=one, indicator=indicator, defaults={"says": says.strip(), "by": by, "at": at}
        )
        using.choose(chosen, place_of(one, indicator), by, at)
        bind(one)


def add_evidence(one: SelfCheck, indicator: str, row: Evidence, by: Post, at: datetime) -> None:
    """One more piece of evidence for a leaf."""
    with _draft(one):
        using.rely([row], place_of(one, indicator), by, at)
        bind(one)


def bind(one: SelfCheck) -> None:
    """The case keeps the digest of what the self-check says now, and counts the saving."""
    Case.objects.filter(pk=one.pk).update(content=content(one), version=F("version") + 1)
    one.case.refresh_from_db()


def has_summary(cases, takes) -> dict[int, list[str]]:
    """A self-check comes with a written summary (BW-16.1–16.3)."""
    empty = SelfCheck.objects.filter(pk__in=[case.pk for case in cases], summary="").values_list("pk", flat=True)
    return {key: ["还没有写自查总结，请写好再送分管领导"] for key in empty}


def pin(cases, takes, acts) -> None:
    """What is handed in is the evidence as it is now; newer versions do not change what was handed in."""
    using.pin(cases)


def content(one: SelfCheck, *, pinned: bool = False) -> str:
    """What the self-check says, as a keyed digest: whoever hands it in has read this. ``pinned``: with the versions it
    was handed in with, whatever came after.
    """
    said = sorted(one.leaves.exclude(says="").values_list("indicator", "says"))
    uses = using.of_case(one.case)
    shown = sorted(
        (use.place, use.evidence_id, (use.version if pinned else use.evidence.newest).number) for use in uses
    )
    return digest(json.dumps([one.summary, said, shown], ensure_ascii=False))


def is_as_read(cases, takes) -> dict[int, list[str]]:
    """Evidence that was replaced meanwhile is to be read as well."""
    rows = SelfCheck.objects.filter(pk__in=[case.pk for case in cases]).select_related("case")
    return {
        one.pk: ["有材料在送审以后换过版本，请退回信息员核对以后再报送"]
        for one in rows
        if one.case.content != content(one)
    }


@contextmanager
def _draft(one: SelfCheck) -> Iterator[None]:
    """Holds the case of a self-check that may be written until the writing is done."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if case.status != "open":
            raise WrongState(f"这份自查现在是“{case.status_label}”，不能改；要改的请先取回或者退回")
        yield


def _plain(text: str) -> str:
    return "\n".join(text.strip().splitlines())


def _count(one: SelfCheck, fact, count) -> dict:
    behind = len(count.records) or len(count.says)
    url = reverse("assessment:selfcheck-records", args=[one.pk, fact.id]) if behind else ""
    return {"name": fact.name, "value": sheets.value_of(fact, count), "url": url, "behind": behind}
