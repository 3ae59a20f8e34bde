"""本期无更新: stating it, and the page of a statement with its steps."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, tell
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.catalogue import stating
from gongkai.catalogue.forms import StatementForm
from gongkai.catalogue.models import Statement, TopicUnit
from gongkai.catalogue.steps import NO_UPDATE
from gongkai.look.words import day as day_words

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def state(request, key: int):
    """States of one duty that there was nothing to publish."""
    ask_role(NO_UPDATE.steps["state"], request.post)
    duty = get_object_or_404(_duties(request.post), pk=key)
    form = StatementForm(request.POST or None)
    seen = stating.look(duty, now())
    since = stating.period(seen)

    def do():
        row = stating.state(duty, form.cleaned_data["reason"], request.post, now())
        tell(request, "已说明，等分管领导核定。核定以后栏目按已更新计，公众看得到这句说明")
        return redirect("catalogue:statement", row.pk)

    says = (
        f"{duty.unit.name}“{duty.topic.name}”自 {day_words(since)} 以来没有可以公开的新内容。"
        if since
        else duty.topic.name
    )
    back = reverse("catalogue:topic", args=[duty.topic.code])
    return act_page(request, "说明本期无更新", form, do, back=back, says=says, hints=stating.why_not(seen))


@require_safe
def statement(request, key: int):
    """One statement: what it says, where it stands, what may be done."""
    row = _visible(request, key)
    facts = [
        ("单位", row.duty.unit.name), ("栏目", row.duty.topic.name), ("自", day_words(row.since)),
        ("至", day_words(row.until)), ("理由", row.reason),
    ]  # fmt: skip
    context = {
        "case": row.case, "facts": facts, "page_title": row.case.title,
        "panel": panel(row.case, request.post, now(), "catalogue:statement-step"),
    }  # fmt: skip
    return render(request, "catalogue/record.html", context)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of a statement: GET asks for words, POST does it."""
    return step_page(request, _visible(request, key).case, name, back=reverse("catalogue:statement", args=[key]))


def _visible(request, key: int) -> Statement:
    rows = Statement.objects.visible_to(request.post).select_related("case__unit", "duty__topic", "duty__unit")
    return get_object_or_404(rows, pk=key)


def _duties(post):
    keys = post.unit_keys()
    mine = Q() if keys is None else Q(unit__in=keys)
    return TopicUnit.objects.standing_on(today()).filter(mine).select_related("topic", "unit")
