"""考核: planning a campaign, marking, composing, sheets and results."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import ways
from gongkai.acts.clock import now, today
from gongkai.acts.models import Case
from gongkai.acts.panel import panel
from gongkai.acts.refusals import NotReviewed, NotYourRole, Unready, WrongState
from gongkai.acts.steps import Step
from gongkai.acts.taking import ask_role
from gongkai.assessment import (
    access,
    announcing,
    behind,
    binding,
    exporting,
    handing,
    marking,
    marking_page,
    periods,
    planning,
    returns,
    rules,
    sheets,
    showing,
)
from gongkai.assessment.forms import PlanForm, StepForm
from gongkai.assessment.hearings import appealing
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign, Entrant, Scoring
from gongkai.assessment.mystery import results as tested
from gongkai.assessment.outcome.forms import DecideForm
from gongkai.assessment.outlook import pages
from gongkai.assessment.selfchecks import showing as selfchecks
from gongkai.assessment.sources import showing as parts
from gongkai.assessment.sources import views as sources
from gongkai.assessment.steps import BOUND_TO_THE_RESULT, KIND
from gongkai.look import answers
from gongkai.look.words import titled
from gongkai.organisation import home
from gongkai.organisation.appraisals import entering as appraisals
from gongkai.publication.found import url_under

FORMS = {"decide": DecideForm}


@require_safe
def index(request):
    """Campaigns, and for a unit where it stands in each."""
    found = access.campaigns(request.post)
    rows = [showing.row_of(campaign, request.post) for campaign in found]
    page = {"rows": rows, "page_title": "考核", "may_plan": request.post.role == Role.OFFICE}
    own = bool(request.post.unit_keys()) and request.post.unit.kind != Unit.Kind.GOVERNMENT
    page["sees_today"] = own or access.sees_all_sheets(request.post)
    return render(request, "assessment/list.html", page)


@require_http_methods(["GET", "POST"])
def plan(request):
    """A new campaign: rulebook and period first, then whose assessors speak for which source."""
    if request.post.role != Role.OFFICE:
        raise NotYourRole("考核方案由政务公开办制定，请换用该岗位")
    name = request.POST.get("rulebook") or request.GET.get("rulebook")
    book = rules.on_shelf(name) if name in rules.names() else None
    posted = request.POST if request.method == "POST" else None
    kind = book.period.kind if book else "year"
    asked = periods.chosen(request.POST.get("period") or request.GET.get("period") or "", today(), kind)
    initial = {"rulebook": name, "units": Unit.objects.standing_on(today()), **showing.as_planned(asked)}
    bound = PlanForm(posted, day=today(), book=book, initial=initial)
    if request.method == "POST" and "plan" in request.POST and bound.is_valid():
        said = bound.cleaned_data
        wanted = planning.Plan(
            said["title"],
            said["rulebook"],
            said["since"],
            said["until"],
            list(said["units"]),
            bound.assessors(),
            bound.self_rated(),
            bound.people(),
            said["comment_days"],
            said["marking_days"],
            said["selfcheck_days"] or 0,
        )
        try:
            campaign = planning.open_campaign(wanted, request.post, now())
        except Unready as refusal:
            for reason in refusal.reasons:
                bound.add_error(None, reason)
        else:
            request.session["notices"] = [("done", "方案已建立，等待领导小组审定")]
            return redirect("assessment:campaign", campaign.pk)
    weight = appraisals.why_short(home.of(request.post), asked.last.year, now()) if book else ""
    weighs = ("绩效权重", reverse("organisation:appraisals"))
    page = {"form": bound, "book": book, "page_title": "制定考核方案", "weight": weight, "weighs": weighs}
    return render(request, "assessment/plan.html", page)


@require_safe
def campaign(request, key: int):
    """Where a campaign stands: progress of the marks, the ranking once composed, the rules."""
    found = access.campaign(request.post, key)
    if not request.post.sees_county():
        checked = selfchecks.asked_of(found, request.post)
        if checked:
            return redirect("assessment:selfcheck", checked.pk)
        own = marking.mine(found, request.post) if found.case.status == "marking" else []
        if own:
            return redirect("assessment:marks", key, own[0].name)
        return redirect("assessment:sheet", key, _own_entrant(request, found).unit_id)
    column = _panel(request, found.case)  # before the ranking: what is composed between the two is not taken for read
    mine, sees_all = marking.mine(found, request.post), access.sees_all_sheets(request.post)
    progress = [row for row in showing.progress(found) if sees_all or row["item"] in mine]
    ranking = showing.ranking(found) if sees_all else None
    return render(
        request, "assessment/campaign.html",
        {
            "campaign": found,
            "page_title": found.case.title,
            "panel": column,
            "tabs": pages.of(found, request.post, "campaign"),
            "progress": progress,
            "overall": returns.of(progress),
            "mine": mine,
            "all_marked": not any(row["owed"] for row in progress if row["item"] in mine),
            "parts": parts.seen_by(found, request.post, now()),
            "ranking": ranking,
            "distribution": showing.distribution(ranking, found),
            "book": rules.book(found),
            "selfchecks": selfchecks.tally(found) if sees_all else None,
            "public_url": url_under(announcing.key_of(found)),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    """One step of the campaign."""
    if name not in KIND.steps or KIND.steps[name].opens:
        raise Http404
    found = access.campaign(request.post, key)
    case = get_object_or_404(Case.objects.select_related("unit"), pk=found.pk)
    what = KIND.steps[name]
    ask_role(what, request.post)
    if name == "use":
        return redirect("assessment:uses", key)
    bound = FORMS.get(name, StepForm)(request.POST if request.method == "POST" else None, step=what)
    reasons = ways.why_not(case, what, request.post, now())
    if request.method == "POST" and bound.is_valid():
        try:
            case.take(name, by=request.post, at=now(), words=bound.cleaned_data["words"], **_read(request, what, bound))
            request.session["notices"] = [("done", f"已办：{what.label}")]
            return redirect("assessment:campaign", key)
        except Unready as refusal:
            reasons = refusal.reasons
    page = {
        "step": what, "form": bound, "reasons": reasons, "page_title": what.label, "says": titled(case.title),
        "back": reverse("assessment:campaign", args=[key]),
        "read": request.POST.get("read", "") if request.method == "POST" else _carried(request, case, what),
    }  # fmt: skip
    return render(request, "assessment/step.html", page, status=409 if request.method == "POST" and reasons else 200)


@require_http_methods(["GET", "POST"])
def marks(request, key: int, name: str):
    """One item for all units on one page: number, reason, and what the platform counted beside it."""
    found = access.campaign(request.post, key)
    item = next((item for item in marking.mine(found, request.post) if item.name == name), None)
    if item is None:
        raise Http404
    if request.method == "GET" and (first := sources.to_declare(found, request.post)):
        return first
    refusal, over = None, ""
    if request.method == "POST":
        given = marking_page.given(request.POST, found, request.post, item)
        try:
            changed = marking.give(found, item, given, request.post, now())
            return _onward(request, found, item, f"“{item.title}”已保存，{changed} 个单位有变动")
        except marking.BadMarks as refused:
            refusal = refused
        except WrongState as refused:
            over = str(refused)
            found.case.refresh_from_db()
    nav = marking_page.items_nav(found, request.post, item)
    page = marking_page.page(found, request.post, item, request.POST or None, refusal) | {
        "over": over, "campaign": found, "item": item, "page_title": item.title, "items": nav,
        "open": marking.open_rows(found, found.case.status, item, request.post) is not None,
        "unfinished": marking_page.unfinished(nav), "part": _part(found, request.post, item),
    }  # fmt: skip
    page["tests"] = tested.beside(page["part"], item, request.post)
    selfchecks.beside(found, item, page["rows"])
    return render(request, "assessment/marks.html", page, status=422 if refusal else 409 if over else 200)


def _onward(request, found: Campaign, item: Item, says: str):
    """After saving: the next item; after the last one the handing in, or back to what is not finished."""
    following = marking_page.next_item(found, request.post, item)
    unfinished = marking_page.unfinished(marking_page.items_nav(found, request.post, item))
    target = reverse("assessment:marks", args=[found.pk, (following or item).name])
    part = _part(found, request.post, item)
    if following is None and part is None:
        says, target = f"{says}。评分单位报送以前还可以改", reverse("assessment:list")
    elif following is None and unfinished:
        says, target = f"{says}。还有 {unfinished} 项没有评完", reverse("assessment:campaign", args=[found.pk])
    elif following is None:
        says, target = f"{says}。都评完了，请报送", reverse("assessment:scoring", args=[part.pk])
    request.session["notices"] = [("done", says)]
    return redirect(target)


def _part(found: Campaign, post: Post, item: Item) -> Scoring | None:
    """The part of the campaign this item is handed in with, by those who hand it in."""
    return next((one for one in handing.mine(found, post) if one.source == item.source), None)


@require_safe
def sheet(request, key: int, unit: int):
    """A unit's sheet: points, losses with their reason and article, and the records behind each number."""
    found = access.campaign(request.post, key)
    of = get_object_or_404(Unit, pk=unit)
    row = access.sheet(request.post, found, of)
    heard = found.hearings.select_related("case__unit").filter(unit=of).first()
    page = {
        "campaign": found,
        "row": row,
        "opened": "all" in request.GET,
        "sheet": sheets.sheet(
            found, row, appealing.offered(found, of, request.post, now()), selfchecks.on_sheet(found, of)
        ),
        "selfcheck": selfchecks.of_unit(found, of),
        "tests": tested.on_sheet(found, of),
        "heard": heard,
        "panel": panel(heard.case, request.post, now(), "assessment:hearing-step") if heard else None,
        "page_title": f"{of.name} 评分表",
    }
    return render(request, "assessment/sheet.html", page)


