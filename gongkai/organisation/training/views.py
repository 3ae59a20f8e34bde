"""Staff pages of trainings: the year's plan beside what was held, one session, its steps, its papers."""

from datetime import date
from functools import partial

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import tables
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.organisation.models import EXCHANGES, Sort, Training
from gongkai.organisation.tabs import tabs
from gongkai.organisation.training import holding
from gongkai.organisation.training.forms import PlanForm, StepForm
from gongkai.organisation.training.steps import KIND

LIST = ("organisation:trainings", "全部培训")


@require_safe
def index(request):
    """The sessions this post may see, and the sums of each year."""
    rows = Training.objects.visible_to(request.post)
    found = Listing(
        request,
        rows.select_related("case__unit").annotate(people=Sum("attendance__people")),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("类别", "get_sort_display", kind="word"),
            Column("计划日期", "planned", kind="day", sort="planned"),
            Column("举办日期", "held", kind="day"),
            Column("学时", "hours", kind="number"),
            Column("人次", "people", kind="number"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("year", "年度", choices=lambda: [(y, f"{y}年") for y in _years(rows)]),
            Choice("sort_of", "类别", choices=Sort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order="-planned",
        exports=True,
        title="政务公开培训",
        empty=("还没有培训计划", "年初把全年的培训列入计划，举办以后在这里登记。", None),
    )
    if found.exporting:
        return answers.download(_workbook(found.matching()), f"政务公开培训 {today()}.xlsx")
    more = {
        "tabs": tabs(request, "trainings"), "room": "组织", "above": "organisation/years.html", "years": _sums(rows),
    }  # fmt: skip
    return light.list_page(request, found, KIND.steps["plan"], ("列入培训计划", "organisation:new-training"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["plan"], request.post)
    form = PlanForm(request.POST or None, initial={"planned": date(today().year, 12, 1)})

    def do():
        row = holding.plan_trainings([holding.Plan(**form.cleaned_data)], request.post, now())[0]
        return told(request, light.address(row), "已列入计划，请分管领导同意")

    return act_page(request, "列入培训计划", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = light.visible(request, Training, key)
    there = row.attendance.select_related("unit").order_by("unit__order")
    facts = [
        ("单位", row.case.unit.name), ("类别", row.get_sort_display()),
        ("层级", row.get_level_display()), ("计划日期", row.planned), ("举办日期", row.held),
        ("学时", row.hours), ("对象", row.audience), ("内容", row.aim), ("效果", row.effect),
    ]  # fmt: skip
    more = {"attendance": there, "people": sum(one.people for one in there), "template": "organisation/training.html"}
    kept = light.files("organisation:material", row, row.materials)
    return light.record_page(request, row, facts, LIST, files=kept, **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, Training, key)
    return light.row_step(request, row, name, partial(StepForm, training=row), field="material")


@require_safe
def material(request, key: int, sha256: str):
    """A paper of a session, for staff who may see it."""
    return papers.hand_out(light.visible(request, Training, key).materials, sha256)


def _years(rows) -> list[int]:
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def _sums(rows):
    """By year: sessions planned and held, hours and people of those held."""
    held = Q(case__status="accepted")
    rows = rows.exclude(sort__in=EXCHANGES)
    found = rows.exclude(case__status="dropped").values("year").order_by("-year")
    sums = found.annotate(planned=Count("pk"), accepted=Count("pk", filter=held), hours_held=Sum("hours", filter=held))
    people = dict(rows.filter(held).values_list("year").annotate(Sum("attendance__people")).order_by())
    return [one | {"people": people.get(one["year"]) or 0} for one in sums[:3]]


def _workbook(rows) -> bytes:
    out = tables.OutColumn
    columns = [
        out("名称", width=36), out("单位", width=16), out("类别", width=20), out("层级", width=14),
        out("计划日期", "date"), out("举办日期", "date"), out("学时", "whole"), out("人次", "whole"),
        out("对象", width=24), out("效果", width=36), out("状态", width=16),
    ]  # fmt: skip
    lines = [
        (
            row.case.title, row.case.unit.name, row.get_sort_display(), row.get_level_display(), row.planned,
            row.held, row.hours, row.people, row.audience, row.effect, row.case.status_label,
        )
        for row in rows
    ]  # fmt: skip
    return tables.write_xlsx(None, [tables.OutSheet("政务公开培训", columns, lines, "政务公开培训")])
