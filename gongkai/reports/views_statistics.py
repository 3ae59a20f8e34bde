"""办理统计: a period's requests in figures for the office, each beside what it is counted over."""

from datetime import date

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.accounts.models import Role, Unit
from gongkai.acts.clock import now, today
from gongkai.acts.facts import Span
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole
from gongkai.foi.statistics import summary
from gongkai.look.forms import DayInput
from gongkai.reports import counting

READERS = frozenset({Role.OFFICE, Role.REVIEWER, Role.PROPOSER, Role.LEADING_GROUP, Role.AUDITOR})
MOST_LATE = 50
DEFINITIONS = (
    ("收到", "收到日在这段时间里的申请，分拆的按分出的件数"),
    ("答复", "送达日在这段时间里的答复；撤回、并案的不算答复"),
    ("按时答复率", "答复期限在这段时间里届满的申请中，期限内送达答复的占比；暂停、延长的时间已经扣除"),
    ("办理工作日", "从收到的第二天到送达当天的工作日，补正、征求意见的时间也算在内"),
    ("中位数和九成", "一半的答复用时不超过中位数，十件答复里九件用时不超过九成的天数"),
    ("结果", "按年度报告表三的行，占这段时间里办结的件"),
    ("复议诉讼纠正率", "这段时间里结案的复议和诉讼中，结果是纠正的占比"),
)  # fmt: skip


class PeriodForm(forms.Form):
    first = forms.DateField(label="从", widget=DayInput)
    last = forms.DateField(label="到", widget=DayInput)

    def clean(self):
        said = super().clean()
        if said.get("first") and said.get("last") and said["first"] > said["last"]:
            self.add_error("last", "结束的一天早于开始的一天，请改正")
        return said


@require_safe
def statistics(request):
    """The year up to today, or the days asked for."""
    if request.post.role not in READERS:
        raise NotYourRole("申请办理统计给办理申请和主管的岗位看")
    day = today()
    usual = {"first": date(day.year - (day.month == 1), 1, 1), "last": day}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=usual)
    said = form.cleaned_data if form.is_bound and form.is_valid() else usual
    keys = request.post.unit_keys()
    units = list(Unit.objects.all() if keys is None else Unit.objects.filter(pk__in=keys))
    span = Span(said["first"], said["last"], now())
    whole, by_unit = summary.of(units, span, shelf.calendar())
    late = Case.objects.visible_to(request.post).filter(pk__in=whole.late[:MOST_LATE]).select_related("unit")
    page = {
        "form": form, "span": span, "whole": whole, "page_title": "申请办理统计", "definitions": DEFINITIONS,
        "outcomes": _outcomes(whole, day.year), "many": whole.rows.total(), "figures": _figures(whole),
        "units": [(unit, by_unit[unit.pk]) for unit in units if unit.pk in by_unit],
        "late": [(case, reverse("foi:record", args=[case.pk])) for case in late],
    }  # fmt: skip
    return render(request, "reports/statistics.html", page)


def _figures(whole: summary.Summary) -> list[tuple[str, str]]:
    """The figures of all, each with what it is of."""
    return [
        ("收到", f"{whole.received} 件"),
        ("答复", f"{whole.answered} 件"),
        ("期末在办", f"{whole.open} 件"),
        ("按时答复率", f"{whole.in_time}（到期 {len(whole.due)} 件，逾期 {len(whole.late)} 件）"),
        ("办理工作日", f"中位数 {whole.median}，九成 {whole.p90}（{len(whole.days)} 件）"),
        ("复议诉讼纠正率", f"{whole.corrected_share}（结案 {whole.reviews} 件，纠正 {whole.corrected} 件）"),
    ]


def _outcomes(whole: summary.Summary, year: int) -> list[tuple[str, int, str]]:
    """(name of the row, how many, share) in the order of the form."""
    rows = counting.form_of(year).tables["t3"].rows
    many = whole.rows.total()
    found = []
    for row in rows.values():
        if whole.rows[row.id]:
            group = row.group.rpartition("/")[2].removeprefix("三、本年度办理结果")
            found.append((f"{group} {row.name}".strip(), whole.rows[row.id], summary.share(whole.rows[row.id], many)))
    return found
