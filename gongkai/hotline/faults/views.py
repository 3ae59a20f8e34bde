"""Staff pages of faults: the list, finding one in a case, one with its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.hotline.faults import pursuing
from gongkai.hotline.faults.forms import FaultForm, StepForm
from gongkai.hotline.faults.steps import KIND
from gongkai.hotline.models import Plea, PleaFault
from gongkai.hotline.tabs import tabs
from gongkai.hotline.vocabulary import FaultSort
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    found = Listing(
        request,
        PleaFault.objects.visible_to(request.post).select_related("case__unit", "plea"),
        columns=[
            Column("过错追究", "case.title", url=lambda row: reverse("hotline:fault", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("提出时间", "case.opened", kind="day", sort="case__opened"),
            Column("追究方式", "get_consequence_display", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "过错", choices=FaultSort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        title="过错追究",
        empty=("还没有过错追究", "逾期、答复不实、推诿的，政务公开办在那一件诉求的页面上提出。", None),
    )
    page = {"listing": found, "tabs": tabs(request, "faults"), "page_title": "过错追究"}
    return render(request, "hotline/register.html", page)


@GET_OR_POST
def new(request, key: int):
    plea = get_object_or_404(Plea.objects.visible_to(request.post).select_related("case__unit"), pk=key)
    ask_role(KIND.steps["find"], request.post)
    form = FaultForm(request.POST if request.method == "POST" else None)
    back = reverse("hotline:record", args=[key])

    def do():
        said = form.cleaned_data
        row = pursuing.find_many([(plea, said["sort"], said["words"], request.post)], now())[0]
        return told(request, reverse("hotline:fault", args=[row.pk]), f"已提出，请{plea.case.unit.name}说明情况")

    says = f"{plea.case.title}，{plea.case.unit.name}"
    return act_page(request, "提出过错追究", form, do, back=back, says=says, step=KIND.steps["find"])


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("单位", row.case.unit.name), ("过错", row.get_sort_display()), ("追究方式", row.get_consequence_display()),
    ]  # fmt: skip
    may = Plea.objects.visible_to(request.post).filter(pk=row.plea_id).exists()
    page = {
        "row": row, "facts": facts, "page_title": row.case.title, "list_url": reverse("hotline:faults"),
        "list_title": "过错追究", "links_title": "诉求",
        "links": [(row.plea.number, reverse("hotline:record", args=[row.plea_id]) if may else "")],
        "panel": panel(row.case, request.post, now(), "hotline:fault-step"),
    }  # fmt: skip
    return render(request, "acts/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return step_page(request, row.case, name, back=reverse("hotline:fault", args=[key]), form=StepForm)


def _visible(request, key: int) -> PleaFault:
    rows = PleaFault.objects.visible_to(request.post).select_related("case__unit", "plea")
    return get_object_or_404(rows, pk=key)
