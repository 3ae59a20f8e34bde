"""What steps around a publication ask for: the plan of its interpretation, remarks, bookings, an emergency's order."""

from datetime import datetime

from gongkai.acts import sitting
from gongkai.acts.models import Act
from gongkai.disclosures.models import Disclosure
from gongkai.workflow import booking, notices
from gongkai.workflow.models import Booking

Reasons = dict[int, list[str]]
MODES = ("draft", "exempt")
PRINCIPAL = "主要负责人"
RANKS = (PRINCIPAL, "分管负责人", "业务科室负责人", "专家学者", "其他")
SHORTEST = 10  # characters of a reason for explaining nothing
PLANNED = {"speaker": "解读人", "rank": "解读人职务", "forms": "解读形式", "channels": "发布渠道"}
MEDIA = frozenset({"weibo", "wechat", "media", "conference"})


def is_a_plan(cases, takes) -> Reasons:
    """A plan says who explains, in what form, where: the portal and a medium (SQ-5.1); or why nothing is explained."""
    found = {take.case.pk: _plan_faults(take) for take in takes if not take.only_asks}
    return {key: reasons for key, reasons in found.items() if reasons}


def answers_its_remarks(cases, takes) -> Reasons:
    """What reviewers remarked or returned for is answered before the record is proposed again."""
    return {
        key: [f"还有 {len(some)} 条意见没有答复，请逐条“答复意见”"] for key, some in open_remarks(cases).items() if some
    }


def answers_a_remark(cases, takes) -> Reasons:
    found = open_remarks([take.case for take in takes])
    reasons: Reasons = {}
    for take in takes:
        remarks = {act.number for act in found.get(take.case.pk, ())}
        if not remarks and take.only_asks:
            reasons[take.case.pk] = ["没有等待答复的意见"]
        elif not take.only_asks and take.detail.get("to") not in remarks:
            reasons[take.case.pk] = ["这一条意见已经答复过，或不在这一事项上，请刷新后再看"]
    return reasons


def open_remarks(cases) -> dict[int, list[Act]]:
    """Remarks of each case that nobody has answered, oldest first."""
    found: dict[int, list[Act]] = {}
    for key, acts in sitting.acts_of([case.pk for case in cases], ("remark", "respond")).items():
        answered = {act.detail.get("to") for act in acts if act.step == "respond"}
        found[key] = [act for act in acts if act.step == "remark" and act.number not in answered]
    return found


def tell_writer(cases, takes, acts) -> None:
    """A remark reaches whoever wrote the draft."""
    written = Disclosure.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "draft__saved_by")
    writer = dict(written)
    notices.tell((writer.get(act.case_id), act) for act in acts)


def tell_remarker(cases, takes, acts) -> None:
    """An answer reaches whoever remarked."""
    for act in acts:
        remark = Act.objects.filter(case=act.case_id, number=act.detail["to"]).first()
        notices.tell([(remark.person_id if remark else None, act)])


def names_a_moment(cases, takes) -> Reasons:
    """A booking is for a moment to come."""
    found: Reasons = {}
    for take in takes:
        if not take.only_asks and (moment := _moment(take)) is None:
            found[take.case.pk] = ["请写明预约的日期和时间"]
        elif not take.only_asks and moment <= take.at:
            found[take.case.pk] = ["预约的时间已经过去，请写以后的时间；现在就要办，请直接办理"]
    return found


def book_publication(cases, takes, acts) -> None:
    for take in takes:
        booking.book(take.case, Booking.What.PUBLISH, datetime.fromisoformat(take.detail["for"]), take.by)


def book_expiry(cases, takes, acts) -> None:
    for take in takes:
        moment = datetime.fromisoformat(take.detail["for"])
        booking.book(take.case, Booking.What.WITHDRAW, moment, take.by, take.words)


def is_booked(cases, takes) -> Reasons:
    booked = set(Booking.objects.filter(case__in=[c.pk for c in cases], ended=None).values_list("case", flat=True))
    return {case.pk: ["没有预约，不用取消"] for case in cases if case.pk not in booked}


def unbook(cases, takes, acts) -> None:
    booking.cancel(cases, acts[0].at)


def names_who_ordered(cases, takes) -> Reasons:
    """An emergency goes out on the order of the unit's leader; who, when and how is written down."""
    wanted = {"ordered_by": "下令的单位负责人", "ordered_how": "下令方式"}
    return {
        take.case.pk: missing
        for take in takes
        if not take.only_asks
        and (missing := [f"请写明{label}" for name, label in wanted.items() if not take.detail.get(name)])
    }


def _plan_faults(take) -> list[str]:
    said = take.detail
    if said.get("mode") not in MODES:
        return ["请选定：起草解读，或说明不需解读的理由"]
    if said["mode"] == "exempt":
        short = len(take.words.strip()) < SHORTEST
        return [f"不解读的理由不少于 {SHORTEST} 个字，请写具体"] if short else []
    missing = [f"解读方案还没有写明{label}" for name, label in PLANNED.items() if not said.get(name)]
    if not missing and "portal" not in said["channels"]:
        missing = ["解读方案还没有选政府门户网站，门户是第一渠道"]
    if not missing and not MEDIA & set(said["channels"]):
        missing = ["解读除门户外至少选一种媒体：微博、微信、广播电视报刊或新闻发布会"]
    return missing


def _moment(take) -> datetime | None:
    try:
        return datetime.fromisoformat(take.detail.get("for", ""))
    except ValueError:
        return None
