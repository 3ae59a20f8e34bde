"""Staff pages of rumours: entering one under its event, one with its evidence, its steps."""

from functools import partial

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.disclosures.models import Disclosure
from gongkai.files import papers
from gongkai.opinion.models import Event, Rumour
from gongkai.opinion.rumours import verifying
from gongkai.opinion.rumours.forms import RumourForm, StepForm
from gongkai.opinion.rumours.steps import KIND
from gongkai.opinion.seeing import reads_words


@GET_OR_POST
def new(request, key: int):
    """A claim about an event (step 登记传言)."""
    event = light.visible(request, Event, key)
    ask_role(KIND.steps["claim"], request.post)
    form = RumourForm(request.POST or None)

    def do():
        said = form.cleaned_data
        row = verifying.enter(event, said["title"], said["claim"], request.post, now())
        return told(request, light.address(row), "已登记，请核实")

    back = reverse("opinion:record", args=[key])
    return act_page(request, "登记传言", form, do, back=back, says=event.case.title, step=KIND.steps["claim"])


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    reads = reads_words(request.post)
    about = reverse("opinion:record", args=[row.event_id])
    facts = [
        ("舆情事件", row.event.case.title), ("单位", row.case.unit.name), ("传言内容", row.claim if reads else ""),
        ("核实单位和人员", row.checked_by), ("核实结论", row.found), ("更正和整改", row.mended),
    ]  # fmt: skip
    links = [(row.event.case.title, about)]
    if row.record:
        may = Disclosure.objects.visible_to(request.post).filter(pk=row.record_id).exists()
        url = reverse("disclosures:record", args=[row.record.pk]) if may else ""
        links.append((f"{row.record.case.title}（{row.record.index_no}）", url))
    more = {
        "list_url": about, "files_title": "证据", "links_title": "相关", "links": links,
        "files": light.files("opinion:evidence", row, row.evidence) if reads else [],
    }  # fmt: skip
    return light.record_page(request, row, facts, ("opinion:list", "舆情事件"), **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


@require_safe
def evidence(request, key: int, sha256: str):
    """A piece of evidence, for those who handle it."""
    row = _visible(request, key)
    if not reads_words(request.post):
        raise Http404
    answer = papers.hand_out(row.evidence, sha256)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _visible(request, key: int) -> Rumour:
    return light.visible(request, Rumour, key, "event__case", "record__case")
