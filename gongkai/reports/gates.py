"""What a report must be before it goes on: of one's own unit, whole, in agreement with itself."""

from datetime import date, datetime

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.foi.statistics import disputes
from gongkai.law.annual import checks
from gongkai.law.annual.checks import Before, Seen
from gongkai.reports import figures, showing
from gongkai.reports.models import Report

Reasons = dict[int, list[str]]
MOST_OTHERS = 80  # reports of other units that the prose is compared with


def seen(report: Report, at: datetime) -> list[Seen]:
    """Everything that does not agree in a report, as it stands now."""
    last = figures.last_year(report)
    out = showing.published_at(report)
    said = Before(
        figures=figures.of(report),
        prose=report.words,
        last=figures.of(last) if last else None,
        others=_others(report, last),
        units=figures.counted(report, at)[0] if report.whole else None,
        due=None if report.imported else due_of(report),
        out=day_of(out or at),
        reviewed_before=disputes.reviewed_before(figures.told_of(report), report.year),
    )
    return checks.check(figures.form_of(report), said)


def due_of(report: Report) -> date:
    """The last day of publication: the end of January, of a government's report the end of March (条例-49)."""
    return shelf_day(report.whole, report.year)


def shelf_day(whole: bool, year: int) -> date:
    limit = shelf.here()["reports.annual_government" if whole else "reports.annual_unit"]
    month, day = limit.windows[-1].closes
    return date(year + 1, month, day)


def explained(report: Report) -> list[str]:
    return [key for key in figures.changes(report) if figures.form_less(key)]


def agrees(cases, takes) -> Reasons:
    """No error stands that nobody explained."""

    def lacks(report: Report, take) -> list[str]:
        bars = checks.barring(seen(report, take.at), explained(report))
        return [f"{one.check}：{one.says}" if one.check != "K0" else one.says for one in bars]

    return _each(takes, lacks)


def year_is_over(cases, takes) -> Reasons:
    """What is counted until some day of the year is no count of the year."""

    def lacks(report: Report, take) -> list[str]:
        count = figures.last_count(report)
        over = datetime(report.year + 1, 1, 1, tzinfo=BEIJING)
        if count is None or count.as_of >= over:
            return []
        return [f"数是 {count.as_of.astimezone(BEIJING):%Y-%m-%d} 统计的，那时{report.year}年还没有过完，请重新统计"]

    return _each(takes, lacks)


def is_own(cases, takes) -> Reasons:
    """Who works for the whole county writes, agrees to and publishes the county's own report, no other unit's."""
    says = "这是{}的年度报告，由该单位的人办"
    return {
        case.pk: [says.format(case.unit.name)]
        for case, take in zip(cases, takes, strict=True)
        if take.by is not None and take.by.sees_county() and unit_of(take.by).pk != case.unit_id
    }


def unit_of(post: Post) -> Unit:
    """Whose report a post works on: its unit's; who works for the whole county, the government's."""
    if post.sees_county():
        governments = Unit.objects.filter(kind=Unit.Kind.GOVERNMENT).order_by("order", "pk")
        return governments.first() or post.unit
    unit = post.unit
    while unit.parent and unit.kind == Unit.Kind.SECTION:
        unit = unit.parent
    return unit


def is_by_another(cases, takes) -> Reasons:
    """Who saved it last does not agree to it."""
    says = "最后改这份报告的是您，须由另一人审定"
    return _each(takes, lambda report, take: [says] if report.editor_id == take.by.person_id else [])


def _others(report: Report, last: Report | None) -> dict[str, str]:
    """Prose of last year's report, and of the sister units' on the same year that were begun before."""
    found = {"上年的报告": _prose(last)} if last else {}
    sisters = Report.objects.filter(year=report.year, whole=report.whole, case__status__in=figures.TOLD)
    for row in sisters.filter(pk__lt=report.pk).select_related("unit").order_by("pk")[:MOST_OTHERS]:
        found[f"{row.unit.name}的报告"] = _prose(row)
    return found


def _prose(report: Report) -> str:
    return "\n".join(report.words.values())


def day_of(at: datetime) -> date:
    return at.astimezone(BEIJING).date()


def _each(takes, lacks) -> Reasons:
    found = Report.objects.select_related("case", "unit").in_bulk([take.case.pk for take in takes])
    return {take.case.pk: reasons for take in takes if (reasons := lacks(found[take.case.pk], take))}
