"""Staff pages of 舆情回应: the list, collecting, one event, the year's numbers."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import brought, light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look import answers
from gongkai.opinion import collecting, listing, sheets, showing, statistics
from gongkai.opinion.forms import CollectForm, FileForm
from gongkai.opinion.likeness import Known
from gongkai.opinion.rumours import steps as rumours
from gongkai.opinion.rumours import verifying
from gongkai.opinion.seeing import visible
from gongkai.opinion.steps import KIND
from gongkai.opinion.tabs import tabs

COLLECT, RUMOUR = KIND.steps["collect"], rumours.KIND.steps["claim"]


@require_safe
def index(request):
    """Events this post may see, the newest first, each with the clock that runs soonest."""
    found = listing.events(request, now())
    if found.exporting:
        return answers.download(listing.workbook(found.matching()), f"舆情事件 {today()}.xlsx")
    beside = [("导入监测表格", reverse("opinion:import"))] if request.post.role in COLLECT.roles else []
    more = {"tabs": tabs("list"), "room": "舆情回应", "beside": beside}
    return light.list_page(request, found, COLLECT, ("登记舆情", "opinion:new"), **more)


@require_safe
def numbers(request):
    """The year in numbers."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and 1970 <= int(asked) < 9999 else today().year
    page = statistics.of_year(request.post, year, now()) | {
        "year": year, "years": [year - 1, *([year + 1] if year < today().year else [])],
        "tabs": tabs("statistics"), "page_title": "舆情回应统计",
    }  # fmt: skip
    return render(request, "opinion/statistics.html", page)


@GET_OR_POST
def new(request):
    """A new event (step 收集); what it is like is shown before it is written a second time."""
    ask_role(COLLECT, request.post)
    form = CollectForm(request.POST or None, post=request.post, initial={"noticed": now()})
    like = []
    if request.method == "POST" and form.is_valid() and "anyway" not in request.POST:
        said = form.cleaned_data
        like = Known(request.post, now(), drill=said["drill"]).like(said["title"], [said["link"]])
        if like:
            page = {"form": form, "like": like, "page_title": "登记舆情", "back": reverse("opinion:list")}
            return render(request, "opinion/new.html", page | {"step": COLLECT}, status=409)

    def do():
        event = collecting.collect([form.founding()], request.post, now())[0]
        return told(request, light.address(event), "已登记，请组织会商")

    return act_page(
        request, "登记舆情", form, do, back=reverse("opinion:list"), template="opinion/new.html", step=COLLECT
    )


@require_safe
def record(request, key: int):
    """One event: clocks, where it was seen, texts, releases, rumours, evaluations."""
    event = visible(request, key)
    page = showing.record(request, event, now())
    may = request.post.role in RUMOUR.roles and event.case.status in verifying.TOLD_OF
    return render(request, "opinion/record.html", page | {"may_claim": may})


@require_safe
def paper(request, key: int, sha256: str):
    """A proof of a release."""
    event = visible(request, key)
    kept = [one for row in event.releases.all() for one in row.papers]
    return papers.hand_out(kept, sha256)


@GET_OR_POST
def bring(request):
    """A table of a monitoring service: looked through, told, and taken in by a second word."""
    ask_role(COLLECT, request.post)
    look = lambda data, name: sheets.look_through(data, name, request.post, now())
    return brought.page(
        request, FileForm(*light.sent(request)), look, partial(_take, request), "opinion/import.html",
        unreadable=sheets.Unreadable, page_title="导入监测表格",
    )  # fmt: skip


@require_safe
def sheet(request):
    """An empty workbook to fill in."""
    ask_role(COLLECT, request.post)
    return answers.download(sheets.form(), "舆情监测条目.xlsx")


def _take(request, file: dict):
    at = now()
    plan = sheets.look_through(file["data"], file["name"], request.post, at)
    fresh, added = sheets.take(plan, request.post, at, request.POST.getlist("apart"))
    return told(request, reverse("opinion:list"), f"已新建 {fresh} 个事件，{added} 条归入已有事件")
