"""The papers of a campaign as drafts: assembled from what the platform knows, edited by people, kept by version."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.assessment import binding
from gongkai.assessment.models import Campaign, Paper, PaperKind
from gongkai.assessment.outcome import assembling, following
from gongkai.checks import privacy

WRITTEN_IN = {
    PaperKind.NOTICE: ("planned", "approved"),
    PaperKind.CIRCULAR: ("checked", "heard", "decided"),
    PaperKind.COMMEND: ("announced",),
    PaperKind.CRITICISE: ("announced",),
}
ABOUT = {PaperKind.COMMEND: "commend", PaperKind.CRITICISE: "criticise"}


@dataclass(frozen=True)
class Said:
    """What stands in the form of a paper."""

    number: str
    title: str
    addressees: str
    text: str
    copied: str = ""


def standing(campaign: Campaign, kind: str) -> Paper | None:
    """The last version; None while nobody saved one."""
    return campaign.papers.filter(kind=kind).order_by("-version").first()


def versions(campaign: Campaign, kind: str) -> QuerySet[Paper]:
    """All versions, newest first."""
    return campaign.papers.filter(kind=kind).select_related("by__person").order_by("-version")


def proposed(campaign: Campaign, kind: str, at: datetime) -> Said:
    """The paper as it is assembled now, with the next number of its year."""
    title, addressees, text = assembling.ASSEMBLED[PaperKind(kind)](campaign, at)
    return Said(_next_number(campaign, at), title, addressees, text)


def save(campaign: Campaign, kind: str, said: Said, version: int, post: Post, at: datetime) -> Paper:
    """A further version. ``version`` is the one that was on the screen (0: none).

    Raises ``Overtaken`` where somebody saved meanwhile, ``Unready`` where the paper is out or its time is not yet.
    """
    last = standing(campaign, kind)
    if reasons := why_not(campaign, kind):
        raise Unready(reasons)
    if (last.version if last else 0) != version:
        raise Overtaken(f"{last.by.person.name if last else '别人'}在您打开之后保存过这份公文，请看过新的一版再改")
    try:
        with transaction.atomic():
            return _kept(campaign, kind, said, version + 1, post, at)
    except IntegrityError:
        raise Overtaken("有人在同一时刻保存了这份公文，请看过新的一版再改") from None


def why_not(campaign: Campaign, kind: str) -> list[str]:
    """Why a paper cannot be edited now; empty if it can."""
    last, word = standing(campaign, kind), PaperKind(kind).label
    if last is not None and last.issued:
        return [f"“{word}”已经发出，不能再改"]
    if campaign.case.status not in WRITTEN_IN[PaperKind(kind)]:
        return [f"考核现在是“{campaign.case.status_label}”，还不能写“{word}”，或者已经过了写的时候"]
    if kind in ABOUT and not following.those(following.pairs(campaign), ABOUT[PaperKind(kind)]):
        return [f"没有单位要写进“{word}”"]
    return []


def issue(campaign: Campaign, kind: str, post: Post, at: datetime) -> Paper:
    """The last version goes out; where nobody saved one, it is the assembled one."""
    paper = standing(campaign, kind)
    if paper is None:
        paper = _kept(campaign, kind, proposed(campaign, kind, at), 1, post, at)
    elif not paper.number:
        paper.number = _next_number(campaign, at)
    paper.issued = at
    paper.save(update_fields=["issued", "number"])
    return paper


def issuing(kind: str):
    """What happens with a step that sends a paper out."""

    def then(cases, takes, acts) -> None:
        found = Campaign.objects.select_related("case__unit").in_bulk([case.pk for case in cases])
        for take in takes:
            issue(found[take.case.pk], kind, take.by, take.at)

    return then


def is_fit_to_go_out(cases, takes) -> dict[int, list[str]]:
    """A circular that somebody wrote speaks of the result that goes out, and holds nobody's numbers (条例-15)."""
    found = Campaign.objects.filter(pk__in=[case.pk for case in cases])
    return {one.pk: reasons for one in found if (reasons := _amiss(standing(one, PaperKind.CIRCULAR)))}


def _amiss(circular: Paper | None) -> list[str]:
    if circular is None:
        return []
    told = privacy.find(circular.text)
    reasons = [f"结果通报里有个人信息（{one.excerpt}），请打开通报删去以后再通报" for one in told[:3]]
    if circular.result != binding.stored_hash(circular.campaign_id):
        reasons.append("结果通报是按以前的得分写的，请打开通报核对，改好保存以后再通报")
    return reasons


def _kept(campaign: Campaign, kind: str, said: Said, version: int, post: Post, at: datetime) -> Paper:
    return Paper.objects.create(
        campaign=campaign, kind=kind, version=version, number=said.number, title=said.title,
        addressees=said.addressees, text=said.text, copied=said.copied,
        result="" if kind == PaperKind.NOTICE else binding.stored_hash(campaign.pk), by=post, at=at,
    )  # fmt: skip


def _next_number(campaign: Campaign, at: datetime) -> str:
    """政务公开办考〔2026〕3号: after those that the unit has given in that year."""
    head = f"{campaign.case.unit.name}考〔{at.astimezone(BEIJING).year}〕"
    given = Paper.objects.filter(number__startswith=head, number__endswith="号")
    used = [int(n) for one in given.values_list("number", flat=True) if (n := one[len(head) : -1]).isdigit()]
    return f"{head}{max(used, default=0) + 1}号"
