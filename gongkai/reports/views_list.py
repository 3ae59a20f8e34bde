"""Staff pages of all reports: the list of all years, who has not published, a new one, one from a table."""

from datetime import date

from django.db.models import Min, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Unit
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.reports import bringing, drafting, figures, gates, showing
from gongkai.reports.forms import BringForm, YearForm
from gongkai.reports.models import Report
from gongkai.reports.steps import KIND
from gongkai.reports.views import GET_OR_POST
from gongkai.reports.views_statistics import READERS

FIRST_OUT = Min("case__acts__at", filter=Q(case__acts__step__in=showing.OUT))


@require_safe
def index(request):
    """Reports of every year since the first, newest first."""
    found = Listing(
        request,
        Report.objects.visible_to(request.post).select_related("case", "unit").annotate(out=FIRST_OUT),
        columns=[
            Column("报告", "case.title", url=lambda row: reverse("reports:record", args=[row.pk])),
            Column("年度", "year", kind="word", sort="year"),
            Column("单位", "unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("公布期限", lambda row: None if row.imported else gates.due_of(row), kind="day"),
            Column("公布时间", "out", kind="day"),
        ],
        filters=[
            Choice("year", "年度", choices=_years),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Choice("unit", "单位", choices=lambda: _units(), path="unit"),
        ],
        order=("-year", "-case"),
        title="年度报告",
        empty=("还没有年度报告", "一月里起草上一年的报告，表里的数由系统统计，往年的报告可以用表格录入。", None),
    )
    page = {
        "listing": found, "page_title": "年度报告", "may_write": request.post.role in KIND.steps["draft"].roles,
        "watches": request.post.sees_county(), "counts": request.post.role in READERS,
    }  # fmt: skip
    return render(request, "reports/list.html", page)


@GET_OR_POST
def new(request):
    """Begins the report of one's own unit; the office's is that of the whole county."""
    ask_role(KIND.steps["draft"], request.post)
    form = YearForm(request.POST or None, latest=today().year, initial={"year": today().year - 1})
    unit = gates.unit_of(request.post)

    def do():
        row = drafting.begin(unit, form.cleaned_data["year"], request.post, now(), whole=_is_whole(unit))
        return told(request, reverse("reports:record", args=[row.pk]), "已统计成表，请补写正文和系统里没有的数")

    says = f"{unit.full_name or unit.name}的报告。表里的数从申请、复议诉讼和公开的文件里统计，每个数都能看到是哪些件。"
    return act_page(request, "起草年度报告", form, do, back=reverse("reports:list"), says=says, button="统计并起草")


@GET_OR_POST
def bring(request):
    """An earlier year's report from a table; what does not agree in it is told and nothing is kept."""
    ask_role(KIND.steps["bring"], request.post)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*posted, latest=today().year - 1, initial={"year": today().year - 2})
    unit = gates.unit_of(request.post)

    def do():
        upload, year = form.cleaned_data["file"], form.cleaned_data["year"]
        if upload.size > MOST_BYTES:
            raise Unready(["表格超过 2 MB，年度报告的表没有这么大，请核对"])
        brought = bringing.look_through(upload.read(), upload.name, year)
        row = bringing.bring(unit, year, brought, request.post, now(), whole=_is_whole(unit))
        return told(request, reverse("reports:record", args=[row.pk]), f"{year}年的报告已录入")

    says = f"录入{unit.full_name or unit.name}往年的报告，今年的结转数和有效件数由它核对。"
    page = {"says": says, "button": "核对并录入", "more": reverse("reports:blank")}
    return act_page(
        request, "录入往年报告", form, do, back=reverse("reports:list"), template="reports/import.html", **page
    )


MOST_BYTES = 2 * 2**20


@require_safe
def blank(request):
    """The empty table."""
    ask_role(KIND.steps["bring"], request.post)
    return answers.download(bringing.template(gates.unit_of(request.post), today().year - 1), "年度报告空表.xlsx")


@require_safe
def progress(request):
    """Who has published the last year's report, who is late: the units that have none stand first."""
    year, day = today().year - 1, today()
    keys = request.post.unit_keys()
    units = Unit.objects.standing_on(date(year, 12, 31)).filter(kind__in=(*figures.OBLIGED, Unit.Kind.GOVERNMENT))
    units = (units if keys is None else units.filter(pk__in=keys)).order_by("order", "pk")
    rows = {row.unit_id: row for row in Report.objects.filter(year=year).select_related("case")}
    outs = showing.first_out(row.pk for row in rows.values())
    lines = []
    for unit in units:
        row = rows.get(unit.pk)
        out = outs.get(row.pk) if row else None
        due = gates.shelf_day(_is_whole(unit), year)
        lines.append({"unit": unit, "report": row, "out": out, "due": due, "late": _late(out, due, day)})
    lines.sort(key=lambda line: (line["out"] is not None, line["report"] is not None))
    page = {
        "lines": lines, "year": year, "page_title": f"{year}年年度报告公布情况",
        "missing": sum(line["out"] is None for line in lines),
    }  # fmt: skip
    return render(request, "reports/progress.html", page)


def _late(out, due: date, day: date) -> str:
    if out is not None:
        return "逾期公布" if gates.day_of(out) > due else "按时公布"
    return "逾期未公布" if day > due else "未到期"


def _is_whole(unit: Unit) -> bool:
    return unit.kind == Unit.Kind.GOVERNMENT


def _years():
    found = Report.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year}年") for year in found]


def _units():
    return Unit.objects.filter(pk__in=Report.objects.values("unit")).values_list("pk", "name")
