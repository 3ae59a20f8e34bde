"""Staff pages of faults: the list, finding one in a case, one with its steps."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.hotline.faults import pursuing
from gongkai.hotline.faults.forms import FaultForm, StepForm
from gongkai.hotline.faults.steps import KIND
from gongkai.hotline.models import Plea, PleaFault
from gongkai.hotline.tabs import tabs
from gongkai.hotline.vocabulary import FaultSort
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

LIST = ("hotline:faults", "过错追究")


@require_safe
def index(request):
    found = Listing(
        request,
        PleaFault.objects.visible_to(request.post).select_related("case__unit", "plea"),
        columns=[
            Column("过错追究", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("提出时间", "case.opened", kind="day", sort="case__opened"),
            Column("追究方式", "get_consequence_display", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "过错", choices=FaultSort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        title=LIST[1],
        empty=("还没有过错追究", "逾期、答复不实、推诿的，政务公开办在那一件诉求的页面上提出。", None),
    )
    return light.list_page(request, found, tabs=tabs(request, "faults"), room="热线")


@GET_OR_POST
def new(request, key: int):
    plea = light.visible(request, Plea, key)
    ask_role(KIND.steps["find"], request.post)
    form = FaultForm(request.POST if request.method == "POST" else None)
    back = reverse("hotline:record", args=[key])

    def do():
        said = form.cleaned_data
        row = pursuing.find_many([(plea, said["sort"], said["words"], request.post)], now())[0]
        return told(request, light.address(row), f"已提出，请{plea.case.unit.name}说明情况")

    says = f"{plea.case.title}，{plea.case.unit.name}"
    return act_page(request, "提出过错追究", form, do, back=back, says=says, step=KIND.steps["find"])


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("单位", row.case.unit.name), ("过错", row.get_sort_display()), ("追究方式", row.get_consequence_display()),
    ]  # fmt: skip
    may = Plea.objects.visible_to(request.post).filter(pk=row.plea_id).exists()
    about = (row.plea.number, reverse("hotline:record", args=[row.plea_id]) if may else "")
    return light.record_page(request, row, facts, LIST, links=[about], links_title="诉求")


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name, StepForm)


def _visible(request, key: int) -> PleaFault:
    return light.visible(request, PleaFault, key, "plea")
