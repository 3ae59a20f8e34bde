"""What a campaign's result rests on beside its own rows: the trail of its cases, what units wrote, their evidence."""

from collections.abc import Iterator

from gongkai.acts import verify
from gongkai.acts.models import Act, Remark
from gongkai.assessment.hearings import appealing
from gongkai.assessment.models import Appeal, Campaign, Hearing, Ruling, SelfCheck
from gongkai.assessment.proofs import HANDED_IN
from gongkai.assessment.selfchecks import writing
from gongkai.evidence import verifying
from gongkai.evidence.models import Use

RULED = {"uphold": Ruling.UPHELD, "reject": Ruling.REJECTED}


def faults(campaign: Campaign) -> Iterator[str]:
    """Sentences, one a fault; each says whose and where."""
    own = _cases(campaign)
    uses = Use.objects.filter(case__in=own, ended=None).select_related("unit").order_by("pk")
    shown: dict[int, list[str]] = {}
    for use in uses:
        shown.setdefault(use.evidence_id, []).append(f"{use.unit.name}的“{use.says or use.place}”")
    yield from verify.faults_of([*own, *shown])
    for key, places in shown.items():
        yield from (f"{says}（用于{'、'.join(dict.fromkeys(places))}）" for says in verifying.faults([key]))
    yield from _self_checked(campaign)
    yield from _heard(campaign)
    yield from _appealed(campaign)


def _cases(campaign: Campaign) -> list[int]:
    rows = (campaign.scorings, campaign.hearings, campaign.appeals, campaign.selfchecks)
    return [campaign.pk, *(key for some in rows for key in some.order_by("pk").values_list("pk", flat=True))]


def _self_checked(campaign: Campaign) -> Iterator[str]:
    """A self-check that was handed in says what its leader read."""
    for one in SelfCheck.objects.filter(campaign=campaign, case__status__in=HANDED_IN).select_related("unit"):
        if writing.content(one, pinned=True) != _last(one.pk, "hand_in").content:
            yield f"{one.unit.name}的自查总结、逐项情况或者所附的材料，与报送时的不符"


def _heard(campaign: Campaign) -> Iterator[str]:
    """A unit's answer is the one it gave."""
    for one in Hearing.objects.filter(campaign=campaign, case__status="answered").select_related("unit"):
        act = _last(one.pk, "answer")
        if one.agrees != act.detail.get("agrees") or _other_words(act, one.says):
            yield f"{one.unit.name}对评分表的答复，与答复时的不符"


def _appealed(campaign: Campaign) -> Iterator[str]:
    """An appeal says and brings what was filed, and was decided as the trail has it."""
    for one in Appeal.objects.filter(campaign=campaign).select_related("unit"):
        where, filed = f"{one.unit.name}的申诉（事项{one.pk}）", _last(one.pk, "file").detail.get("sha256")
        shown = dict(Use.objects.filter(case=one.pk, ended=None).values_list("evidence", "version__number"))
        if filed and filed != appealing.bound(one.claim, shown):
            yield f"{where}：申诉理由或者所附的材料，与提出时的不符"
        ruled = Act.objects.filter(case=one.pk, step__in=RULED).order_by("-number").first()
        if (RULED[ruled.step] if ruled else "") != one.ruling or (ruled and _other_words(ruled, one.why)):
            yield f"{where}：决定或者决定的理由，与决定时的不符"


def _last(case: int, step: str) -> Act:
    return Act.objects.filter(case=case, step=step).order_by("-number")[0]


def _other_words(act: Act, said: str) -> bool:
    """Whether a row says otherwise than the words with its act, unless those were erased."""
    kept = Remark.objects.filter(act=act).first()
    return (kept.text or "").strip() != said if kept and kept.erased is None else bool(said and not act.words)
