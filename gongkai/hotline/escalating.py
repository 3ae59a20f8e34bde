"""督办 (KF-2.2): what is overdue goes before the office and the unit's head by itself; unheeded, before the leaders."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case, Due
from gongkai.acts.taking import Take, take_many
from gongkai.hotline.faults import pursuing
from gongkai.hotline.limiting import ACCEPT, CONTEST, DISPATCH, REPLIES, SUPERVISE
from gongkai.hotline.models import Plea
from gongkai.workflow import notices

WATCHED = {"escalate": (*REPLIES, ACCEPT, DISPATCH, CONTEST), "report_up": (SUPERVISE,)}
MOST = 200
Overdue = tuple[str, Case]


def due(now: datetime) -> list[Overdue]:
    """(step, case): over a limit and not yet told of in this round."""
    return [(step, case) for step, limits in WATCHED.items() for case in _late(step, limits, now)]


def carry_up(overdue: Overdue, now: datetime) -> None:
    """Done by the date, by nobody's hand."""
    step, case = overdue
    take_many("plea", step, [Take(case, None, now, follows=True)])


def told_unit(cases, takes, acts) -> None:
    """The unit's own hands and the office learn of it on their desks."""
    _tell(cases, acts, (Role.PROPOSER, Role.REVIEWER), (Role.OFFICE,))


def told_leaders(cases, takes, acts) -> None:
    """A fault is on record at the unit, and its head and those who lead learn of it."""
    pleas = list(Plea.objects.filter(case__in=[case.pk for case in cases]).select_related("case__unit").order_by("pk"))
    found = pursuing.raise_many(pleas, max(act.at for act in acts))
    _tell(found, list(Act.objects.filter(case__in=found)), (Role.REVIEWER,), (Role.LEADING_GROUP,))


def _late(step: str, limits: tuple[str, ...], now: datetime) -> list[Case]:
    told = Act.objects.filter(case=OuterRef("case"), step=step, number__gt=OuterRef("round"), at__gte=OuterRef("due"))
    rows = Due.objects.filter(limit__in=limits, done=None, due__lt=now, case__kind="plea").exclude(Exists(told))
    keys = list(rows.order_by("due").values_list("case_id", flat=True)[:MOST])
    found = Case.objects.select_related("unit").in_bulk(keys)
    return [case for case in found.values() if case.status in case.kind_of.steps[step].frm]


def _tell(cases, acts, own: tuple[Role, ...], county: tuple[Role, ...]) -> None:
    if not acts:
        return
    units = {case.pk: case.unit_id for case in cases}
    held = Post.objects.held_on(acts[0].at.astimezone(BEIJING).date())
    everywhere = list(held.filter(role__in=county).values_list("person", flat=True))
    here: dict[int, list[int]] = {}
    for unit, person in held.filter(role__in=own, unit__in=set(units.values())).values_list("unit", "person"):
        here.setdefault(unit, []).append(person)
    notices.tell((person, act) for act in acts for person in (*here.get(units[act.case_id], ()), *everywhere))
