"""分拆、并案、转办、撤回: one request becomes several, several become one, another unit's, or nobody's any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, Take, open_many
from gongkai.catalogue.models import ASKED
from gongkai.foi import numbering
from gongkai.foi.handling.applicant import take_said
from gongkai.foi.models import Decision, Request

Reasons = dict[int, list[str]]
OTHER_ROW = "r3_6_3"  # 其他处理，其他
RECEIPTS = ("file", "receive", "confirm", "split_off")
SAME = (
    "code", "sender", "channel", "oral", "received", "applicant", "form", "route", "paper", "name", "paper_no", "agent",
    "phone", "email", "address", "by_name", "by_paper", "by_phone",
)  # fmt: skip


@dataclass(frozen=True)
class Withdrawn:
    """The applicant does not want it any more; ``by`` is None where he said so on the page of progress."""

    request: Request
    day: date
    by: Post | None = None


def split(request: Request, parts: Sequence[str], by: Post, at: datetime) -> list[Request]:
    """A request for several things becomes one for each, all received on the day of the first. Raises ``Unready``."""
    if len(parts) < 2:
        raise Unready(["至少分成两件，请一行写一件"])
    received = Act.objects.filter(case=request.case_id, step__in=RECEIPTS).order_by("-number")[0]
    made: list[Request] = []

    def room(cases: list[Case]) -> None:
        same = {name: getattr(request, name) for name in SAME}
        for nth, (case, words, (number, *_)) in enumerate(zip(cases, parts, numbers, strict=True)):
            once = f"{request.once[:60]}-{nth:03}"
            made.append(Request(case=case, number=number, once=once, at=at, described=words, parent=request, **same))
        Request.objects.bulk_create(made)

    with transaction.atomic():
        numbers = numbering.give([request.case.unit] * len(parts), at)
        says = {"says": f"由{request.number}分出"}
        openings = [
            Opening(
                request.case.unit, f"政府信息公开申请〔{year}〕{nth}号", by, at, received.effective, detail=says,
                follows=True,
            )
            for _, year, nth in numbers
        ]  # fmt: skip
        request.case.take("split", by=by, at=at, detail={"says": "、".join(number for number, *_ in numbers)})
        open_many("request", "split_off", openings, room)
    return made


def merge(request: Request, into: Request, by: Post, at: datetime) -> None:
    """A request is answered with another of the same applicant that came no later."""
    with transaction.atomic():
        detail = {"says": f"并入{into.number}", "into": into.pk}
        request.case.take("merge", by=by, at=at, detail=detail)
        Request.objects.filter(pk=request.pk).update(into=into)
        _counted([request.pk], at)


def withdraw_many(withdrawn: Sequence[Withdrawn], at: datetime) -> None:
    """Withdrawn by whoever asked."""
    take_said(withdrawn, "withdraw", "enter_withdrawal", at)


def count_withdrawn(cases, takes, acts) -> None:
    _counted([case.pk for case in cases], takes[0].at)


def told_row(case: Case, take: Take) -> dict:
    """What the act keeps of a request that ends without an answer."""
    return {"row": OTHER_ROW, "reply": "other"}


def fits_the_other(cases, takes) -> Reasons:
    """The other is of the same applicant and unit, under way, and came no later."""
    reasons: Reasons = {}
    rows = Request.objects.select_related("case").in_bulk([case.pk for case in cases])
    for take in takes:
        if take.only_asks:
            continue
        one, other = rows[take.case.pk], Request.objects.select_related("case").get(pk=take.detail["into"])
        if why := _unfit(one, other):
            reasons[one.pk] = [why]
    return reasons


def names_a_unit(cases, takes) -> Reasons:
    """Another unit that takes requests."""
    day = max(take.at for take in takes).astimezone(BEIJING).date()
    known = set(Unit.objects.standing_on(day).filter(kind__in=ASKED).values_list("code", flat=True))
    asked = [take for take in takes if not take.only_asks]
    none = ["请选择转给哪个单位"]
    own = ["申请已经在这个单位，请选另一个单位"]
    found = {take.case.pk: none for take in asked if take.detail.get("unit") not in known}
    return found | {take.case.pk: own for take in asked if take.detail.get("unit") == take.case.unit.code}


def pass_on(cases, takes, acts) -> None:
    """The case belongs to the other unit from now on; the clock runs on from the day of receipt."""
    for take in takes:
        Case.objects.filter(pk=take.case.pk).update(unit=Unit.objects.get(code=take.detail["unit"]))


def _unfit(one: Request, other: Request) -> str:
    if one.pk == other.pk:
        return "不能并入自己，请填另一件的编号"
    if one.case.unit_id != other.case.unit_id:
        return "另一件不在同一个单位办理"
    if not one.by_paper or one.by_paper != other.by_paper:
        return "两件申请的申请人证件不同，不能并案"
    if other.case.status not in ("registered", "correcting", "extending", "charged", "explaining"):
        return f"另一件现在是“{other.case.status_label}”，只能并入正在办理的申请"
    if not (one.received and other.received and other.received <= one.received):
        return "只能并入收到更早或者同一天收到的申请，以免耽误答复期限"
    return ""


def _counted(keys: Sequence[int], at: datetime) -> None:
    """An ending without an answer counts in the annual report as well."""
    day = at.astimezone(BEIJING).date()
    rows = [Decision(request_id=key, reply="other", row=OTHER_ROW, decided_on=day) for key in keys]
    told = ["reply", "row", "decided_on"]
    Decision.objects.bulk_create(rows, update_conflicts=True, unique_fields=["request"], update_fields=told)
