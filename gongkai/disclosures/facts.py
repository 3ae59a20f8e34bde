"""What can be counted of 主动公开: every fact set-based, as of a moment, with the records behind it."""

from collections import defaultdict

from django.db.models import F, OuterRef, Q, Subquery

from gongkai import shelf
from gongkai.acts.facts import Counted, Span, listed, share
from gongkai.acts.models import Act, Due
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import WithdrawalCause
from gongkai.law import deadlines
from gongkai.law.deadlines import Event


def published(units, span: Span) -> Counted:
    """Items made public for the first time in the period and still public at its end (DY-F1, DY-F2.4)."""
    return listed(units, _published_in(units, span).values_list("case__unit_id", "pk"))


def late(units, span: Span) -> Counted:
    """Items whose publication was due in the period and came late or not at all (条例-26, DY-3.1)."""
    ends = [name for name, limit in shelf.here().items() if "published" in limit.done]
    dues = Due.objects.filter(
        case__kind="disclosure", case__unit__in=units, limit__in=ends, due__gte=span.begins, due__lt=span.ends
    ).filter(Q(done=None) | Q(done__gt=F("due")) | Q(done__gt=span.as_of))
    return listed(units, dues.values_list("case__unit_id", "case_id").distinct().order_by("case_id"))


def withdrawn_for_leak(units, span: Span) -> Counted:
    """Items taken back in the period because they let out a secret (DY-F2.5)."""
    acts = _acts(units, "withdraw", span).filter(detail__cause=WithdrawalCause.SECRET)
    return listed(units, acts.values_list("case__unit_id", "case_id"))


def interpreted_in_time(units, span: Span) -> Counted:
    """Of the documents that ask for an interpretation, the share that got one within its limit (SQ-5.1, DY-F2.12)."""
    limit = shelf.here()["interpretation.follow"]
    policies = list(
        _published_in(units, span).filter(topic__needs_interpretation=True).values_list("case__unit_id", "pk")
    )
    events = _publications_around([key for _, key in policies], span)
    calendar = shelf.calendar()
    found = []
    for unit, key in policies:
        clock = deadlines.clock(limit, events[key], span.as_of, calendar)
        if clock.state.settled or clock.late:
            found.append((unit, key, clock.state is deadlines.State.DONE))
    return share(units, found)


def _published_in(units, span: Span):
    """Disclosures of these units whose first publication fell in the period and that were public at its end."""
    first = Act.objects.filter(case=OuterRef("pk"), step="publish").order_by("number").values("at")[:1]
    last = (
        Act.objects.filter(case=OuterRef("pk"), step__in=("publish", "withdraw"), at__lt=span.ends)
        .order_by("-number")
        .values("step")[:1]
    )
    rows = Disclosure.objects.filter(case__unit__in=units, topic__audience=Audience.PUBLIC)
    return (
        rows.annotate(first_at=Subquery(first), last_step=Subquery(last))
        .filter(first_at__gte=span.begins, first_at__lt=span.ends, last_step="publish")
        .order_by("pk")
    )


def _acts(units, step: str, span: Span):
    return Act.objects.filter(
        case__kind="disclosure", case__unit__in=units, step=step, at__gte=span.begins, at__lt=span.ends
    ).order_by("case_id")


def _publications_around(policies: list[int], span: Span) -> dict[int, list[Event]]:
    """For each document the events its interpretation clock runs on: its own publication, and the first interpretation."""
    events: dict[int, list[Event]] = defaultdict(list)
    acts = Act.objects.filter(step="publish", at__lte=span.as_of).order_by("at")
    for key, at in acts.filter(case__in=policies).values_list("case_id", "at"):
        events[key] = events[key] or [Event("published", at)]
    told = dict(Edition.objects.filter(interprets__in=policies, number=1).values_list("disclosure_id", "interprets_id"))
    for key, at in acts.filter(case__in=told).values_list("case_id", "at"):
        events[told[key]].append(Event("explained", at))
    return events


FACTS = {
    "disclosures.published": published,
    "disclosures.late": late,
    "disclosures.leaks": withdrawn_for_leak,
    "disclosures.interpreted_in_time": interpreted_in_time,
}
