"""Staff pages of the weight in the performance appraisal: the list, entering a year's, one year, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai import shelf
from gongkai.acts import ways
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look.lists import Column, Listing
from gongkai.organisation.appraisals import entering
from gongkai.organisation.appraisals.forms import AppraisalForm, StepForm
from gongkai.organisation.appraisals.steps import KIND
from gongkai.organisation.models import Appraisal
from gongkai.organisation.tabs import tabs

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """The weights this post may see."""
    found = Listing(
        request,
        Appraisal.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("年度", "year", kind="word", url=lambda row: reverse("organisation:appraisal", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("权重", lambda row: f"{row.weight.normalize():f}%", kind="word"),
            Column("是否够", _enough, kind="word"),
            Column("依据文件", "paper"),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="-year",
        title="绩效考核权重",
        empty=("还没有登记权重", f"政务公开在绩效考核中的权重不低于 {shelf.backing().weight:f}%，每年登记一次。", None),
    )
    page = {
        "listing": found, "tabs": tabs(request, "appraisals"), "page_title": "绩效考核权重",
        "button": ("登记权重", "organisation:new-appraisal"),
        "may_enter": request.post.role in KIND.steps["enter"].roles,
    }  # fmt: skip
    return render(request, "organisation/register.html", page)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AppraisalForm(*posted, initial={"year": today().year})
    papers.keep(request, form, form.kept, now())

    def do():
        row = entering.enter(form.told(), request.post, now())
        return told(request, reverse("organisation:appraisal", args=[row.pk]), "已登记，请分管领导核定")

    return act_page(request, "登记权重", form, do, back=reverse("organisation:appraisals"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("单位", row.case.unit.name), ("年度", f"{row.year}年"), ("权重", f"{row.weight.normalize():f}%"),
        ("是否够", _enough(row)), ("依据文件", row.paper),
    ]  # fmt: skip
    page = {
        "row": row, "facts": facts, "page_title": row.case.title, "list_url": reverse("organisation:appraisals"),
        "list_title": "绩效考核权重", "files_title": "文件",
        "files": [(name, reverse("organisation:appraisal-file", args=[key, sha256])) for sha256, name in row.files],
        "panel": panel(row.case, request.post, now(), "organisation:appraisal-step"),
    }  # fmt: skip
    return render(request, "acts/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("organisation:appraisal", args=[key])

    def bound(data, step):
        form = StepForm(data, step=step, row=row, files=request.FILES if data is not None else None)
        if step.name == "amend" and not (data is not None and ways.why_not(row.case, step, request.post, now())):
            papers.keep(request, form, form.kept, now())
        return form

    return step_page(request, row.case, name, back=back, form=bound)


@require_safe
def file(request, key: int, sha256: str):
    """The paper that lays a weight down, for staff who may see it."""
    return papers.hand_out(_visible(request, key).files, sha256)


def _enough(row: Appraisal) -> str:
    least = shelf.backing().weight
    return "够" if row.weight >= least else f"低于 {least:f}%"


def _visible(request, key: int) -> Appraisal:
    return get_object_or_404(Appraisal.objects.visible_to(request.post).select_related("case__unit"), pk=key)
