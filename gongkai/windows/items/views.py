"""Staff pages of items: the list, taking rows of lists over, one with its guide, its steps; the approval catalogue."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.publication.found import url_under
from gongkai.windows.items import approvals, entering, guides
from gongkai.windows.items.forms import GuideForm, LinesForm, StepForm
from gongkai.windows.items.steps import KIND
from gongkai.windows.models import Item
from gongkai.windows.tabs import tabs

LIST = ("windows:items", "办事事项")
OFFERED = 100


@require_safe
def index(request):
    found = Listing(
        request,
        guides.with_all(Item.objects.visible_to(request.post)),
        columns=[
            Column("事项", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("窗口", lambda row: str(row.window) if row.window else row.ground),
            Column("状态", "case.status_label", kind="word"),
            Column("在线环节", lambda row: len(row.stages), kind="number"),
            Column("指南缺项", lambda row: len(guides.missing(row)), kind="number"),
        ],
        filters=[
            Words("q", "含有", paths=("case__title", "case__unit__name")),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order="-case",
        title=LIST[1],
        empty=("还没有办事事项", "从已经公布的许可、服务和权力清单里列入，再进驻窗口、编写指南。", None),
    )
    button = ("从清单列入", "windows:new-items")
    return light.list_page(request, found, KIND.steps["enter"], button, tabs=tabs("items"), room="窗口")


@GET_OR_POST
def new(request):
    """Rows of published lists that are no item yet; the office sees those of every unit."""
    ask_role(KIND.steps["enter"], request.post)
    lines = entering.unentered(request.post.unit_keys())[:OFFERED]
    form = LinesForm(request.POST if request.method == "POST" else None, lines=lines)

    def do():
        chosen = set(form.cleaned_data["lines"])
        made = entering.enter_many([one for one in lines if str(one.pk) in chosen], request.post, now())
        return told(request, reverse("windows:items"), f"已列入 {len(made)} 项，请进驻窗口、编写指南")

    says = (
        f"已经公布的清单里还有 {len(lines)} 项没有列为办事事项。" if lines else "已经公布的清单都列入了，没有要列的。"
    )
    return act_page(request, "从清单列入", form if lines else None, do, back=reverse("windows:items"), says=says)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    asked = shelf.window_demands()
    labels = asked.guide
    facts = [
        ("单位", row.case.unit.name), ("清单", f"{row.line.register.kind.title} {row.line.key}"),
        ("窗口", str(row.window) if row.window else ""), ("不进窗口的依据", row.ground),
        ("法定时限", f"{row.legal} 个工作日" if row.legal else ""),
        ("承诺时限", f"{row.promise} 个工作日" if row.promise else ""),
        ("绿色通道", "可以" if row.green else ""),
        ("并联审批部门", "、".join(str(one.unit) for one in row.partners.all())),
    ]  # fmt: skip
    more = {
        "lacks": guides.missing(row),
        "guide": [(labels[name], text) for name, text in guides.elements(row).items()],
        "stages": [(label, name in row.stages) for name, label in asked.stages.items()],
        "public": url_under(guides.key_of(key)),
    }  # fmt: skip
    return light.record_page(request, row, facts, LIST, template="windows/item.html", **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name == "guide":
        return _guide(request, row)
    return light.row_step(request, row, name, partial(StepForm, row=row))


@require_safe
def catalogue(request):
    """审批目录: powers sorted, what their revisions did, items with several subjects or none (KF-4.3)."""
    keys = request.post.unit_keys()
    page = {
        "tabs": tabs("approvals"), "page_title": "审批目录", "faults": approvals.faults(keys),
        "kept": approvals.kept(keys, today().year - 1), "year": today().year - 1, "trimmed": approvals.trimmed(keys),
    }  # fmt: skip
    return render(request, "windows/approvals.html", page)


def _guide(request, row: Item):
    back = light.address(row)
    ask_role(KIND.steps["guide"], request.post)
    form = GuideForm(request.POST or None, row=row)

    def do():
        guides.write(row, form.said(), request.post, now())
        return told(request, back, "已保存，请分管领导核定，核定后对外公布")

    return act_page(request, "编写办事指南", form, do, back=back, says=row.case.title, step=KIND.steps["guide"])


def _visible(request, key: int) -> Item:
    return get_object_or_404(guides.with_all(Item.objects.visible_to(request.post)), pk=key)
