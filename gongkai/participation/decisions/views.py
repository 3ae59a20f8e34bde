"""Staff pages of decisions: the matters, one with every procedure, its steps; the catalogues and one of them."""

from functools import partial

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.participation import rewriting
from gongkai.participation.decisions import gates, listing, showing
from gongkai.participation.decisions.forms import MatterForm, StepForm
from gongkai.participation.decisions.steps import DECISION
from gongkai.participation.models import Decision, Procedure, Progress, State
from gongkai.participation.rewriting import Rewriting
from gongkai.participation.tabs import tabs
from gongkai.publication.found import url_under

LIST = ("participation:decisions", "决策事项")
NONE = ("还没有决策事项", "单位把准备列入年度目录的重大行政决策事项在这里提出，由政务公开办列入目录。", None)


@require_safe
def index(request):
    """Matters this post may see, the latest first, with how many procedures each has gone through."""
    rows = Decision.objects.visible_to(request.post).select_related("case__unit", "catalogue")
    many = len(shelf.taking_part().procedures)
    found = Listing(
        request,
        rows.prefetch_related("procedures"),
        columns=[
            Column("事项", "case.title", url=light.address),
            Column("承办单位", "case.unit.name", kind="word"),
            Column("目录", lambda row: f"{row.catalogue.year}年" if row.catalogue else "—", kind="word"),
            Column("计划决策", "planned", kind="day", sort="planned"),
            Column("程序", lambda row: f"{len(row.procedures.all())}/{many}", kind="word"),
            Column("决策日期", "decided", kind="day"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("status", "状态", choices=list(DECISION.states.items()), path="case__status"),
            Choice("year", "目录", choices=_years, path="catalogue__year"),
        ],
        order="-case",
        title=LIST[1],
        empty=NONE,
    )
    button = ("提出决策事项", "participation:new-decision")
    return light.list_page(request, found, DECISION.steps["propose"], button, tabs=tabs("decisions"), room="参与")


@GET_OR_POST
def new(request):
    ask_role(DECISION.steps["propose"], request.post)
    form = MatterForm(request.POST or None)

    def do():
        row = listing.propose_many([(form.matter(), request.post, now())])[0]
        return told(request, light.address(row), "已提出，请等政务公开办列入目录")

    excluded = "、".join(shelf.taking_part().excluded.values())
    says = f"{excluded}不适用重大行政决策程序，不用提出。"
    return act_page(request, "提出决策事项", form, do, back=reverse(LIST[0]), says=says)


@GET_OR_POST
def edit(request, key: int):
    """What was proposed, until the office takes it up; a stale save is shown beside what stands."""
    row = _visible(request, key)
    listing.ask_to_write(row, request.post)
    form = MatterForm(request.POST or None, initial=MatterForm.initial_of(row))
    draft = Rewriting(
        row, "改决策事项", light.address(row), lambda version: listing.save(row, form.matter(), version, request.post),
        lambda: (found := _visible(request, key), _facts(found)),
    )  # fmt: skip
    return rewriting.page(request, form, draft)


@require_safe
def record(request, key: int):
    """One matter: each procedure with its state, paper and outcome; what is still lacking."""
    row, post = _visible(request, key), request.post
    status = row.case.status
    more = {
        "stages": _stages(row),
        "progress": row.progress.all(), "lacking": _lacking(row),
        "writes": status == "proposed" and post.role in DECISION.steps["propose"].roles,
        "records": status == "listed" and post.role in DECISION.steps["record"].roles,
        "consultations": row.consultations.select_related("case"), "gatherings": row.gatherings.select_related("case"),
        "public_url": url_under(row.door_key),
    }  # fmt: skip
    return light.record_page(request, row, _facts(row), LIST, template="participation/decision.html", **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name == "record":
        return told(request, light.address(row), "请在程序表里选要登记的程序")
    return light.row_step(request, row, name, partial(StepForm, row=row))


@GET_OR_POST
def procedure(request, key: int, sort: str):
    """One procedure of a matter (step 登记程序)."""
    row = _visible(request, key)
    if sort not in shelf.taking_part().procedures:
        raise Http404
    return light.row_step(request, row, "record", partial(StepForm, row=row, sort=sort))


@require_safe
def paper(request, key: int, sha256: str):
    """A paper of the file, for staff who may see the matter."""
    row = _visible(request, key)
    parts: list[Procedure | Progress] = [*row.procedures.all(), *row.progress.all()]
    kept = [*row.papers, *(one for each in parts for one in each.papers)]
    return papers.hand_out(kept, sha256)


def _stages(row: Decision) -> list[dict]:
    """Every procedure there is, as the table of the record shows it."""
    done = {one.sort: one for one in row.procedures.select_related("consultation__case")}
    told_ = zip(shelf.taking_part().procedures.items(), showing.stages(row), strict=True)
    return [
        {"sort": sort, "name": one.name, "cite": one.cite, "said": said, "row": done.get(sort),
         "waived": sort in done and done[sort].state == State.WAIVED}
        for (sort, one), said in told_
    ]  # fmt: skip


def _lacking(row: Decision) -> list[str]:
    if row.case.status == "listed":
        return gates.lacking(row)
    return gates.missing_papers(row) if row.case.status in ("decided", "announced", "evaluated") else []


def _facts(row: Decision) -> list[tuple[str, object]]:
    excluded = shelf.taking_part().excluded.get(row.excluded, "")
    return [
        ("承办单位", row.case.unit.name), ("目录", row.catalogue.case.title if row.catalogue else ""),
        ("计划决策日期", row.planned), ("不适用", excluded), ("决策机关", row.get_body_display()),
        ("决策日期", row.decided), ("结果", row.get_result_display()), ("依据", row.basis), ("主要内容", row.about),
        ("意见采纳情况", row.taken),
    ]  # fmt: skip


def _years() -> list[tuple[str, str]]:
    years = Decision.objects.exclude(catalogue=None).values_list("catalogue__year", flat=True).distinct()
    return [(str(year), f"{year}年") for year in sorted(set(years), reverse=True)]


def _visible(request, key: int) -> Decision:
    return light.visible(request, Decision, key, "catalogue__case")
