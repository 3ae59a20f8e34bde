"""目录 (重大决策条例-3): units propose matters, the office lists them, the committee agrees, it is public."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, Unready, WrongState
from gongkai.acts.steps import kind
from gongkai.acts.taking import Opening, Take, ask_role, open_many, take_many
from gongkai.catalogue.models import Topic
from gongkai.participation.decisions import showing
from gongkai.participation.models import Catalogue, Decision

IN = ("selected", "listed", "decided", "announced", "evaluated", "archived")


@dataclass(frozen=True)
class Matter:
    """What a unit proposes; fields as in ``Decision``."""

    title: str
    about: str
    basis: str
    planned: date


def propose_many(matters: Sequence[tuple[Matter, Post, datetime]]) -> list[Decision]:
    """Opens the cases. All or none."""
    made: list[Decision] = []

    def room(cases: list[Case]) -> None:
        for case, (one, by, _) in zip(cases, matters, strict=True):
            said = {"about": one.about, "basis": one.basis, "planned": one.planned}
            made.append(Decision(case=case, editor=by.person, **said))
        Decision.objects.bulk_create(made)

    openings = [Opening(by.unit, one.title, by, at) for one, by, at in matters]
    open_many("decision", "propose", openings, room)
    return made


def save(row: Decision, matter: Matter, version: int, by: Post) -> None:
    """Raises ``StaleDraft`` over somebody else's save or once the office took it up."""
    with transaction.atomic():
        said = {"about": matter.about, "basis": matter.basis, "planned": matter.planned}
        Decision.objects.filter(pk=row.pk).update(editor=by.person_id, **said)
        known = Case.objects.filter(pk=row.pk, version=version, status="proposed")
        if not known.update(version=F("version") + 1, title=matter.title):
            raise StaleDraft("另一人在您打开以后保存过这个事项，或者已经拟列入目录，请看过现在保存的再改")


def ask_to_write(row: Decision, by: Post) -> None:
    ask_role(kind("decision").steps["propose"], by)
    keys = by.unit_keys()
    if keys is not None and row.case.unit_id not in keys:
        raise NotYourRole(f"这个事项由{row.case.unit.name}提出")
    if row.case.status != "proposed":
        raise WrongState(f"事项现在是“{row.case.status_label}”，不能改；要改的，请政务公开办退出拟列入")


def begin(year: int, topic: Topic, by: Post, at: datetime) -> Catalogue:
    """The catalogue of a year, empty. Raises ``Unready`` where there is one."""
    made: list[Catalogue] = []

    def room(cases: list[Case]) -> None:
        row = Catalogue(case=cases[0], year=year, topic=topic)
        row.save(force_insert=True)
        made.append(row)

    try:
        open_many("decision_catalogue", "draft", [Opening(by.unit, f"{year}年度重大行政决策事项目录", by, at)], room)
    except IntegrityError:
        raise Unready([f"{year}年度的目录已经有了，要调整的请在那里调整"]) from None
    return made[0]


def matters(row: Catalogue) -> list[Decision]:
    """What stands in it now, in the order of the units."""
    rows = row.decisions.filter(case__status__in=IN).select_related("case__unit")
    return list(rows.order_by("case__unit__order", "case__unit", "pk"))


def digest(row: Catalogue) -> str:
    said = [f"{one.pk}\n{one.case.title}\n{one.about}\n{one.basis}\n{one.planned}" for one in matters(row)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def selected(cases, takes, acts) -> None:
    for take in takes:
        Decision.objects.filter(pk=take.case.pk).update(catalogue=take.detail["catalogue"])
    _changed({take.detail["catalogue"] for take in takes})


def released(cases, takes, acts) -> None:
    rows = Decision.objects.filter(pk__in=[case.pk for case in cases])
    keys = set(rows.values_list("catalogue", flat=True))
    rows.update(catalogue=None)
    _changed(keys)


def dropped(cases, takes, acts) -> None:
    """Out of the catalogue; its year stays on record, and its page is taken back with the next publishing."""
    _changed(set(Decision.objects.filter(pk__in=[case.pk for case in cases]).values_list("catalogue", flat=True)))


def declined(cases, takes, acts) -> None:
    for take in takes:
        Decision.objects.filter(pk=take.case.pk).update(excluded=take.detail.get("excluded", ""))


def consented(cases, takes, acts) -> None:
    for take in takes:
        said = {"consent": take.detail["consent"], "papers": take.detail["papers"]}
        Catalogue.objects.filter(pk=take.case.pk).update(**said)


def amended(cases, takes, acts) -> None:
    for take in takes:
        Catalogue.objects.filter(pk=take.case.pk).update(note=take.detail["note"])


def published(cases, takes, acts) -> None:
    """Its new matters are listed, each with a page of its own; those that were dropped lose theirs."""
    for take, act in zip(takes, acts, strict=True):
        row = Catalogue.objects.select_related("case__unit", "topic").get(pk=take.case.pk)
        fresh = [one for one in matters(row) if one.case.status == "selected"]
        if fresh:
            take_many("decision", "list", [Take(one.case, take.by, act.at, follows=True) for one in fresh])
        showing.show_catalogue(row, matters(row), act.at)


def _changed(keys: set[int]) -> None:
    for row in Catalogue.objects.filter(pk__in=keys):
        Case.objects.filter(pk=row.pk).update(content=digest(row))
