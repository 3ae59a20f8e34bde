"""What can be counted of 主动公开: every fact set-based, as of a moment, with the records behind it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.budgets.board import GROUPS, LIMITS, group_of
from gongkai.disclosures.elements.clarifying import KIND as CLARIFICATION
from gongkai.disclosures.elsewhere import ahead_of_portal
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.interpretation.planning import PRINCIPAL
from gongkai.disclosures.models import Conference, Disclosure, Edition
from gongkai.disclosures.vocabulary import GOES_BACK, GOES_OUT, WithdrawalCause
from gongkai.law import deadlines
from gongkai.law.deadlines import Event

PAPERS = ("报告", "公告", "通知", "通报", "批复")  # DY-F2.10
NEWS = (
    "yaowen",
    "huiyi",
    "zhifa",
    "gonggao",
    "tongji",
)  # topics of work news, meetings, enforcement, notices, statistics
EMERGENCY, ANNUAL_REPORT = "yingji", "nianbao"
INTERPRETED, INTERPRETATION = interpreting.POLICIES, interpreting.KIND  # BW-7.3, SQ-5.1


def published(units, span: Span) -> Counted:
    """Items made public for the first time in the period and still public at its end (DY-F1, DY-F2.4)."""
    return listed(units, _published_in(units, span).values_list("case__unit_id", "pk"))


def late(units, span: Span) -> Counted:
    """Items whose publication was due in the period and came late or not at all (条例-26, DY-3.1)."""
    dues = _falling_due(units, span).filter(Q(done=None) | Q(done__gt=F("due")) | Q(done__gt=span.as_of))
    return listed(units, dues.values_list("case__unit_id", "case_id").distinct().order_by("case_id"))


def falling_due(units, span: Span) -> Counted:
    """Items whose publication was due in the period, in time or not: of these some were ``late``."""
    rows = _falling_due(units, span).values_list("case__unit_id", "case_id")
    return listed(units, rows.distinct().order_by("case_id"))


def _falling_due(units, span: Span):
    ends = [n for n, limit in shelf.here().items() if "published" in limit.done and "proposed" not in limit.done]
    return Due.objects.filter(
        case__kind="disclosure", case__unit__in=units, limit__in=ends, due__gte=span.begins, due__lt=span.ends
    ).exclude(case__status="withheld")


def withdrawn_for_leak(units, span: Span) -> Counted:
    """Items taken back in the period because they let out a secret (DY-F2.5)."""
    acts = _acts(units, GOES_BACK, span).filter(detail__cause=WithdrawalCause.SECRET)
    return listed(units, acts.values_list("case__unit_id", "case_id"))


def emergencies(units, span: Span) -> Counted:
    """Items that went out in the period before they were reviewed, on an emergency's order (DY-4)."""
    return listed(units, _acts(units, ("emergency",), span).values_list("case__unit_id", "case_id"))


def emergencies_unratified(units, span: Span) -> Counted:
    """Of these, those whose review was due in the period and came late or not at all."""
    dues = Due.objects.filter(
        case__kind="disclosure", case__unit__in=units, limit="disclosures.ratify",
        due__gte=span.begins, due__lt=span.ends,
    ).filter(Q(done=None) | Q(done__gt=F("due")) | Q(done__gt=span.as_of))  # fmt: skip
    return listed(units, dues.values_list("case__unit_id", "case_id").distinct().order_by("case_id"))


def budgets(units, span: Span) -> Counted:
    """Of budget and final account, those published for the first time in the period (SQ-4.2)."""
    rows = _published_in(units, span).filter(topic__code__in=shelf.budgets().columns)
    named = [
        (unit, group_of(title), key) for unit, title, key in rows.values_list("case__unit_id", "live__title", "pk")
    ]
    return _kinds(units, [(unit, GROUPS[group], key) for unit, group, key in named if group in (0, 1)])


