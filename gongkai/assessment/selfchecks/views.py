"""自查: the unit's own page and its forms, who has handed in, and pages kept while marking."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.accounts.models import Role
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import NotYourRole, WrongState
from gongkai.acts.taking import Take, ask_role, take_many
from gongkai.assessment import access, behind, marking
from gongkai.assessment.models import Campaign, SelfCheck
from gongkai.assessment.selfchecks import capturing, seeing, showing, writing
from gongkai.assessment.selfchecks.forms import CaptureForm, LeafForm, SummaryForm
from gongkai.assessment.selfchecks.steps import KIND
from gongkai.evidence import seeing as proofs
from gongkai.evidence import taking
from gongkai.evidence.models import Evidence, Sort

GET_OR_POST = require_http_methods(["GET", "POST"])
OVER = "这份自查现在是“{}”，不能改；要改的请先取回或者退回"


@require_safe
def selfcheck(request, key: int):
    """One unit's self-check: what is still missing, the summary, and every leaf with words, counts and evidence."""
    found = seeing.selfcheck(request.post, key)
    leaves = writing.leaves(found)
    page = {
        "selfcheck": found, "campaign": found.campaign, "page_title": f"{found.unit.name} 自查", "leaves": leaves,
        "missing": [leaf for leaf in leaves if leaf.missing], "writes": _writes(request, found),
        "own": _own_items(request, found), "panel": panel(found.case, request.post, now(), "assessment:selfcheck-step"),
    }  # fmt: skip
    return render(request, "assessment/selfcheck.html", page)


@GET_OR_POST
def selfcheck_step(request, key: int, name: str):
    found = seeing.selfcheck(request.post, key)
    return step_page(request, found.case, name, back=_page(found))


@GET_OR_POST
def summary(request, key: int):
    """The written summary; who began from an older text is shown the newer one."""
    found = _draft(request, key)
    form = SummaryForm(
        request.POST if request.method == "POST" else None,
        initial={"summary": found.summary, "was": found.summary},
    )  # fmt: skip

    def do():
        said = form.cleaned_data
        writing.save_summary(found, said["summary"], said["was"], request.post, now())
        return told(request, _page(found), "总结已保存")

    theirs = [("自查总结", found.summary)] if request.method == "POST" else []
    return act_page(request, "写自查总结", form, do, back=_page(found), theirs=theirs, button="保存")


@GET_OR_POST
def leaf(request, key: int, indicator: str):
    """What was done for one leaf, and the evidence chosen for it."""
    found = _draft(request, key)
    said = _leaf(found, indicator)
    rows = proofs.choosable(request.post, now())
    chosen = list(Evidence.objects.filter(uses__case=found.case, uses__place=indicator, uses__ended=None))
    form = LeafForm(
        request.POST if request.method == "POST" else None, rows=rows, must=said.must,
        initial={"says": said.says, "evidence": chosen},
    )  # fmt: skip

    def do():
        picked = form.cleaned_data.get("evidence", [])
        writing.save_leaf(found, indicator, form.cleaned_data["says"], picked, request.post, now())
        onward = _next(found, indicator) if "next" in request.POST else ""
        return told(request, onward or _page(found), f"“{said.indicator.title}”已保存")

    return act_page(
        request, said.indicator.title, form, do, back=_page(found), template="assessment/selfcheck_leaf.html",
        leaf=said, sorts=Sort.choices, selfcheck=found, onward=_next(found, indicator),
        own=[item for item in _own_items(request, found) if item.leaf == indicator],
    )  # fmt: skip


@GET_OR_POST
def material(request, key: int, indicator: str, sort: str):
    """New evidence for a leaf, kept and chosen in one go."""
    found = _draft(request, key)
    said = _leaf(found, indicator)
    if sort not in Sort.values:
        raise Http404
    form = taking.form_of(Sort(sort), request)
    back = reverse("assessment:selfcheck-leaf", args=[key, indicator])

    def do():
        row = taking.keep(Sort(sort), form, found.unit, request.post, now())
        writing.add_evidence(found, indicator, row, request.post, now())
        return told(request, back, "材料已收存，并用在这一项")

    return act_page(
        request, f"收存{Sort(sort).label}", form, taking.refusing(form, do), back=back,
        says=f"用于“{said.indicator.title}”", button="收存", template="evidence/new.html", asks=sort == Sort.RECORD,
        asked=request.GET.get("q", ""),
    )  # fmt: skip