@require_safe
def records(request, key: int, unit: int, fact: str):
    """The very records behind a counted number."""
    found = access.campaign(request.post, key)
    of = get_object_or_404(Unit, pk=unit)
    access.sheet(request.post, found, of)
    return render(request, "assessment/records.html", behind.page(found, of, fact, request.post))


@require_safe
def export(request, key: int):
    """Ranking and every sheet as a workbook."""
    found = access.campaign(request.post, key)
    if not access.sees_all_sheets(request.post) or access.results(found) is None:
        raise Http404
    return answers.download(exporting.workbook(found), f"{found.case.title}.xlsx")


def _panel(request, case: Case) -> dict:
    """The right-hand column; the button of its next act carries what this page shows."""
    column = panel(case, request.post, now(), "assessment:step")
    if column["next_act"]:
        ahead = next(step for step in KIND.steps.values() if step.label == column["next_act"]["title"])
        column["next_act"]["carried" if ahead.asks else "read"] = _to_read(case, ahead)
    return column


def _carried(request, case: Case, step: Step) -> str:
    """What the reader came with from the page before; else what stands now."""
    return request.GET.get("read") or _to_read(case, step)


def _to_read(case: Case, step: Step) -> str:
    """Hash of what the doer of a step has on the screen: the rules, or the result; empty where nothing is bound."""
    if step.name in BOUND_TO_THE_RESULT:
        return binding.stored_hash(case.pk)
    return case.content if step.binds else ""


def _read(request, step: Step, bound: StepForm | DecideForm) -> dict:
    """What was on the doer's screen, as ``take`` wants it. A step that binds is refused without."""
    read = request.POST.get("read", "")
    if not read and (step.binds or step.name in BOUND_TO_THE_RESULT):
        raise NotReviewed(f"看不出您办“{step.label}”时看的是哪一份内容，请回到考核页，看过以后再办")
    if step.name in BOUND_TO_THE_RESULT:
        return {"detail": {"sha256": read, **bound.detail()}}
    return {"read": read} if step.binds else {}


def _own_entrant(request, found: Campaign) -> Entrant:
    own = found.entrants.filter(unit__in=request.post.unit_keys())
    entrant = own.first()
    if entrant is None or found.case.status not in access.SHEETS_OUT:
        raise NotYourRole(f"《{found.case.title}》还在评分，合成之后可以看到本单位的评分表")
    return entrant