def budgets_late(units, span: Span) -> Counted:
    """Of these, those whose limit after their approval ended in the period and that came late or not (预算法-14)."""
    dues = Due.objects.filter(case__unit__in=units, limit__in=LIMITS, due__gte=span.begins, due__lt=span.ends)
    rows = dues.filter(Q(done=None) | Q(done__gt=F("due")) | Q(done__gt=span.as_of))
    return listed(units, rows.order_by("case_id").values_list("case__unit_id", "case_id").distinct())


def clarifications(units, span: Span) -> Counted:
    """Notices against false or incomplete information that went out in the period (BW-6.1.4, 条例-6)."""
    rows = _published_in(units, span).filter(live__kind=CLARIFICATION)
    return listed(units, rows.values_list("case__unit_id", "pk"))


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
    """Interpretations published for the first time in the period that the organ's principal gave (BW-7.4)."""
    rows = _published_in(units, span).filter(live__kind=INTERPRETATION, live__interprets__isnull=False)
    told = list(rows.values_list("case__unit_id", "pk", "live__interprets"))
    acts = Act.objects.filter(case__in={paper for *_, paper in told}, step="plan", at__lt=span.as_of).order_by("number")
    plans = dict(acts.values_list("case_id", "detail"))  # the last one stands
    led = {paper for paper, plan in plans.items() if plan.get("rank") == PRINCIPAL}
    return listed(units, [(unit, key) for unit, key, paper in told if paper in led])


def paper_kinds(units, span: Span) -> Counted:
    """Kinds of paper among the five that the county asks for (DY-F2.10)."""
    rows = _published_in(units, span).filter(live__kind__in=PAPERS).values_list("case__unit_id", "live__kind", "pk")
    return _kinds(units, rows)


def news_kinds(units, span: Span) -> Counted:
    """Classes of news among the five that the county asks for (DY-F2.10)."""
    rows = _published_in(units, span).filter(topic__code__in=NEWS).values_list("case__unit_id", "topic__code", "pk")
    return _kinds(units, rows)


def emergency_kinds(units, span: Span) -> Counted:
    """Elements of the emergency column, plans, warnings and response, that are public at the end (DY-F2.10)."""
    rows = _public_at(units, span).filter(topic__code=EMERGENCY).exclude(live__element="")
    return _kinds(units, rows.values_list("case__unit_id", "live__element", "pk"))


def annual_report(units, span: Span) -> Counted:
    """Whether the year's report was published in the period and still is (条例-49, DY-F2.2)."""
    rows = _published_in(units, span).filter(topic__code=ANNUAL_REPORT).values_list("case__unit_id", "pk")
    counted = listed(units, rows)
    counted.values = {unit: number > 0 for unit, number in counted.values.items()}
    return counted


def months_silent(units, span: Span) -> Counted:
    """Months of the period, those that are over, in which a unit made nothing public (KF-T3.5)."""
    months = [one for one in _months(span) if _after(one) <= span.as_of.astimezone(BEIJING).date()]
    rows = _published_in(units, span).values_list("case__unit_id", "first_at")
    busy = {(unit, at.astimezone(BEIJING).date().replace(day=1)) for unit, at in rows}
    counted = Counted()
    for unit in units:
        silent = [one for one in months if (unit.pk, one) not in busy]
        counted.values[unit.pk] = len(silent)
        counted.says[unit.pk] = [f"{one.year}年{one.month}月没有公开信息" for one in silent]
    return counted


def _months(span: Span) -> list[date]:
    """The first days of the months of a period."""
    found, day = [], span.first.replace(day=1)
    while day <= span.last:
        found.append(day)
        day = _after(day)
    return found


def _after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def last_published(units, span: Span) -> dict[tuple[int, int], tuple[datetime, int]]:
    """(unit key, topic key) → when the column last gained an item or a change, and by which case."""
    acts = (
        Act.objects.filter(case__in=_public_at(units, span).values("pk"), step__in=GOES_OUT, at__lt=span.ends)
        .order_by("at")
        .values_list("case__unit_id", "case__disclosure__topic_id", "at", "case_id")
    )
    return {(unit, topic): (at, case) for unit, topic, at, case in acts}


