"""Which records wait on whose desk beyond what their state tells: seats of routes, and what the office must settle."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse

from gongkai.accounts.models import Post, Role
from gongkai.acts.models import Case, Due
from gongkai.disclosures.models import Disclosure
from gongkai.workflow import seating
from gongkai.workflow.models import Seat

SHOWN = 20


@dataclass(frozen=True)
class Pressing:
    """A record that cannot wait: why, and where it is settled."""

    title: str
    unit: str
    why: str
    url: str


def for_others(waiting, post: Post, at: datetime) -> set[int]:
    """Of the cases in a query that wait for a step of this post, those that the routes give to others."""
    stations = [step for step in seating.stations_of() if post.role in step.roles]
    if not stations or not Seat.objects.exists():
        return set()
    step_of = {state: step.name for step in stations for state in step.frm}
    rows = Disclosure.objects.filter(case__in=waiting, case__status__in=step_of)
    found = rows.values_list("pk", "case__status", "case__unit", F("draft__topic"))
    return seating.not_for(post, {key: (step_of[state], (unit, topic)) for key, state, unit, topic in found}, at)


def pressing(post: Post, at: datetime) -> list[Pressing]:
    """For the office: emergencies nobody approved in time, units that did not agree. None for others."""
    if post.role != Role.OFFICE:
        return []
    late = Due.objects.filter(limit="disclosures.ratify", done=None, due__lt=at).values("case")
    owed = Case.objects.filter(pk__in=late, status="emergent").select_related("unit")
    silent = Due.objects.filter(limit="disclosures.countersign", done=None, due__lt=at).values("case")
    mute = Case.objects.filter(pk__in=silent, status="asked").select_related("unit")
    found = [(one, "逾期未补办审核", "disclosures:record") for one in owed[:SHOWN]]
    found += [(one, "会签逾期未答复", "disclosures:countersign") for one in mute[:SHOWN]]
    return [Pressing(one.title, one.unit.name, why, reverse(url, args=[one.pk])) for one, why, url in found]
