"""答复决定 (条例-36 to 39): an outcome of the catalogue with its findings, proposed, cleared and agreed to by others.

Whoever agrees, agrees to a hash over the outcome, its findings and the words of the letter; a later edit drops it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts import rows
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Overtaken, WrongState
from gongkai.acts.taking import ask_role
from gongkai.foi.handling.limiting import last_day
from gongkai.foi.models import Consultation, Correction, Decision, Fee, Request, Volume
from gongkai.foi.vocabulary import Consulted
from gongkai.look.words import riqi

Reasons = dict[int, list[str]]
DRAFTED_IN = ("registered", "correcting", "charged", "explaining")
PROPOSALS = ("propose_decision", "propose_refusal")


@dataclass(frozen=True)
class Draft:
    """What is to be decided of a request: an outcome of the catalogue and what was found."""

    request: Request
    reply: str
    findings: Mapping[str, str]
    by: Post


def draft(request: Request, reply: str, findings: Mapping[str, str], by: Post, at: datetime) -> Decision:
    """Writes what is to be decided. Raises ``WrongState`` once it is proposed, ``Refused`` for an unknown outcome."""
    return draft_many([Draft(request, reply, findings, by)])[0]


def draft_many(drafts: Sequence[Draft]) -> list[Decision]:
    """As ``draft``. All or none."""
    outcomes, made = shelf.replies().outcomes, []
    for one in drafts:
        ask_role(one.request.case.kind_of.steps["propose_refusal"], one.by)
        found = json.dumps(dict(one.findings), ensure_ascii=False)
        made.append(
            Decision(request=one.request, reply=one.reply, row=outcomes[one.reply].row, findings=found, letter="")
        )
    told = ["reply", "row", "findings", "letter"]
    with transaction.atomic():
        Decision.objects.bulk_create(made, update_conflicts=True, unique_fields=["request"], update_fields=told)
        bind_many([(one.request, row) for one, row in zip(drafts, made, strict=True)])
    return made


def with_letter(request: Request, letter: str) -> None:
    """The words of the letter that goes with the decision, by their hash; what was agreed to before falls."""
    with transaction.atomic():
        decision = Decision.objects.select_for_update(of=("self",)).get(request=request)
        decision.letter = letter
        decision.save(update_fields=["letter"])
        bind_many([(request, decision)])


def bind_many(bound: Sequence[tuple[Request, Decision]]) -> None:
    """The cases hold the hash of their decisions as these stand. Raises ``WrongState``, ``Overtaken``."""
    moved = []
    for request, decision in bound:
        case = request.case
        if case.status not in DRAFTED_IN:
            raise WrongState(f"现在是“{case.status_label}”，答复不能改；要改的请先“退回”")
        moved.append((_hash(decision), case.version + 1, case.pk, case.status, case.version))
    if rows.change(Case, ["content", "version"], ["id", "status", "version"], moved) != len(moved):
        raise Overtaken("另一人刚刚改过这件申请，请刷新后再看")
    for (request, _), (content, version, *_) in zip(bound, moved, strict=True):
        request.case.content, request.case.version = content, version


def findings_of(decision: Decision) -> dict[str, str]:
    """What was found, by the name that the catalogue gives it."""
    return json.loads(decision.findings or "{}")


def releases(reply: str) -> bool:
    """Whether information leaves the house with the answer."""
    return shelf.replies().outcomes[reply].supplies


def tells(case: Case, take) -> dict:
    """The outcome and its row, so that a report can be drawn up as of any past day."""
    decision = Decision.objects.filter(request=case.pk).first()
    return {"reply": decision.reply, "row": decision.row} if decision else {}


def is_whole(cases, takes) -> Reasons:
    """There is a decision, and every finding that its outcome asks for is written."""
    drafted = Decision.objects.in_bulk([case.pk for case in cases])
    reasons: Reasons = {}
    for case in cases:
        decision = drafted.get(case.pk)
        if decision is None:
            reasons[case.pk] = ["还没有选定答复种类，请先“拟写文书”"]
        elif lacking := _lacking(decision):
            reasons[case.pk] = [f"“{label}”还没有写" for label in lacking]
    return reasons


def names_a_release(cases, takes) -> Reasons:
    other = "这种答复不提供信息，请用“送审其他答复”"
    return _by_reply(cases, lambda reply: None if releases(reply) else other)


def names_a_refusal(cases, takes) -> Reasons:
    """What gives nothing away; and what needs a lapse, a refusal or a payment missed has it."""
    today = max(take.at for take in takes).astimezone(BEIJING).date()
    reasons = _by_reply(cases, lambda reply: "这种答复要提供信息，请用“送审公开的答复”" if releases(reply) else None)
    drafted = Decision.objects.in_bulk([case.pk for case in cases])
    for case in cases:
        decision = drafted.get(case.pk)
        if decision and case.pk not in reasons and (why := _unfounded(case, decision.reply, today)):
            reasons[case.pk] = [why]
    return reasons


def stands(cases, takes) -> Reasons:
    """What is agreed to is what was proposed."""
    last: dict[int, str] = {}
    acts = Act.objects.filter(case__in=[case.pk for case in cases], step__in=PROPOSALS).order_by("number")
    for key, content in acts.values_list("case_id", "content"):
        last[key] = content
    again = ["送审以后内容改过，请退回重新送审"]
    return {case.pk: again for case in cases if last.get(case.pk) != case.content}


def keep_day(cases, takes, acts) -> None:
    for take in takes:
        day = take.at.astimezone(BEIJING).date()
        Decision.objects.filter(request=take.case.pk).update(decided_on=day)


def _hash(decision: Decision) -> str:
    said = [decision.reply, decision.row, decision.findings, decision.letter]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _lacking(decision: Decision) -> list[str]:
    written = findings_of(decision)
    asked = shelf.replies().outcomes[decision.reply].asks
    return [one.name for name, one in asked.items() if not one.free and not str(written.get(name, "")).strip()]


def _by_reply(cases, why) -> Reasons:
    drafted = Decision.objects.filter(request__in=[case.pk for case in cases])
    found = {key: why(reply) for key, reply in drafted.values_list("request_id", "reply")}
    return {key: [reason] for key, reason in found.items() if reason}


def _unfounded(case: Case, reply: str, today) -> str:
    """Why an outcome does not follow from what happened; empty where it does."""
    if reply == "no_correction":
        return _no_correction(case, today)
    if reply == "no_payment":
        return _no_payment(case, today)
    if reply == "excessive" and case.status == "explaining":
        return _no_reasons(case, today)
    if case.status != "registered":
        return f"现在是“{case.status_label}”，只能在期满以后按逾期答复"
    if reply == "third_party":
        asked = Consultation.objects.filter(request=case.pk, kind=Consulted.THIRD_PARTY).exclude(answer="")
        return "" if asked.exists() else "没有征求过第三方意见，不能以第三方权益为由不公开"
    if reply == "unclear" and not Correction.objects.filter(request=case.pk).exclude(answered_on=None).exists():
        return "申请人没有补正过，不能按“补正后仍不明确”答复；请先要求补正"
    return ""


def _no_correction(case: Case, today) -> str:
    asked = Correction.objects.filter(request=case.pk, answered_on=None).first()
    if asked is None:
        return "没有逾期未补正的情形"
    return f"补正期限到{riqi(asked.until)}，期满以后才能按逾期不补正答复" if asked.until >= today else ""


def _no_payment(case: Case, today) -> str:
    fee = Fee.objects.filter(request=case.pk, paid_on=None).exclude(received_on=None).first()
    if fee is None or fee.received_on is None:
        return "没有逾期未缴费的情形（要先登记申请人收到收费通知的日期）"
    until = last_day("foi.payment", fee.received_on)
    return f"缴费期限到{riqi(until)}，期满以后才能按逾期未缴费答复" if until >= today else ""


def _no_reasons(case: Case, today) -> str:
    """Silent past the day that the organ set; where none was set, only reasons that came can be judged."""
    volume = Volume.objects.filter(request=case.pk, given_on=None).first()
    if volume is None or volume.until is None:
        return "没有给申请人定说明期限，要等申请人说明理由"
    return f"说明期限到{riqi(volume.until)}，期满以后才能按没有说明理由答复" if volume.until >= today else ""
