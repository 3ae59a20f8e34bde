"""What can be counted of 新闻发布会: held, reported, in time; by units that owe them regularly (DY-F2.9, BW-7.5)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Q

from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act
from gongkai.disclosures.conferences import duties
from gongkai.disclosures.conferences.duties import Turn
from gongkai.disclosures.models import Conference


def conferences(units, span: Span) -> Counted:
    """Press conferences held in the period and agreed to (DY-F2.9)."""
    return listed(units, _conferences(units, span).values_list("case__unit_id", "case_id"))


def conferences_reported(units, span: Span) -> Counted:
    """Of these, the ones that were reported to the government by the day they were held (DY-F2.9)."""
    rows = _conferences(units, span).filter(reported__lte=F("held"))
    return listed(units, rows.values_list("case__unit_id", "case_id"))


def conferences_late(units, span: Span) -> Counted:
    """Press conferences due in the period that were held late, or not at all and not given up (DY-F2.9)."""
    planned = Act.objects.filter(case__kind="conference", step="plan", at__lt=span.as_of).values("case")
    given_up = Act.objects.filter(case__kind="conference", step="drop", at__lt=span.as_of).values("case")
    told = Act.objects.filter(case__kind="conference", step="hold", at__lt=span.as_of).values("case")
    last = min(span.last, span.as_of.astimezone(BEIJING).date() - timedelta(days=1))
    rows = Conference.objects.filter(case__unit__in=units, planned__range=(span.first, last), case__in=planned)
    late = rows.exclude(case__in=given_up).filter(~Q(case__in=told) | Q(held__gt=F("planned")))
    return listed(units, late.order_by("pk").values_list("case__unit_id", "case_id"))


def conferences_due(units, span: Span) -> Counted:
    """Press conferences whose last day lies in the period and is over, or that were held (DY-F2.9)."""
    return listed(units, [(one.case.unit_id, one.pk) for one, _ in _conferences_due(units, span)])


def of_conferences_due(holds: Callable[[Conference], bool]) -> Fact:
    """Of these, the ones that were held and were as they should be; the records are those that were not."""

    def counted(units, span: Span) -> Counted:
        seen = [(one.case.unit_id, one.pk, held and holds(one)) for one, held in _conferences_due(units, span)]
        found = listed(units, [(unit, key) for unit, key, good in seen if not good])
        found.values = {unit.pk: sum(1 for key, _, good in seen if key == unit.pk and good) for unit in units}
        return found

    return counted


def _told(one: Conference) -> bool:
    return bool(one.held and one.reported and one.reported <= one.held)


def _prompt(one: Conference) -> bool:
    return bool(one.held and one.held <= one.planned)


def _conferences_due(units, span: Span) -> list[tuple[Conference, bool]]:
    """Planned ones that were not given up, and whether they were held and a leader agreed, as the trail knew it."""
    acts = Act.objects.filter(case__kind="conference", case__unit__in=units, at__lt=span.as_of)
    steps: dict[int, set[str]] = defaultdict(set)
    for case, step in acts.values_list("case_id", "step"):
        steps[case].add(step)
    keys = [key for key, taken in steps.items() if "drop" not in taken]
    last = span.as_of.astimezone(BEIJING).date() - timedelta(days=1)
    rows = Conference.objects.filter(pk__in=keys, planned__range=(span.first, span.last)).select_related("case")
    told = [(one, "accept" in steps[one.pk]) for one in rows.order_by("pk")]
    return [(one, held) for one, held in told if held or one.planned <= last]


def _conferences(units, span: Span):
    return duties.agreed(units, span.as_of).filter(held__range=(span.first, span.last)).order_by("pk")


def quarters_due(units, span: Span) -> Counted:
    """Rounds whose last day lies in the period, that are over or fulfilled, of units that owe them (BW-7.5)."""
    turns = [one for one in duties.turns(units, duties.PRESS, span) if one.over or one.held]
    return _turns(units, turns)


def quarters_missed(units, span: Span) -> Counted:
    """Of these, the ones in which no press conference was held (BW-7.5)."""
    return _turns(units, [one for one in duties.turns(units, duties.PRESS, span) if one.missed])


def principal_there(units, span: Span) -> Counted:
    """Press conferences of the period that the unit's principal attended (BW-7.5)."""
    rows = _conferences(units, span).filter(principal=True)
    return listed(units, rows.values_list("case__unit_id", "case_id"))


def principal_missed(units, span: Span) -> Counted:
    """Rounds of units that owe conferences, over without one that the principal attended (BW-7.5)."""
    return _turns(units, [one for one in duties.turns(units, duties.PRINCIPAL, span) if one.missed])


def _turns(units, turns: list[Turn]) -> Counted:
    counted = Counted({unit.pk: 0 for unit in units})
    for one in turns:
        counted.values[one.unit] += 1
        counted.records[one.unit] += [key for key in one.held if key not in counted.records[one.unit]]
        if one.missed:
            counted.says[one.unit].append(one.says)
    return counted


FACTS = {
    "disclosures.conferences": conferences,
    "disclosures.conferences_reported": conferences_reported,
    "disclosures.conferences_late": conferences_late,
    "disclosures.conferences_due": conferences_due,
    "disclosures.conferences_done": of_conferences_due(lambda one: True),
    "disclosures.conferences_told": of_conferences_due(_told),
    "disclosures.conferences_prompt": of_conferences_due(_prompt),
    "disclosures.conference_quarters_due": quarters_due,
    "disclosures.conference_quarters_missed": quarters_missed,
    "disclosures.principal_at_conference": principal_there,
    "disclosures.principal_years_missed": principal_missed,
}
