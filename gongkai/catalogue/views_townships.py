"""Staff pages of the inherited directory: how townships differ from the template, and asking to keep it otherwise."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts.clock import now, today
from gongkai.acts.models import visible
from gongkai.acts.pages import act_page, step_page, tell
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.catalogue import tailoring, townships
from gongkai.catalogue.forms import TailoringForm
from gongkai.catalogue.models import Tailoring
from gongkai.catalogue.steps import TAILORING
from gongkai.look import answers

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def compare(request):
    """Each township against the county's template: lacking, added, changed."""
    day = today()
    found = townships.compare(request.post, day)
    if request.GET.get("export") == "xlsx":
        return answers.download(townships.workbook(found, day), "乡镇目录差异.xlsx")
    asked = request.GET.get("unit", "")
    chosen = next((one for one in found if str(one.unit.pk) == asked), found[0] if len(found) == 1 else None)
    context = {
        "page_title": "乡镇目录", "standings": found, "chosen": chosen, "day": day,
        "may_propose": bool(found) and request.post.role == Role.PROPOSER,
        "breadcrumbs": [("公开目录", reverse("catalogue:list")), ("乡镇目录", "")],
    }  # fmt: skip
    return render(request, "catalogue/townships.html", context)


@GET_OR_POST
def propose(request):
    """Asks to take a topic on, leave one out or keep other elements."""
    ask_role(TAILORING.steps["propose"], request.post)
    form = TailoringForm(request.POST or None, day=today())

    def do():
        said = form.cleaned_data
        row = Tailoring(
            unit=request.post.unit, topic=said["topic"], manner=said["manner"],
            elements=said["elements"] if said["manner"] == Tailoring.Manner.ELEMENTS else [],
        )  # fmt: skip
        tailoring.propose(row, said["words"], request.post, now())
        tell(request, "已提出，等政务公开办同意。同意以后本单位的目录随之变动")
        return redirect("catalogue:tailoring", row.pk)

    says = (
        f"{request.post.unit.name}的目录由县级模板而来。没有这项事务的栏目可以不设，模板没有的可以增加，要素可以调整。"
    )
    return act_page(request, "提出调整目录", form, do, back=reverse("catalogue:townships"), says=says)


@require_safe
def record(request, key: int):
    """One adjustment: what was asked, where it stands, what may be done."""
    row = _visible(request, key)
    facts = [
        ("单位", row.unit.name), ("栏目", row.topic.name), ("怎样调整", row.get_manner_display()),
        ("县级模板的要素", "、".join(row.topic.elements)), ("调整以后的要素", "、".join(row.elements)),
    ]  # fmt: skip
    context = {
        "case": row.case, "facts": facts, "page_title": row.case.title,
        "panel": panel(row.case, request.post, now(), "catalogue:tailoring-step"),
    }  # fmt: skip
    return render(request, "catalogue/record.html", context)


@GET_OR_POST
def step(request, key: int, name: str):
    return step_page(request, _visible(request, key).case, name, back=reverse("catalogue:tailoring", args=[key]))


def _visible(request, key: int) -> Tailoring:
    rows = Tailoring.objects.filter(visible(request.post, "case__")).select_related("case__unit", "unit", "topic")
    return get_object_or_404(rows, pk=key)
