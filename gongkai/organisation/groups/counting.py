"""What can be counted of leading groups: whether they are sound, adjusted in time, and who is named (KF-T1.1, DY-1)."""

from django.db.models import F

from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.organisation.groups import composing
from gongkai.organisation.models import Composition, SeatSort

NOBODY = "没有登记并核定领导小组和分工"


def in_force(units, span: Span) -> dict[int, Composition]:
    """By unit key: the composition in force on the last day of the period, as it was agreed to by ``as_of``."""
    rows = Composition.objects.filter(group__unit__in=units, agreed__lt=span.as_of, since__lte=_last(span))
    rows = rows.select_related("group").prefetch_related("seats", "places").order_by("since", "number")
    return {row.group.unit_id: row for row in rows}


def sound(units, span: Span) -> Counted:
    """Whether a composition with every seat that is asked for is in force (KF-T1.1, TZ-5.1)."""
    return _flag(units, span, lambda row: [f"没有{label}" for label in composing.lacks(row)])


def people_named(units, span: Span) -> Counted:
    """Whether a deputy head in charge and somebody who does the work are named (DY-1, SQ-6.1)."""
    return _flag(units, span, _unnamed)


def places_unnamed(units, span: Span) -> Counted:
    """Offices, direct units, outposts without a leader or a person of their own (TZ-6.1); nothing entered: unknown."""
    found = in_force(units, span)
    counted = Counted({unit.pk: None for unit in units})
    for key, row in found.items():
        missing = [one.name for one in row.places.all() if not (one.leader and one.person)]
        counted.values[key] = len(missing)
        counted.says[key] += [f"{name}没有明确分管领导或者专人" for name in missing]
        counted.records[key].append(row.group_id)
    return counted


def late(units, span: Span) -> Counted:
    """Changes of people whose month ended in the period before the group was adjusted (KF-T1.1, KF-T3.1)."""
    rows = Due.objects.filter(limit=composing.LIMIT, case__unit__in=units, due__range=(span.begins, span.ends))
    known = Act.objects.filter(case__kind="leading_group", step="change", at__lt=span.as_of).values("case")
    found = rows.filter(case__in=known).exclude(done__lte=F("due")).order_by("case_id", "round")
    return listed(units, found.values_list("case__unit_id", "case_id"))


def _flag(units, span: Span, lacks) -> Counted:
    found, counted = in_force(units, span), Counted()
    for unit in units:
        row = found.get(unit.pk)
        reasons = lacks(row) if row else [NOBODY]
        counted.values[unit.pk] = not reasons
        counted.says[unit.pk] += reasons
        if row:
            counted.records[unit.pk].append(row.group_id)
    return counted


def _unnamed(row: Composition) -> list[str]:
    wanted = (SeatSort.IN_CHARGE, SeatSort.STAFF)
    return [f"没有明确{sort.label}" for sort in wanted if not composing.named(row, sort)]


def _last(span: Span):
    return min(span.last, span.as_of.astimezone(BEIJING).date())
