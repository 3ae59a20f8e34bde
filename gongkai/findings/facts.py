"""What can be counted of findings, incidents and rectifications: set-based, as of a moment, with the records behind."""

from collections.abc import Iterable
from functools import partial

from django.db.models import F, Q

from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.findings.cards import counting
from gongkai.findings.mending.checking import LIMIT
from gongkai.findings.models import CardLevel, Finding, Incident, Sighting, Sort


def confirmed(units, span: Span) -> Counted:
    """Findings confirmed in the period that still hold at its end, mended or not (H37)."""
    acts = Act.objects.filter(step="confirm", at__gte=span.begins, at__lt=span.ends)
    rows = Finding.objects.filter(unit__in=units, case__in=acts.values("case")).values_list("unit", "pk").order_by("pk")
    return listed(units, _in(rows, span, "finding", {"confirmed", "mended"}))


def unmended(units, span: Span) -> Counted:
    """Findings that were confirmed and not mended at the end of the period."""
    rows = Finding.objects.filter(unit__in=units).values_list("unit", "pk").order_by("pk")
    return listed(units, _in(rows, span, "finding", {"confirmed"}))


def recurred(units, span: Span) -> Counted:
    """Findings seen in the period that an earlier round had found already, unless they were rejected (H41)."""
    seen = Sighting.objects.filter(at__gte=span.begins, at__lt=span.ends, finding__unit__in=units)
    before = Sighting.objects.filter(at__lt=span.begins).exclude(round=None).values("finding")
    rows = seen.filter(finding__in=before).values_list("finding__unit", "finding").distinct().order_by("finding")
    return listed(units, _in(rows, span, "finding", {"candidate", "confirmed", "mended"}))


def late(units, span: Span) -> Counted:
    """Rectifications due in the period that were reported late or not at all (BW-19)."""
    ended = Act.objects.filter(case__kind="rectification", step="cancel", at__lt=span.ends).values("case")
    dues = Due.objects.filter(limit=LIMIT, case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    dues = dues.filter(Q(done=None) | Q(done__gt=F("due")) | Q(done__gte=span.ends)).exclude(case__in=ended)
    waiting = _last("rectification", span)
    rows = dues.values_list("case__unit_id", "case_id").distinct().order_by("case_id")
    return listed(units, [(unit, case) for unit, case in rows if waiting.get(case) != "reported"])


def incidents(units, span: Span, sorts: tuple[str, ...]) -> Counted:
    """Incidents of some sorts that happened in the period and were confirmed by its end (KF-T1.9, KF-T3.14)."""
    rows = Incident.objects.filter(case__unit__in=units, sort__in=sorts, happened__range=(span.first, span.last))
    known = rows.values_list("case__unit_id", "pk").order_by("pk")
    return listed(units, _in(known, span, "incident", {"confirmed", "concluded"}, until=False))


def cards(units, span: Span, level: str) -> Counted:
    """Cards of a level that were issued in the period and not withdrawn by its end (KF-4.2, KF-T2.2)."""
    return listed(units, counting.standing(level, units, span.begins, span.ends))


def _in(rows: Iterable[tuple[int, int]], span: Span, kind: str, states: set[str], until: bool = True):
    """Those whose case stood in one of the states, as the trail knew it at the end (``until``) or when looked at."""
    stood = _last(kind, span, until)
    return [(unit, case) for unit, case in rows if stood.get(case) in states]


def _last(kind: str, span: Span, until: bool = True) -> dict[int, str]:
    end = span.ends if until else span.as_of
    acts = Act.objects.filter(case__kind=kind, at__lt=end).order_by("case_id", "number")
    return dict(acts.values_list("case_id", "to"))


def _of(*sorts: str) -> Fact:
    return partial(incidents, sorts=sorts)


FACTS: dict[str, Fact] = {
    "findings.confirmed": confirmed, "findings.unmended": unmended, "findings.recurred": recurred,
    "findings.mends_late": late, "findings.leaks": _of(Sort.LEAK), "findings.petitions": _of(Sort.PETITION),
    "findings.service_petitions": _of(Sort.SERVICE), "findings.exposures": _of(Sort.EXPOSURE),
    "findings.abuses": _of(Sort.ABUSE), "findings.breaches": _of(Sort.WITHHELD, Sort.WRONG),
    "findings.cards_yellow": partial(cards, level=CardLevel.YELLOW),
    "findings.cards_red": partial(cards, level=CardLevel.RED),
}  # fmt: skip
