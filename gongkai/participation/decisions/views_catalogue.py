"""Staff pages of the catalogues: the years, one with its matters, its steps."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.files import papers
from gongkai.look.lists import Column, Listing
from gongkai.participation.decisions import listing
from gongkai.participation.decisions.forms import CatalogueForm, CatalogueStepForm
from gongkai.participation.decisions.steps import CATALOGUE
from gongkai.participation.models import Catalogue, Decision
from gongkai.participation.tabs import tabs
from gongkai.publication.found import url_under

LIST = ("participation:catalogues", "决策目录")
USUAL = "juece"  # 重大行政决策, where a catalogue of topics has it


@require_safe
def index(request):
    """The catalogues of the years."""
    found = Listing(
        request,
        Catalogue.objects.visible_to(request.post).select_related("case"),
        columns=[
            Column("目录", "case.title", url=light.address),
            Column("事项", lambda row: len(listing.matters(row)), kind="number"),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="-year",
        title=LIST[1],
        empty=("还没有决策目录", "每年由政务公开办从各单位提出的事项里拟定，经党委同意以后公布。", None),
    )
    button = ("拟定目录", "participation:new-catalogue")
    return light.list_page(request, found, CATALOGUE.steps["draft"], button, tabs=tabs("catalogues"), room="参与")


@GET_OR_POST
def new(request):
    ask_role(CATALOGUE.steps["draft"], request.post)
    begins = {"year": today().year, "topic": Topic.objects.filter(code=USUAL).first()}
    form = CatalogueForm(request.POST or None, initial=begins)

    def do():
        row = listing.begin(form.cleaned_data["year"], form.cleaned_data["topic"], request.post, now())
        return told(request, light.address(row), "已建立，请把各单位提出的事项列进来")

    return act_page(request, "拟定目录", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    """One catalogue: what stands in it, and what units proposed that does not yet."""
    row = _visible(request, key)
    proposed = Decision.objects.visible_to(request.post).filter(case__status="proposed").select_related("case__unit")
    drafts = row.case.status == "draft"
    facts = [("公布在", row.topic.name), ("同意的会议或文件", row.consent), ("调整理由", row.note)]
    more = {
        "matters": listing.matters(row), "proposed": proposed.order_by("pk") if drafts else [],
        "files": light.files("participation:catalogue-paper", row, row.papers),
        "public_url": url_under(row.door_key),
    }  # fmt: skip
    return light.record_page(request, row, facts, LIST, template="participation/catalogue.html", **more)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name, CatalogueStepForm)


@require_safe
def paper(request, key: int, sha256: str):
    return papers.hand_out(_visible(request, key).papers, sha256)


def _visible(request, key: int) -> Catalogue:
    return light.visible(request, Catalogue, key, "topic")
