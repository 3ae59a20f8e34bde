"""文件清理: the office's list and plan, a clean-up, a unit's part with its decisions, their steps."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.models import visible
from gongkai.acts.pages import step_page
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import ask_role
from gongkai.cleanups import announcing, judging
from gongkai.cleanups.forms import PlanForm
from gongkai.cleanups.models import Cleanup, Decision, Part
from gongkai.cleanups.registering import tabs
from gongkai.cleanups.steps import CLEANUP
from gongkai.publication import door
from gongkai.publication.found import url_of

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """Clean-ups that this post may see, and the parts of its unit that wait."""
    post = request.post
    parts = Part.objects.visible_to(post).select_related("case__unit", "cleanup__case").order_by("-pk")
    found = Cleanup.objects.filter(visible(post, "case__")).select_related("case__unit").order_by("-pk")
    page = {
        "cleanups": found[:100], "parts": () if post.sees_county() else parts[:100], "page_title": "文件清理",
        "tabs": tabs("list"),
        "may_plan": post.role in CLEANUP.steps["plan"].roles,
    }  # fmt: skip
    return render(request, "cleanups/list.html", page)


@GET_OR_POST
def plan(request):
    """A new clean-up (step 开始清理)."""
    ask_role(CLEANUP.steps["plan"], request.post)
    bound = PlanForm(request.POST or None, initial={"until": today()})
    if request.method == "POST" and bound.is_valid():
        said = bound.cleaned_data
        units = (said["unit"],) if said["unit"] else ()
        try:
            found = judging.begin(judging.Plan(said["title"], said["until"], said["topic"], units), request.post, now())
            request.session["notices"] = [("done", f"已交 {found.parts.count()} 个单位清理")]
            return redirect("cleanups:record", found.pk)
        except Unready as refusal:
            bound.add_error(None, str(refusal))
    return render(request, "cleanups/plan.html", {"form": bound, "page_title": "开始文件清理"})


@require_safe
def record(request, key: int):
    row = _cleanup(request, key)
    parts = row.parts.select_related("case__unit").annotate(
        many=Count("items"), judged=Count("items", filter=~Q(items__decision="")),
    )  # fmt: skip
    shown = door.shown(announcing.key_of(row))
    page = {
        "cleanup": row, "parts": parts.order_by("case__unit__order"), "items": announcing.items_of(row),
        "panel": panel(row.case, request.post, now(), "cleanups:step"), "page_title": row.case.title,
        "public_url": url_of(shown) if shown else "",
    }  # fmt: skip
    return render(request, "cleanups/record.html", page)


@GET_OR_POST
def part(request, key: int):
    """A unit's documents with a decision and a reason each; saved together, as often as wanted before 报送."""
    row = _part(request, key)
    if request.method == "POST":
        judging.judge(row, _number(request.POST.get("version")), _said(request, row), request.post, now())
        request.session["notices"] = [("done", "清理意见已保存")]
        return redirect("cleanups:part", key)
    page = {
        "part": row, "items": row.items.select_related("disclosure__live", "disclosure__case").order_by("pk"),
        "decisions": Decision.choices, "page_title": row.case.title,
        "may_judge": row.case.status in judging.OPEN and request.post.role == "proposer",
        "sees_whole": Cleanup.objects.filter(visible(request.post, "case__"), pk=row.cleanup_id).exists(),
        "panel": panel(row.case, request.post, now(), "cleanups:part-step"),
    }  # fmt: skip
    return render(request, "cleanups/part.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    return step_page(request, _cleanup(request, key).case, name, back=reverse("cleanups:record", args=[key]))


@GET_OR_POST
def part_step(request, key: int, name: str):
    return step_page(request, _part(request, key).case, name, back=reverse("cleanups:part", args=[key]))


def _said(request, row: Part) -> dict[int, tuple[str, str]]:
    """What was posted by item; ``rest`` stands for those without a decision of their own."""
    rest = request.POST.get("rest_reason", "").strip() if "rest" in request.POST else ""
    found = {}
    for key in row.items.values_list("pk", flat=True):
        decision = request.POST.get(f"decision-{key}", "")
        reason = request.POST.get(f"reason-{key}", "").strip()
        found[key] = (decision, reason) if decision or not rest else (Decision.KEEP.value, reason or rest)
    return found


def _cleanup(request, key: int) -> Cleanup:
    found = Cleanup.objects.filter(visible(request.post, "case__")).select_related("case__unit", "topic")
    return get_object_or_404(found, pk=key)


def _part(request, key: int) -> Part:
    found = Part.objects.visible_to(request.post).select_related("case__unit", "cleanup__case")
    return get_object_or_404(found, pk=key)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
