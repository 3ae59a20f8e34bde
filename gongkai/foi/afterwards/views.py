"""Making an answer public for all, what several people asked for, and the public list of such answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, tell
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.taking import ask_role
from gongkai.checks import privacy
from gongkai.foi import reading, visiting
from gongkai.foi.afterwards import likening, publishing
from gongkai.foi.afterwards.forms import PublicForm
from gongkai.foi.models import Request
from gongkai.publication.found import url_of

SHOWN = 200
READ = 60  # signs of a wish on the page of what several asked for


@require_http_methods(["GET", "POST"])
def go_public(request, key: int):
    """A draft of what was given, for the ordinary steps of publication."""
    row = get_object_or_404(Request.objects.visible_to(request.post).select_related("case__unit"), pk=key)
    step = row.case.kind_of.steps[publishing.STEP]
    ask_role(step, request.post)
    form = PublicForm(request.POST if request.method == "POST" else None, post=request.post)

    def do():
        record = publishing.open_record([row], form.wish(), request.post, now())
        tell(request, "已起草，请核对内容以后提出公开；要过些日子再公开的，在那里预约日期")
        return redirect(reverse("disclosures:record", args=[record.pk]))

    return act_page(
        request, step.label, form, do, back=reverse("foi:record", args=[key]), button="起草要公开的信息", step=step,
        hints=ways.why_not(row.case, step, request.post, now()),
        says="多人申请同一信息的，或者申请人建议主动公开的，可以公开的应当主动公开。随答复提供的材料自动附上。",
    )  # fmt: skip


@require_safe
def repeats(request):
    """What several applicants asked for within a year."""
    post, at = request.post, now()
    if not reading.may_look(post):
        raise NotYourRole("重复申请只给办理申请的人看")
    groups = [
        {"group": one, "words": _words(one.requests[0], post, at)} for one in likening.groups(post, at)
    ]  # fmt: skip
    page = {"groups": groups, "page_title": "多人申请的信息", "waiting": len(likening.due(at))}
    answer = render(request, "foi/afterwards/repeats.html", page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """What went out for all after somebody had asked for it; who asked is told nowhere."""
    rows = [{"title": row.title, "url": url_of(row), "unit": row.fields.get("unit_name", ""), "moment": row.moment}
            for row, _ in publishing.answers(SHOWN)]  # fmt: skip
    return visiting.answer("answers", {"rows": rows})


def _words(row: Request, post, at) -> str:
    """The beginning of what is asked for, without numbers and homes; that it was read is kept."""
    said = reading.content(row, post, at)
    plain = privacy.mask(said, privacy.find(said))
    return plain if len(plain) <= READ else f"{plain[:READ]}……"
