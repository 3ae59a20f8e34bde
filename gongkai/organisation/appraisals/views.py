"""Staff pages of the weight in the performance appraisal: the list, entering a year's, one year, its steps."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look.lists import Column, Listing
from gongkai.organisation.appraisals import entering
from gongkai.organisation.appraisals.forms import AppraisalForm, StepForm
from gongkai.organisation.appraisals.steps import KIND
from gongkai.organisation.models import Appraisal
from gongkai.organisation.tabs import tabs

LIST = ("organisation:appraisals", "绩效考核权重")


@require_safe
def index(request):
    """The weights this post may see."""
    found = Listing(
        request,
        Appraisal.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("年度", "year", kind="word", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("权重", lambda row: f"{row.weight.normalize():f}%", kind="word"),
            Column("是否够", _enough, kind="word"),
            Column("依据文件", "paper"),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="-year",
        title=LIST[1],
        empty=("还没有登记权重", f"政务公开在绩效考核中的权重不低于 {shelf.backing().weight:f}%，每年登记一次。", None),
    )
    button = ("登记权重", "organisation:new-appraisal")
    return light.list_page(request, found, KIND.steps["enter"], button, tabs=tabs(request, "appraisals"), room="组织")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = AppraisalForm(*light.sent(request), initial={"year": today().year})
    papers.keep(request, form, form.kept, now())

    def do():
        row = entering.enter(form.told(), request.post, now())
        return told(request, light.address(row), "已登记，请分管领导核定")

    return act_page(request, "登记权重", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = light.visible(request, Appraisal, key)
    facts = [
        ("单位", row.case.unit.name), ("年度", f"{row.year}年"), ("权重", f"{row.weight.normalize():f}%"),
        ("是否够", _enough(row)), ("依据文件", row.paper),
    ]  # fmt: skip
    kept = light.files("organisation:appraisal-file", row, row.files)
    return light.record_page(request, row, facts, LIST, files=kept, files_title="文件")


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, Appraisal, key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


@require_safe
def file(request, key: int, sha256: str):
    """The paper that lays a weight down, for staff who may see it."""
    return papers.hand_out(light.visible(request, Appraisal, key).files, sha256)


def _enough(row: Appraisal) -> str:
    least = shelf.backing().weight
    return "够" if row.weight >= least else f"低于 {least:f}%"
