"""What a stage may point to: what is public here, found as an officer knows it, and what is likely to belong (B10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from gongkai.acts.models import Case
from gongkai.acts.taking import CHUNK
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.elements.paper_gates import number_as_written
from gongkai.disclosures.models import Disclosure, EditionLink
from gongkai.dossiers.models import Dossier
from gongkai.law.dossier_types import Stage
from gongkai.publication import found as searching
from gongkai.publication.models import Shown
from gongkai.registers.models import Register

KINDS = ("disclosure", "register")  # what a stage may point to
MOST = 12  # papers offered at once


@dataclass(frozen=True)
class Paper:
    """Something public that a stage may point to: key of its case, title, number, day, unit and column."""

    case: int
    title: str
    number: str
    day: object
    unit: str
    column: str = ""
    element: str = ""


def door_key(kind: str, case: int) -> str:
    """The name under which the door keeps what a stage points to."""
    return f"{kind}:{case}"


def named(text: str) -> list[Case]:
    """What is public here by index number, 发文字号 or its very title; several where the words fit several."""
    text = text.strip().strip("《》")
    if not text:
        return []
    number = number_as_written(text)
    out = _out()
    found = list(out.filter(index_no=number)[:1]) or list(out.filter(live__doc_no=number)[:3])
    found = found or list(out.filter(live__title=text)[:3])
    lists = Register.objects.filter(live__isnull=False, case__title=text).select_related("case") if not found else ()
    return [row.case for row in found] + [row.case for row in lists]


def papers(cases: Iterable[int]) -> dict[int, Paper]:
    """What is public now of these cases; one that was withdrawn is not among them."""
    keys, found = list(cases), dict[int, Paper]()
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        found |= {row.pk: _paper(row) for row in _out().filter(pk__in=some)}
        lists = Register.objects.filter(pk__in=some, live__isnull=False).select_related("case__unit", "topic")
        for row in lists:
            found[row.pk] = Paper(row.pk, row.case.title, "清单", row.published, row.case.unit.name, row.topic.code)
    return found


def explained(cases: Iterable[int]) -> set[int]:
    """Of these documents, the ones whose interpretation is public, and interpretations themselves."""
    keys, found = list(cases), set[int]()
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        live = Disclosure.objects.filter(live__isnull=False)
        found |= set(live.filter(live__interprets__in=some).values_list("live__interprets_id", flat=True))
        found |= set(live.filter(pk__in=some, live__interprets__isnull=False).values_list("pk", flat=True))
        found |= set(Register.objects.filter(pk__in=some).values_list("pk", flat=True))  # a list explains itself
    return found


def likely(dossier: Dossier, stage: Stage) -> list[Paper]:
    """Papers linked to what the dossier holds already that bear an element or stand in a column of the stage."""
    linked = {link["case"] for said in dossier.revision.stages.values() for link in said["links"] if "case" in link}
    if not linked:
        return []
    live = EditionLink.objects.filter(edition__disclosure__live=F("edition"))
    keys = set(live.filter(edition__disclosure__in=linked).exclude(target=None).values_list("target_id", flat=True))
    keys |= set(live.filter(target__in=linked).values_list("edition__disclosure_id", flat=True))
    keys |= set(Disclosure.objects.filter(live__interprets__in=linked).values_list("pk", flat=True))
    near = _out().filter(pk__in=keys - linked).order_by("-published")
    fits = Q(live__element__in=stage.elements) | Q(topic__code__in=stage.columns)
    return [_paper(row) for row in near.filter(fits)[:MOST]]


def searched(words: str, linked: set[int]) -> list[Paper]:
    """What the public finds by these words, as papers to choose from; raises ``index.QueryFault``."""
    hits = searching.find(words, limit=MOST * 2)
    keys = Shown.objects.live().filter(docid__in=hits.hits.ids, kind__in=("document", "register"))
    named = (key.partition(":") for key in keys.order_by("-docid").values_list("key", flat=True))
    cases = [int(number) for kind, _, number in named if kind in KINDS]
    known = papers(cases)
    return [known[case] for case in cases if case in known and case not in linked][:MOST]


def _out():
    """Documents that the public reads now."""
    found = Disclosure.objects.filter(live__isnull=False, topic__audience=Audience.PUBLIC)
    return found.select_related("case__unit", "live", "topic")


def _paper(row: Disclosure) -> Paper:
    assert row.live is not None
    number = row.live.doc_no or row.index_no or ""
    return Paper(
        row.pk, row.live.title, number, row.published, row.case.unit.name, row.topic.code, row.live.element
    )  # fmt: skip