@require_safe
def records(request, key: int, fact: str):
    """The very records behind a number the house counted, for the unit that checks itself."""
    found = seeing.selfcheck(request.post, key)
    page = behind.page(found.campaign, found.unit, fact, request.post)
    page |= {"back": _page(found), "back_to": f"{found.unit.name} 自查"}
    return render(request, "assessment/records.html", page)


@require_safe
def index(request, key: int):
    """Who has handed in and who has not, for those who organise and watch the campaign."""
    found = _watched(request, key)
    rows = showing.of_campaign(found, now())
    page = {
        "campaign": found, "rows": rows, "page_title": "各单位自查", "tally": showing.tally(found),
        "to_accept": sum(row["selfcheck"].case.status == "handed_in" for row in rows),
        "accepts": request.post.role == Role.OFFICE,
    }  # fmt: skip
    return render(request, "assessment/selfchecks.html", page)


@require_POST
def accept_all(request, key: int):
    """Accepts every self-check that was handed in."""
    found = _watched(request, key)
    ask_role(KIND.steps["accept"], request.post)
    rows = list(found.selfchecks.filter(case__status="handed_in").select_related("case__unit"))
    if rows:
        take_many("selfcheck", "accept", [Take(one.case, request.post, now()) for one in rows])
    says = f"已接收 {len(rows)} 份自查" if rows else "没有要接收的自查"
    return told(request, reverse("assessment:selfchecks", args=[key]), says)


@GET_OR_POST
def capture(request, key: int, name: str):
    """Keeps a page as evidence for an item, while it is marked."""
    found = access.campaign(request.post, key)
    item = next((item for item in marking.mine(found, request.post) if item.name == name), None)
    if item is None or request.post.role not in marking.MARKERS:
        raise Http404
    units = capturing.units(found, item, request.post)
    form = CaptureForm(
        request.POST if request.method == "POST" else None, units=units,
        initial={"unit": request.GET.get("unit")},
    )  # fmt: skip
    back = reverse("assessment:marks", args=[key, name])

    def do():
        said = form.cleaned_data
        capturing.capture(found, item, said["unit"], said["title"], said["address"], request.post, now())
        return told(request, back, "网页已留存，评分表发出以后被考核单位看得到")

    return act_page(request, "留存网页", form, do, back=back, says=f"用于“{item.title}”", button="留存")


def _draft(request, key: int) -> SelfCheck:
    found = seeing.selfcheck(request.post, key)
    if request.post.role != Role.PROPOSER or found.unit_id not in (request.post.unit_keys() or ()):
        raise NotYourRole("自查由被考核单位的信息员填写，分管领导报送")
    if found.case.status != "open":
        raise WrongState(OVER.format(found.case.status_label))
    return found


def _writes(request, found: SelfCheck) -> bool:
    own = found.unit_id in (request.post.unit_keys() or ())
    return request.post.role == Role.PROPOSER and own and found.case.status == "open"


def _leaf(found: SelfCheck, indicator: str) -> writing.Leaf:
    said = writing.leaf(found, indicator)
    if said is None:
        raise Http404
    return said


def _next(found: SelfCheck, indicator: str) -> str:
    """The address of the leaf after this one that still asks for something; empty behind the last."""
    leaves = writing.leaves(found)
    place = next(n for n, leaf in enumerate(leaves) if leaf.indicator.id == indicator)
    following = next((leaf for leaf in leaves[place + 1 :] if leaf.asked), None)
    return reverse("assessment:selfcheck-leaf", args=[found.pk, following.indicator.id]) if following else ""


def _own_items(request, found: SelfCheck) -> list:
    """What the unit marks of itself, where the table has such a part (BW-13)."""
    return marking.mine(found.campaign, request.post) if request.post.role == Role.PROPOSER else []


def _page(found: SelfCheck) -> str:
    return reverse("assessment:selfcheck", args=[found.pk])


def _watched(request, key: int) -> Campaign:
    found = access.campaign(request.post, key)
    if not access.sees_all_sheets(request.post) or not found.selfchecks.exists():
        raise Http404
    return found
