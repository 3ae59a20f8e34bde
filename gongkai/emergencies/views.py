"""Staff pages of emergencies: the list, one with its log, its steps."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.emergencies import running
from gongkai.emergencies.forms import StartForm, StepForm
from gongkai.emergencies.models import Emergency
from gongkai.emergencies.steps import KIND
from gongkai.publication.found import url_under
from gongkai.workflow import notices

GET_OR_POST = require_http_methods(["GET", "POST"])
SAYS = "确定以后，第一条马上出现在每个公开页面的最上面，并告知领导小组。涉密的、没有核实的不写。"


@require_safe
def index(request):
    """Those that this post may see, newest first."""
    rows = Emergency.objects.visible_to(request.post).select_related("case__unit").order_by("-pk")
    page = {
        "rows": [(row, running.told(row)) for row in rows[:100]], "page_title": "突发事件",
        "may_start": request.post.role in KIND.steps["start"].roles,
    }  # fmt: skip
    return render(request, "emergencies/list.html", page)


@GET_OR_POST
def start(request):
    ask_role(KIND.steps["start"], request.post)
    form = StartForm(request.POST or None)

    def do():
        row = running.start(running.Start(**form.cleaned_data), request.post, now())
        back = reverse("emergencies:record", args=[row.pk])
        return told(request, back, "已启动，各公开页面的最上面已经显示第1条")

    back = reverse("emergencies:list")
    return act_page(request, "启动应急发布", form, do, back=back, says=SAYS, button="启动并发布第1条")


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    page = {
        "emergency": row, "told": running.told(row), "releases": row.releases.order_by("-number"),
        "panel": panel(row.case, request.post, now(), "emergencies:step"), "page_title": row.case.title,
        "public_url": url_under(running.key_of(key)),
    }  # fmt: skip
    return render(request, "emergencies/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("emergencies:record", args=[key])
    return step_page(request, row.case, name, back=back, form=partial(StepForm, emergency=row))


def _visible(request, key: int) -> Emergency:
    rows = Emergency.objects.visible_to(request.post).select_related("case__unit", "topic")
    return get_object_or_404(rows, pk=key)
