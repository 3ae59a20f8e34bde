"""The office's list of drafts that only named people see, and opening one: nobody reads it before that."""

from django.db.models import Count, Min
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts.clock import now
from gongkai.acts.models import Case, Reader
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.steps import Step, kind
from gongkai.disclosures.people import narrowing
from gongkai.workflow.forms import WordsForm
from gongkai.workflow.pages import act_page


@require_safe
def index(request):
    """Units, days and numbers; no title, which may already say too much."""
    _ask_office(request)
    rows = _narrowed().values("case", "case__unit__name").annotate(since=Min("since"), many=Count("pk"))
    page = {"rows": rows.order_by("case__unit__order", "case"), "page_title": "限定查看的文稿"}
    return render(request, "disclosures/narrowed.html", page)


@require_http_methods(["GET", "POST"])
def widen(request, key: int):
    """Opens a draft to its unit, with a reason that those named will read in its trail."""
    step = _ask_office(request)
    case = Case.objects.filter(pk=key, pk__in=_narrowed().values("case")).select_related("unit").first()
    if case is None:
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None)

    def do() -> str:
        case.take(narrowing.WIDEN, by=request.post, at=now(), words=form.cleaned_data["words"])
        return f"已放开：{case.unit.name}的一件文稿，本单位经办的人都可以查看"

    says = f"{case.unit.name}的一件文稿只让几个人查看。放开以后本单位经办的人和政务公开办都看得到，理由记在办理记录里。"
    return act_page(request, step.label, form, do, back=reverse("disclosures:narrowed"), says=says)


def _narrowed():
    return Reader.objects.filter(until=None, case__kind="disclosure")


def _ask_office(request) -> Step:
    if request.post.role != Role.OFFICE:
        raise NotYourRole("限定查看的文稿由政务公开办放开")
    return kind("disclosure").steps[narrowing.WIDEN]
