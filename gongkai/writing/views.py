"""Staff pages beside the texts: which words are known here to be harmless, and the lexicons in use."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai import shelf
from gongkai.acts.clock import now
from gongkai.acts.models import visible
from gongkai.acts.pages import step_page
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Unready
from gongkai.checks.lexicon import LABELS
from gongkai.writing import broken
from gongkai.writing.models import DeadLink, FalseAlarm


@require_safe
def alarms(request):
    """Every word that is no longer told, who said so and why, and the lexicons that the checks go by."""
    rows = FalseAlarm.objects.select_related("case__unit").order_by("-case")[:500]
    page = {"alarms": rows, "lexicons": _lexicons(), "page_title": "词库和误报", "tabs": tabs("alarms")}
    return render(request, "writing/alarms.html", page)


@require_safe
def alarm(request, key: int):
    """One remembered word with its trail, which everybody may read: it holds no private word."""
    row = get_object_or_404(FalseAlarm.objects.select_related("case__unit"), pk=key)
    context = {"alarm": row, "panel": panel(row.case, request.post, now(), "writing:step"), "page_title": "误报"}
    return render(request, "writing/alarm.html", context)


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    """Revoking or restoring, with a reason."""
    row = get_object_or_404(FalseAlarm.objects.select_related("case__unit"), pk=key)
    return step_page(request, row.case, name, back=reverse("writing:alarm", args=[key]))


@require_safe
def dead_links(request):
    """Links on public pages that lead nowhere by now, of the pages this post sees, the oldest first."""
    rows = broken.standing(request.post)
    page = {
        "links": rows, "may_keep": request.post.role in broken.KEEPERS,
        "page_title": "失效链接", "tabs": tabs("dead-links"),
    }  # fmt: skip
    return render(request, "writing/links.html", page)


@require_POST
def dead_link(request, key: int):
    """Nothing is to be done about one, with a reason; or it is looked at once more."""
    row = get_object_or_404(
        DeadLink.objects.filter(visible(request.post, "case__")).select_related("case__unit"), pk=key
    )
    broken.ask_keeper(row, request.post)
    if "again" in request.POST:
        broken.look_at(row.case_id, now())
        row.refresh_from_db()
        said = (
            "又查了一遍，已经能打开" if row.ended else "又查了一遍，还是打不开；外部链接由后台再次查看，结果要等一会儿"
        )
    else:
        try:
            broken.leave(row, request.POST.get("why", ""), request.post, now())
            said = "已记下，这个链接不再提示；以后毛病变了会再提示"
        except Unready as refusal:
            page = {"links": broken.standing(request.post), "may_keep": True, "page_title": "失效链接"}
            page |= {"tabs": tabs("dead-links"), "reasons": refusal.reasons}
            return render(request, "writing/links.html", page, status=409)
    request.session["notices"] = [("done", said)]
    return redirect("writing:dead-links")


def _lexicons() -> list[dict]:
    wording, leaders, elements, budgets = shelf.wording(), shelf.leaders(), shelf.elements(), shelf.budgets()
    synonyms = shelf.synonyms()
    return [
        {"label": LABELS["wording"], "size": len(wording.entries), "unit": "条", "version": wording.version},
        {"label": LABELS["leaders"], "size": len(leaders.tenures), "unit": "任", "version": leaders.version},
        {"label": LABELS["elements"], "size": len(elements.kinds) + len(elements.speaks), "unit": "类",
         "version": elements.version},
        {"label": LABELS["synonyms"], "size": len(synonyms.groups), "unit": "组", "version": synonyms.version},
        {"label": LABELS["budgets"], "size": len(budgets.papers), "unit": "类", "version": budgets.version},
    ]  # fmt: skip


def tabs(current: str) -> list[dict]:
    """The pages that stand together here."""
    names = (("失效链接", "dead-links"), ("词库和误报", "alarms"), ("查不到的词", "questions"), ("读者评价", "votes"))
    return [{"title": title, "url": reverse(f"writing:{name}"), "current": name == current} for title, name in names]
