"""Staff pages of a report's figures: one cell with its cases, what a unit tells itself, the units, another day."""

from datetime import datetime, time, timedelta

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import steps
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.models import Case
from gongkai.acts.pages import act_page, told
from gongkai.law.annual import checks
from gongkai.law.annual.figures import shown
from gongkai.look.forms import DayInput
from gongkai.reports import counting, drafting, figures
from gongkai.reports.forms import FiguresForm, ReasonForm
from gongkai.reports.models import Report
from gongkai.reports.views import GET_OR_POST, back, visible, writable, writes

MOST = 500  # cases of one cell on its page


@GET_OR_POST
def cell(request, key: int, place: str):
    """One figure: what it is made of, who changed it and why, and the form to change it."""
    report = visible(request, key)
    form = figures.form_of(report)
    one = form.place(place)
    if one is None:
        raise Http404
    count = figures.last_count(report)
    may = writes(request, report) and not one.summed
    bound = FiguresForm(request.POST or None, report=report, places=[one]) if may else None
    if request.method == "POST":
        writable(request, key)
    keys = _cases(report, place)
    cases = Case.objects.visible_to(request.post).filter(pk__in=keys[:MOST]).select_related("unit").order_by("pk")
    page = {
        "report": report, "place": one, "figure": shown(figures.of(report).get(place)), "count": count,
        "counted": shown(_counted(count, place)), "many": len(keys), "summed": one.summed,
        "cases": [(case, reverse(steps.kind(case.kind).url, args=[case.pk])) for case in cases],
        "changes": report.changes.filter(place=place).select_related("by__person", "by__unit").order_by("-pk"),
        "parts": _parts(report, place, count), "may": may, "imported": report.imported,
    }  # fmt: skip

    def do():
        drafting.put_in(report, bound.told(), bound.cleaned_data["reason"], request.post, now())
        return told(request, back(report), f"{one.name}已保存")

    return act_page(
        request, one.name, bound, do, back=back(report), template="reports/cell.html", button="保存", **page
    )  # fmt: skip


@GET_OR_POST
def reported(request, key: int):
    """The figures that the house cannot count, all together, with their source."""
    report = writable(request, key)
    form, count = figures.form_of(report), figures.last_count(report)
    own = [one for one in form.places() if not one.summed and _counted(count, one.key) is None]
    bound = FiguresForm(request.POST or None, report=report, places=own)

    def do():
        drafting.put_in(report, bound.told(), bound.cleaned_data["reason"], request.post, now())
        return told(request, back(report), "已保存")

    says = "这些数系统里没有，请按本单位的台账填写。没有发生的写 0，不知道的先空着。"
    return act_page(request, "填写表二", bound, do, back=back(report), says=says, button="保存")


@GET_OR_POST
def explain(request, key: int):
    """Why what was carried over is not what last year's report left (K4)."""
    report = writable(request, key)
    bound = ReasonForm(request.POST or None)

    def do():
        drafting.explain(report, checks.EXPLAINED[0], bound.cleaned_data["reason"], request.post, now())
        return told(request, back(report), "已写明")

    says = "上年结转和上年报告里的结转不一致时，写明原因，审定的人会看到。"
    return act_page(request, "说明结转数为什么不一致", bound, do, back=back(report), says=says, button="保存")


@require_safe
def units(request, key: int):
    """A report on all, unit by unit: what each adds and where it comes from."""
    report = visible(request, key)
    if not report.whole:
        raise Http404
    count = figures.last_count(report)
    names = ("t3.r1.c7", "t3.r2.c7", "t3.r3_7.c7", "t3.r4.c7", "t4.review.total")
    lines = [
        (unit, theirs, [shown(found.get(name)) for name in names])
        for unit, found, theirs in figures.by_unit(report, count.as_of if count else now())
    ]
    visible_ = set(Report.objects.visible_to(request.post).values_list("pk", flat=True))
    page = {
        "report": report, "page_title": f"{report.case.title}：各单位", "lines": lines, "seen": visible_,
        "columns": ("新收", "结转", "办结", "结转下年", "复议"), "missing": [one[0] for one in lines if one[1] is None],
    }  # fmt: skip
    return render(request, "reports/units.html", page)


class DayForm(forms.Form):
    day = forms.DateField(label="只看到这一天为止的记录", widget=DayInput)


@require_safe
def as_of(request, key: int):
    """The counted cells as the trail stood at the end of a day, beside those of the report."""
    report = visible(request, key)
    count = figures.last_count(report)
    if report.imported or count is None:
        raise Http404
    usual = (count.as_of - timedelta(microseconds=1)).astimezone(BEIJING).date()
    bound = DayForm(request.GET if "day" in request.GET else None, initial={"day": usual})
    lines, day = [], None
    if bound.is_bound and bound.is_valid():
        day = bound.cleaned_data["day"]
        moment = datetime.combine(day + timedelta(days=1), time(), BEIJING)
        then, _ = figures.counted(report, min(moment, count.as_of) if day == usual else moment)
        form = figures.form_of(report)
        lines = [
            (place.name, shown(_counted(count, place.key)), shown(then.get(place.key)))
            for place in form.places()
            if _counted(count, place.key) != then.get(place.key)
        ]
    page = {"report": report, "form": bound, "lines": lines, "day": day, "count": count, "page_title": "按某一天重算"}
    return render(request, "reports/as_of.html", page)


def _cases(report: Report, place: str) -> list[int]:
    """Keys of the cases behind a cell, as its count found them."""
    count = figures.last_count(report)
    if count is None or report.imported:
        return []
    found = counting.count(figures.told_of(report), report.year, count.as_of, figures.form_of(report))
    return counting.cases_of(figures.form_of(report), found, place)


def _parts(report: Report, place: str, count) -> list[tuple]:
    """Of a report on all: (unit, its report or None, its figure)."""
    if not report.whole or count is None:
        return []
    found = figures.by_unit(report, count.as_of)
    return [(unit, theirs, shown(one.get(place))) for unit, one, theirs in found if one.get(place) != 0]


def _counted(count, place: str):
    return figures.restored(count.figures).get(place) if count else None
