"""What can be counted of 解读: in time, by whom, in which forms (SQ-5.1, BW-7.4, BW-7.6, DY-F2.12)."""

from collections import defaultdict

from gongkai import shelf
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.interpretation.planning import PRINCIPAL
from gongkai.disclosures.models import Edition
from gongkai.disclosures.periods import published_in
from gongkai.disclosures.vocabulary import GOES_OUT
from gongkai.law import deadlines
from gongkai.law.deadlines import Event


def to_interpret(units, span: Span) -> Counted:
    """Documents that ask for an interpretation whose limit has run out, or that have one (SQ-5.1, DY-F2.12)."""
    return listed(units, [(unit, key) for unit, key, _ in _interpreted(units, span)])


def interpreted_in_time(units, span: Span) -> Counted:
    """Of these documents, those interpreted within the limit; the records are those that were not."""
    found = _interpreted(units, span)
    counted = listed(units, [(unit, key) for unit, key, in_time in found if not in_time])
    counted.values = {unit.pk: sum(1 for u, _, in_time in found if u == unit.pk and in_time) for unit in units}
    return counted


def led_interpretations(units, span: Span) -> Counted:
    """Interpretations published for the first time in the period that the organ's principal gave (BW-7.4).

    Who gave one is told by its own record; where that says nothing, by the plan of its document.
    """
    told = _told(units, span)
    plans = _plans({one.interprets_id for one in told if not one.explainer_rank}, span)
    ranks = [(one, one.explainer_rank or plans.get(one.interprets_id or 0, {}).get("rank")) for one in told]
    return listed(units, [(one.disclosure.case.unit_id, one.disclosure_id) for one, rank in ranks if rank == PRINCIPAL])


def interpretations(units, span: Span) -> Counted:
    """Interpretations of documents here, published for the first time in the period (BW-7.6)."""
    return listed(units, [(one.disclosure.case.unit_id, one.disclosure_id) for one in _told(units, span)])


def rich_interpretations(units, span: Span) -> Counted:
    """Of these, the ones in a form that is more than words: charts, sound, film (BW-7.6)."""
    rich = shelf.explaining().rich
    told = [one for one in _told(units, span) if rich & set(one.forms.split())]
    return listed(units, [(one.disclosure.case.unit_id, one.disclosure_id) for one in told])


def forms(units, span: Span) -> Counted:
    """How many different forms a unit's interpretations of the period have; those that say none count none (BW-7.6)."""
    seen: dict[tuple[int, str], int] = {}
    for one in _told(units, span):
        for name in one.forms.split():
            seen.setdefault((one.disclosure.case.unit_id, name), one.disclosure_id)
    return listed(units, [(unit, case) for (unit, _), case in seen.items()])


def text_only(units, span: Span) -> Counted:
    """Documents explained in the period, of which no interpretation so far is more than words (BW-7.6)."""
    told, rich = _told(units, span), shelf.explaining().rich
    papers = {one.interprets_id for one in told}
    every = _out(Edition.objects.filter(interprets__in=papers, disclosure__live__isnull=False), span)
    shown = {one.interprets_id for one in every if rich & set(one.forms.split())}
    owners = dict.fromkeys((one.disclosure.case.unit_id, one.interprets_id) for one in told)
    return listed(units, [(unit, paper) for unit, paper in owners if paper not in shown])


def by_form(units, span: Span) -> dict[int, dict[str, int]]:
    """Unit key → form → how many interpretations of the period have it; "" counts those that say none."""
    found: dict[int, dict[str, int]] = {unit.pk: {} for unit in units}
    for one in _told(units, span):
        row = found[one.disclosure.case.unit_id]
        for name in one.forms.split() or [""]:
            row[name] = row.get(name, 0) + 1
    return found


def _told(units, span: Span) -> list[Edition]:
    """What interpretations first published in the period said at its end, in the order of their records."""
    rows = published_in(units, span).filter(live__kind=interpreting.KIND, live__interprets__isnull=False)
    return _out(Edition.objects.filter(disclosure__in=rows.values("pk")), span)


def _out(editions, span: Span) -> list[Edition]:
    """Of each record the edition that was out at the end of the period."""
    rows = editions.filter(published__lt=span.ends).select_related("disclosure__case").order_by("disclosure", "number")
    last = {one.disclosure_id: one for one in rows.defer("html")}
    return [one for one in last.values() if one.interprets_id]


def _plans(papers: set, span: Span) -> dict[int, dict]:
    acts = Act.objects.filter(case__in=papers, step="plan", at__lt=span.as_of).order_by("number")
    return dict(acts.values_list("case_id", "detail"))  # the last one stands


def _interpreted(units, span: Span) -> list[tuple[int, int, bool]]:
    """(unit key, case key, in time) of documents whose interpretation is settled or overdue."""
    limit = shelf.here()["interpretation.follow"]
    policies = published_in(units, span).filter(topic__code__in=interpreting.POLICIES)
    policies = policies.exclude(live__kind=interpreting.KIND)
    found = list(policies.values_list("case__unit_id", "pk"))
    events, calendar = _publications_around([key for _, key in found], span), shelf.calendar()
    clocks = ((unit, key, deadlines.clock(limit, events[key], span.as_of, calendar)) for unit, key in found)
    return [
        (unit, key, clock.state is deadlines.State.DONE)
        for unit, key, clock in clocks
        if clock.state.settled or clock.late
    ]


def _publications_around(policies: list[int], span: Span) -> dict[int, list[Event]]:
    """For each document the events its interpretation clock runs on: its publication, and the first interpretation."""
    events: dict[int, list[Event]] = defaultdict(list)
    acts = Act.objects.filter(step__in=GOES_OUT, at__lte=span.as_of).order_by("at")
    for key, at in acts.filter(case__in=policies).values_list("case_id", "at"):
        events[key] = events[key] or [Event("published", at)]
    told = dict(Edition.objects.filter(interprets__in=policies, number=1).values_list("disclosure_id", "interprets_id"))
    for key, at in acts.filter(case__in=told).values_list("case_id", "at"):
        events[told[key]].append(Event("explained", at))
    return events


FACTS = {
    "disclosures.to_interpret": to_interpret,
    "disclosures.interpreted_in_time": interpreted_in_time,
    "disclosures.led_interpretations": led_interpretations,
    "disclosures.interpretations": interpretations,
    "disclosures.rich_interpretations": rich_interpretations,
    "disclosures.interpretation_forms": forms,
    "disclosures.text_only_policies": text_only,
}
