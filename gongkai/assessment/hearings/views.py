"""A unit's answer to its draft sheet, and its appeals."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import NotYourRole
from gongkai.assessment import access, announcing, marking, reopening, rules
from gongkai.assessment.hearings import appealing
from gongkai.assessment.hearings.forms import AnswerForm, AppealForm
from gongkai.assessment.models import Appeal
from gongkai.evidence import seeing, showing
from gongkai.look.words import points


@require_safe
def hearing(request, key: int):
    """What is heard is said on the sheet itself."""
    found = access.hearing(request.post, key)
    return redirect("assessment:sheet", found.campaign_id, found.unit_id)


@require_http_methods(["GET", "POST"])
def hearing_step(request, key: int, name: str):
    """A unit answers its draft sheet."""
    found = access.hearing(request.post, key)
    back = reverse("assessment:sheet", args=[found.campaign_id, found.unit_id])
    return step_page(request, found.case, name, back=back, form=AnswerForm)


@require_http_methods(["GET", "POST"])
def file(request, key: int, unit: int, indicator: str):
    """An appeal against one leaf of the unit's sheet."""
    found = access.campaign(request.post, key)
    of = get_object_or_404(Unit, pk=unit)
    access.sheet(request.post, found, of)
    leaf = rules.book(found).indicators.get(indicator)
    if leaf is None or not leaf.leaf:
        raise Http404
    if request.post.role != Role.PROPOSER:
        raise NotYourRole("申诉由被考核单位的信息员提出，分管领导同意后送出")
    rows = seeing.choosable(request.post, now())
    bound = AppealForm(request.POST if request.method == "POST" else None, rows=rows)

    def do():
        said = bound.cleaned_data
        made = appealing.file(found, of, indicator, said["claim"], request.post, now(), said["evidence"])
        return told(request, reverse("assessment:appeal", args=[made.pk]), "申诉已写好，等本单位分管领导同意")

    back = reverse("assessment:sheet", args=[key, unit])
    return act_page(request, f"对“{leaf.title}”提出申诉", bound, do, back=back, says=leaf.says, button="提出申诉")


@require_safe
def appeal(request, key: int):
    """One appeal: what is contested, what was decided and why, what it changed."""
    found = access.appeal(request.post, key)
    leaf = rules.book(found.campaign).indicators[found.indicator]
    page = {
        "appeal": found, "leaf": leaf, "page_title": found.case.title,
        "effects": _effects(found, request.post),
        "items": _to_mark(found, request.post),
        "proofs": showing.of_case(found.case),
        "panel": panel(found.case, request.post, now(), "assessment:appeal-step"),
    }  # fmt: skip
    return render(request, "assessment/appeal.html", page)


@require_http_methods(["GET", "POST"])
def appeal_step(request, key: int, name: str):
    """One step of an appeal."""
    found = access.appeal(request.post, key)
    return step_page(request, found.case, name, back=reverse("assessment:appeal", args=[key]))


def _to_mark(found: Appeal, post) -> list:
    """What this post marks anew upon the ruling."""
    if found.case.status != "reopened":
        return []
    mine = marking.mine(found.campaign, post)
    return [item for item in reopening.items_of(found.campaign, found.indicator) if item in mine]


def _effects(found: Appeal, post: Post) -> list[tuple[str, str, str]]:
    """(what, before, after) of the leaf, the total and the rank; whoever marks the leaf learns nothing beyond it."""
    campaign, before, after = found.campaign, found.before, found.after

    def total(said: dict) -> str:
        if said.get("total") is None:
            return said.get("state", "")
        return points(announcing.scaled(campaign, said["total"]), campaign.places)

    rows = [("本项得分", before.get("score"), after.get("score"))]
    if access.sees_all_sheets(post) or found.unit_id in (post.unit_keys() or ()):
        rows.append(("总分", total(before), total(after) if after else ""))
        rows.append(("名次", before.get("rank"), after.get("rank")))
    return [(what, "" if old is None else str(old), "" if new is None else str(new)) for what, old, new in rows]
