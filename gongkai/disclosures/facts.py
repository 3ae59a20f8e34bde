"""What can be counted of 主动公开: every fact set-based, as of a moment, with the records behind it."""

from datetime import date, datetime, timedelta

from django.db.models import F, Q

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.disclosures.budgets.board import GROUPS, LIMITS, group_of
from gongkai.disclosures.conferences import counting as conferences
from gongkai.disclosures.elements.clarifying import KIND as CLARIFICATION
from gongkai.disclosures.elsewhere import ahead_of_portal
from gongkai.disclosures.interpretation import counting as interpretation
from gongkai.disclosures.periods import public_at, published_in
from gongkai.disclosures.vocabulary import GOES_BACK, GOES_OUT, WithdrawalCause

PAPERS = ("报告", "公告", "通知", "通报", "批复")  # DY-F2.10
NEWS = (
    "yaowen",
    "huiyi",
    "zhifa",
    "gonggao",
    "tongji",
)  # topics of work news, meetings, enforcement, notices, statistics
EMERGENCY, ANNUAL_REPORT = "yingji", "nianbao"


def published(units, span: Span) -> Counted:
    """Items made public for the first time in the period and still public at its end (DY-F1, DY-F2.4)."""
    return listed(units, published_in(units, span).values_list("case__unit_id", "pk"))


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
    rows = published_in(units, span).filter(topic__code__in=shelf.budgets().columns)
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
    rows = published_in(units, span).filter(live__kind=CLARIFICATION)
    return listed(units, rows.values_list("case__unit_id", "pk"))


def paper_kinds(units, span: Span) -> Counted:
    """Kinds of paper among the five that the county asks for (DY-F2.10)."""
    rows = published_in(units, span).filter(live__kind__in=PAPERS).values_list("case__unit_id", "live__kind", "pk")
    return _kinds(units, rows)


def news_kinds(units, span: Span) -> Counted:
    """Classes of news among the five that the county asks for (DY-F2.10)."""
    rows = published_in(units, span).filter(topic__code__in=NEWS).values_list("case__unit_id", "topic__code", "pk")
    return _kinds(units, rows)


def emergency_kinds(units, span: Span) -> Counted:
    """Elements of the emergency column, plans, warnings and response, that are public at the end (DY-F2.10)."""
    rows = public_at(units, span).filter(topic__code=EMERGENCY).exclude(live__element="")
    return _kinds(units, rows.values_list("case__unit_id", "live__element", "pk"))


def annual_report(units, span: Span) -> Counted:
    """Whether the year's report was published in the period and still is (条例-49, DY-F2.2)."""
    rows = published_in(units, span).filter(topic__code=ANNUAL_REPORT).values_list("case__unit_id", "pk")
    counted = listed(units, rows)
    counted.values = {unit: number > 0 for unit, number in counted.values.items()}
    return counted


def months_silent(units, span: Span) -> Counted:
    """Months of the period, those that are over, in which a unit made nothing public (KF-T3.5)."""
    months = [one for one in _months(span) if _after(one) <= span.as_of.astimezone(BEIJING).date()]
    rows = published_in(units, span).values_list("case__unit_id", "first_at")
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
        Act.objects.filter(case__in=public_at(units, span).values("pk"), step__in=GOES_OUT, at__lt=span.ends)
        .order_by("at")
        .values_list("case__unit_id", "case__disclosure__topic_id", "at", "case_id")
    )
    return {(unit, topic): (at, case) for unit, topic, at, case in acts}


def _kinds(units, rows) -> Counted:
    """How many different words a unit's rows (unit key, word, case key) bear; one case stands for each word."""
    seen: dict[tuple[int, str], int] = {}
    for unit, word, case in rows:
        seen.setdefault((unit, word), case)
    return listed(units, [(unit, case) for (unit, _), case in seen.items()])


def _acts(units, steps: tuple[str, ...], span: Span):
    return Act.objects.filter(
        case__kind="disclosure", case__unit__in=units, step__in=steps, at__gte=span.begins, at__lt=span.ends
    ).order_by("case_id")


FACTS = {
    "disclosures.published": published,
    "disclosures.late": late,
    "disclosures.paper_kinds": paper_kinds,
    "disclosures.news_kinds": news_kinds,
    "disclosures.emergency_kinds": emergency_kinds,
    "disclosures.annual_report": annual_report,
    "disclosures.budgets": budgets,
    "disclosures.budgets_late": budgets_late,
    "disclosures.clarifications": clarifications,
    "disclosures.leaks": withdrawn_for_leak,
    "disclosures.ahead_of_portal": ahead_of_portal,
    "disclosures.emergencies": emergencies,
    "disclosures.emergencies_unratified": emergencies_unratified,
    **interpretation.FACTS,
    **conferences.FACTS,
    "disclosures.months_silent": months_silent,
}