def _interpreted(units, span: Span) -> list[tuple[int, int, bool]]:
    """(unit key, case key, in time) of documents whose interpretation is settled or overdue."""
    limit = shelf.here()["interpretation.follow"]
    policies = _published_in(units, span).filter(topic__code__in=INTERPRETED).exclude(live__kind=INTERPRETATION)
    found = list(policies.values_list("case__unit_id", "pk"))
    events, calendar = _publications_around([key for _, key in found], span), shelf.calendar()
    clocks = ((unit, key, deadlines.clock(limit, events[key], span.as_of, calendar)) for unit, key in found)
    return [
        (unit, key, clock.state is deadlines.State.DONE)
        for unit, key, clock in clocks
        if clock.state.settled or clock.late
    ]


def _kinds(units, rows) -> Counted:
    """How many different words a unit's rows (unit key, word, case key) bear; one case stands for each word."""
    seen: dict[tuple[int, str], int] = {}
    for unit, word, case in rows:
        seen.setdefault((unit, word), case)
    return listed(units, [(unit, case) for (unit, _), case in seen.items()])


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
    agreed = Act.objects.filter(case__kind="conference", step="accept", at__lt=span.as_of).values("case")
    rows = Conference.objects.filter(case__unit__in=units, held__range=(span.first, span.last), case__in=agreed)
    return rows.order_by("pk")


def _published_in(units, span: Span):
    """Disclosures of these units whose first publication, here or on an older site, fell in the period and that were
    public at its end."""
    first = Act.objects.filter(case=OuterRef("pk"), step__in=GOES_OUT).order_by("number").values("at")[:1]
    rows = _public_at(units, span).annotate(first_at=Coalesce("formerly", Subquery(first)))
    return rows.filter(first_at__gte=span.begins, first_at__lt=span.ends)


def _public_at(units, span: Span):
    """Disclosures of these units that the public could see at the end of the period, as the trail tells."""
    last = (
        Act.objects.filter(case=OuterRef("pk"), step__in=(*GOES_OUT, *GOES_BACK), at__lt=span.ends)
        .order_by("-number")
        .values("step")[:1]
    )
    rows = Disclosure.objects.filter(case__unit__in=units, topic__audience=Audience.PUBLIC)
    return rows.annotate(last_step=Subquery(last)).filter(last_step__in=GOES_OUT).order_by("pk")


def _acts(units, steps: tuple[str, ...], span: Span):
    return Act.objects.filter(
        case__kind="disclosure", case__unit__in=units, step__in=steps, at__gte=span.begins, at__lt=span.ends
    ).order_by("case_id")


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
    "disclosures.published": published,
    "disclosures.late": late,
    "disclosures.paper_kinds": paper_kinds,
    "disclosures.news_kinds": news_kinds,
    "disclosures.emergency_kinds": emergency_kinds,
    "disclosures.to_interpret": to_interpret,
    "disclosures.interpreted_in_time": interpreted_in_time,
    "disclosures.led_interpretations": led_interpretations,
    "disclosures.annual_report": annual_report,
    "disclosures.budgets": budgets,
    "disclosures.budgets_late": budgets_late,
    "disclosures.clarifications": clarifications,
    "disclosures.leaks": withdrawn_for_leak,
    "disclosures.ahead_of_portal": ahead_of_portal,
    "disclosures.emergencies": emergencies,
    "disclosures.emergencies_unratified": emergencies_unratified,
    "disclosures.conferences": conferences,
    "disclosures.conferences_reported": conferences_reported,
    "disclosures.conferences_late": conferences_late,
    "disclosures.conferences_due": conferences_due,
    "disclosures.conferences_done": of_conferences_due(lambda one: True),
    "disclosures.conferences_told": of_conferences_due(_told),
    "disclosures.conferences_prompt": of_conferences_due(_prompt),
    "disclosures.months_silent": months_silent,
}
