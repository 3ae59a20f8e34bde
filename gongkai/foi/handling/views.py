"""Staff pages of the handling: one step with its form; what was handed over with the answer."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.taking import ask_role
from gongkai.foi import reading
from gongkai.foi.handling.act_form import ActForm
from gongkai.foi.handling.deliver_form import Deliver
from gongkai.foi.handling.forms import FORMS
from gongkai.foi.models import Enclosure, Request
from gongkai.foi.proofs import TYPES
from gongkai.vault import sealed_files

ACTS: dict[str, type[ActForm]] = {**FORMS, "deliver": Deliver}


def act(request, row: Request, name: str) -> HttpResponse:
    """A step that asks for more than words."""
    step, back = row.case.kind_of.steps[name], reverse("foi:record", args=[row.pk])
    ask_role(step, request.post)
    posted = request.method == "POST"
    form = ACTS[name](request.POST if posted else None, request.FILES or None, row=row, by=request.post, at=now())
    hints = [] if posted else ways.why_not(row.case, step, request.post, now())

    def do():
        form.do()
        gone = not Request.objects.visible_to(request.post).filter(pk=row.pk).exists()
        return told(request, reverse("foi:list") if gone else back, form.done)

    return act_page(request, step.label, form, do, back=back, says=form.says or row.case.title, step=step, hints=hints)


@require_safe
def enclosure(request, key: int, enclosure: int):
    """What was handed over, or shows that it was; names the applicant, so each look is kept."""
    row = _visible(request, key)
    if not reading.may_look(request.post):
        raise NotYourRole("答复文件只给办理申请的人看")
    one = get_object_or_404(Enclosure, pk=enclosure, delivery__request=row)
    if one.erased:
        raise Http404("文件已到期清除")
    reading.looked(row, request.post, now())
    return hand_out(one, row)


def hand_out(one: Enclosure, row: Request) -> HttpResponse:
    """A file that no browser opens by itself, named by the number alone."""
    answer = HttpResponse(sealed_files.read(one.place), content_type=TYPES[one.ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="answer-{row.number}-{one.pk}.{one.ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _visible(request, key: int) -> Request:
    return get_object_or_404(Request.objects.visible_to(request.post).select_related("case__unit"), pk=key)
