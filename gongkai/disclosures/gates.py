"""What a disclosure must pass before a step: gates and checks, as ``editions`` tells them apart."""

from gongkai.acts import sitting
from gongkai.acts.models import Act
from gongkai.catalogue.vocabulary import Channel
from gongkai.checks.finding import Finding
from gongkai.disclosures import content
from gongkai.disclosures.editions import Reasons, editions
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.proofs import proofing
from gongkai.disclosures.vocabulary import Attribute
from gongkai.look.words import titled
from gongkai.writing import judging


def findings(edition: Edition) -> list[tuple[str, Finding]]:
    """What privacy, secrecy and the inside of files say of an edition, with the part each stands in."""
    return [(part, finding) for part, finding, _ in proofing.stopping(edition)]


def is_complete(cases, stands) -> Reasons:
    """Elements every disclosure needs (条例-12; TZ-2)."""
    wanted = {"title": "标题", "formed_on": "成文日期"}
    reasons: Reasons = {}
    for key, edition in stands.items():
        missing = [f"还缺“{label}”，请补填" for name, label in wanted.items() if not getattr(edition, name)]
        if not edition.html and not edition.attachments:
            missing.append("正文和附件都是空的，请写正文或上传附件")
        if edition.kind == "解读" and edition.interprets_id is None:
            missing.append("解读还没有选定所解读的文件，请选定")
        if missing:
            reasons[key] = missing
    return reasons


def names_its_attribute(cases, stands) -> Reasons:
    """Not disclosing proactively needs a ground (BW-6.1.6, TZ-0.1)."""
    return {
        key: [f"公开属性为“{edition.get_attribute_display()}”，请写明依据的条款"]
        for key, edition in stands.items()
        if edition.attribute != Attribute.PROACTIVE and not edition.attribute_ground.strip()
    }


def holds_no_private_words(cases, stands) -> Reasons:
    """What stops a paper is masked, explained finding by finding, or explained by an act on this very content."""
    held = {key: found for key, edition in stands.items() if (found := proofing.stops(edition))}
    if not held:
        return {}
    whole, single = _explained(cases), judging.explained(case for case in cases if case.id in held)
    reasons: Reasons = {}
    for key, found in held.items():
        left = [one for one in found if (key, one.mark) not in single]
        if left and key not in whole:
            told = [f"{one.part}：{one.seen.message}" for one in left]
            reasons[key] = [*told, "请遮盖上述内容，或在检查发现里逐条写明为何可以公开，或用“说明检查疑点”一并写明"]
    return reasons


def holds_nothing_confirmed(cases, takes) -> Reasons:
    """What a reviewer found to be wrong is mended before the paper goes on (DY-4)."""
    held = judging.confirmed(cases)
    if not held:
        return {}
    stands, reasons = editions([case for case in cases if case.id in held]), {}
    for key, rows in held.items():
        marks = {one.mark for one in proofing.everything(stands[key], takes[0].at, asks=False)}
        left = [row for mark, row in rows.items() if mark in marks]
        if left:
            reasons[key] = [f"{row.part}：{row.message}（{row.person.name}认定要改，还没有改）" for row in left]
    return reasons


def is_what_was_read(cases, stands) -> Reasons:
    """The edition on the table still has the hash that the case keeps; a row changed behind the steps is caught.

    What this very sitting wrote is still in the hand: nobody came between, so the hash it was written with is its hash.
    """
    in_hand = sitting.rows(case.id for case in cases)
    return {
        case.id: [f"{titled(case.title)}的内容与送审时不一致，请退回后重新提出"]
        for case in cases
        if (stands[case.id].hash if case.id in in_hand else content.digest(stands[case.id])) != case.content
    }


def is_proactive(cases, stands) -> Reasons:
    return {
        key: [f"公开属性为“{edition.get_attribute_display()}”，不能公开到门户；请办“审定不主动公开”"]
        for key, edition in stands.items()
        if edition.attribute != Attribute.PROACTIVE
    }


def is_not_proactive(cases, stands) -> Reasons:
    return {
        key: ["公开属性为“主动公开”，不能审定为不公开；请退回修改属性"]
        for key, edition in stands.items()
        if edition.attribute == Attribute.PROACTIVE
    }


def is_by_another_hand(cases, takes) -> Reasons:
    """Who wrote what stands now, or explained what stopped it, does not pass judgement on it, whoever pressed 提出."""
    stands, by = editions(cases), {take.case.id: take.by.person_id for take in takes}
    explainers = judging.explainers(cases)
    reasons: Reasons = {}
    for key, edition in stands.items():
        if edition.saved_by_id == by[key]:
            reasons[key] = [f"{titled(edition.title)}是您写的，须由另一人办理"]
        elif by[key] in explainers.get(key, ()):
            reasons[key] = [f"{titled(edition.title)}的检查疑点是您说明的，须由另一人办理"]
    return reasons


def names_a_channel(cases, takes) -> Reasons:
    """Where else it went out, by a known channel other than the portal, which tells it by itself (BW-11)."""
    known = set(Channel.values) - {Channel.PORTAL}
    asked = (take for take in takes if not take.only_asks)
    return {take.case.id: ["请选定发布渠道"] for take in asked if take.detail.get("channel") not in known}


def is_public(cases, takes) -> Reasons:
    public = set(
        Disclosure.objects.filter(pk__in=[case.id for case in cases], live__isnull=False).values_list("pk", flat=True)
    )
    return {case.id: ["这一事项尚未公开，没有可撤回的内容"] for case in cases if case.id not in public}


def is_a_change(cases, takes) -> Reasons:
    """Only a change of what is out can be given up."""
    given = set(is_public(cases, takes))
    return {case.id: ["这一件还没有公开过，没有可放弃的变更"] for case in cases if case.id in given}


def _explained(cases) -> set[int]:
    """Cases whose last explanation of the whole was given for the content that stands now."""
    rows = Act.objects.filter(case__in=[case.id for case in cases], step="override").order_by("number")
    last = {key: content for key, content, detail in rows.values_list("case_id", "content", "detail") if not detail}
    return {case.id for case in cases if last.get(case.id) == case.content}
