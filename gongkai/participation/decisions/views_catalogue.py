"""Staff pages of the catalogues: the years, one with its matters, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts import ways
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.files import papers
from gongkai.look.lists import Column, Listing
from gongkai.participation.decisions import listing
from gongkai.participation.decisions.forms import CatalogueForm, CatalogueStepForm
from gongkai.participation.decisions.steps import CATALOGUE
from gongkai.participation.models import Catalogue, Decision
from gongkai.participation.tabs import tabs
from gongkai.publication import door
from gongkai.publication.found import url_of

GET_OR_POST = require_http_methods(["GET", "POST"])
USUAL = "juece"  # 重大行政决策, where a catalogue of topics has it


@require_safe
def index(request):
    """The catalogues of the years."""
    found = Listing(
        request,
        Catalogue.objects.visible_to(request.post).select_related("case"),
        columns=[
            Column("目录", "case.title", url=lambda row: reverse("participation:catalogue", args=[row.pk])),
            Column("事项", lambda row: len(listing.matters(row)), kind="number"),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="-year",
        title="决策目录",
        empty=("还没有决策目录", "每年由政务公开办从各单位提出的事项里拟定，经党委同意以后公布。", None),
    )
    page = {
        "listing": found, "tabs": tabs("catalogues"), "page_title": "决策目录",
        "button": ("拟定目录", "participation:new-catalogue"),
        "may_enter": request.post.role in CATALOGUE.steps["draft"].roles,
    }  # fmt: skip
    return render(request, "participation/register.html", page)


@GET_OR_POST
def new(request):
    ask_role(CATALOGUE.steps["draft"], request.post)
    begins = {"year": today().year, "topic": Topic.objects.filter(code=USUAL).first()}
    form = CatalogueForm(request.POST or None, initial=begins)

    def do():
        row = listing.begin(form.cleaned_data["year"], form.cleaned_data["topic"], request.post, now())
        return told(request, _back(row), "已建立，请把各单位提出的事项列进来")

    return act_page(request, "拟定目录", form, do, back=reverse("participation:catalogues"))


@require_safe
def record(request, key: int):
    """One catalogue: what stands in it, and what units proposed that does not yet."""
    row = _visible(request, key)
    shown = door.shown(row.door_key)
    proposed = Decision.objects.visible_to(request.post).filter(case__status="proposed").select_related("case__unit")
    drafts = row.case.status == "draft"
    page = {
        "row": row, "matters": listing.matters(row), "page_title": row.case.title,
        "proposed": proposed.order_by("pk") if drafts else [],
        "facts": [("公布在", row.topic.name), ("同意的会议或文件", row.consent), ("调整理由", row.note)],
        "files": [(name, reverse("participation:catalogue-paper", args=[key, sha])) for sha, name in row.papers],
        "public_url": url_of(shown) if shown and shown.withdrawn is None else "",
        "panel": panel(row.case, request.post, now(), "participation:catalogue-step"),
    }  # fmt: skip
    return render(request, "participation/catalogue.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)

    def bound(data, step):
        form = CatalogueStepForm(data, step=step, files=request.FILES if data is not None else None)
        if data is not None and step.name == "consent" and not ways.why_not(row.case, step, request.post, now()):
            papers.keep(request, form, form.kept, now())
        return form

    return step_page(request, row.case, name, back=_back(row), form=bound)


@require_safe
def paper(request, key: int, sha256: str):
    return papers.hand_out(_visible(request, key).papers, sha256)


def _back(row: Catalogue) -> str:
    return reverse("participation:catalogue", args=[row.pk])


def _visible(request, key: int) -> Catalogue:
    return get_object_or_404(Catalogue.objects.visible_to(request.post).select_related("case__unit", "topic"), pk=key)
