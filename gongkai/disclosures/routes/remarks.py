"""Remarks of those who review, and the answers that a writer owes before the record is proposed again (TZ-4.2)."""

from gongkai.acts import sitting
from gongkai.acts.models import Act
from gongkai.disclosures.editions import Reasons
from gongkai.disclosures.models import Disclosure
from gongkai.workflow import notices


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
