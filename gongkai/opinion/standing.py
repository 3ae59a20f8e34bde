"""How events stood at the end of a period: who answered for them, class and grade, as the trail told it then (BW-8.2).

Judged otherwise later, an event stays what it was in what was counted before.
"""

from dataclasses import dataclass

from django.db.models import Q

from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.opinion import clocks
from gongkai.opinion.models import Event, Merge
from gongkai.opinion.vocabulary import GRAVE, MUST_ANSWER, Sort

TOLD = ("collect", "judge", "regrade")


@dataclass(frozen=True)
class Standing:
    """An event with its unit's key, class and grade at that moment."""

    event: Event
    unit: int
    sort: str
    wide: str
    grade: str

    @property
    def key(self) -> int:
        return self.event.pk

    @property
    def grave(self) -> bool:
        return self.sort == Sort.SUDDEN and self.grade in GRAVE

    @property
    def must(self) -> bool:
        return self.sort in MUST_ANSWER or bool(self.wide)


def of_period(units, span: Span) -> list[Standing]:
    """Events in earnest of these units that came to be known in the period, as far as they were entered then."""
    rows = Event.objects.filter(drill=False, case__opened__lt=span.as_of)
    rows = rows.filter(noticed__gte=span.begins, noticed__lt=span.ends)
    dropped = Act.objects.filter(case__kind=clocks.KIND, step="drop", at__lt=span.as_of).values("case")
    folded = Merge.objects.filter(Q(until=None) | Q(until__gte=span.as_of), since__lt=span.as_of).values("event")
    rows = rows.exclude(pk__in=dropped).exclude(pk__in=folded).select_related("case__unit").order_by("pk")
    told, keys = _told(span), {unit.pk for unit in units}
    found = [_stood(row, told.get(row.pk, {})) for row in rows]
    return [one for one in found if one.unit in keys]


def _stood(event: Event, told: dict) -> Standing:
    """What was not said with an act stands as it was entered."""
    unit, sort = told.get("unit", event.case.unit_id), told.get("sort", event.sort)
    return Standing(event, unit, sort, told.get("wide", event.wide), told.get("grade", event.grade))


def _told(span: Span) -> dict[int, dict]:
    """What was said last of each event by the end of the period, or when it was opened if that was later."""
    acts = Act.objects.filter(case__kind=clocks.KIND, step__in=TOLD, case__opinion_event__noticed__gte=span.begins)
    acts = acts.filter(Q(at__lt=span.ends) | Q(step="collect"), case__opinion_event__noticed__lt=span.ends)
    return dict(acts.order_by("case_id", "number").values_list("case_id", "detail"))
