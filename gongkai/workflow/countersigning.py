"""Countersigning (条例-11): another unit is asked about a record before it goes out, and answers within a limit."""

from collections.abc import Iterable
from datetime import datetime

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Act, Case, Due, Reader
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.look.words import titled
from gongkai.workflow import meetings, notices
from gongkai.workflow.models import Countersign

STANDS = frozenset({"agreed", "passed", "settled"})
GONE = frozenset({"lapsed", "recalled"})
COVER = "限定查看的文稿"


def ask(
    document: Case, units: Iterable[Unit], by: Post | None, at: datetime, *, demanded: bool = False, again: bool = False
) -> list[Case]:
    """Opens a question to each unit about what the document says now; one asked already is not asked twice."""
    known = Countersign.objects.filter(document=document, content=document.content).exclude(case__status__in=GONE)
    asked = set(known.values_list("case__unit", flat=True))
    wanted = [unit for unit in units if unit.pk not in asked and unit.pk != document.unit_id]
    says = {"says": f"{document.unit.name}送来，{'流程要求' if demanded else '主动征求意见'}"}

    def room(cases: list[Case]) -> None:
        Countersign.objects.bulk_create(
            Countersign(case=case, document=document, content=document.content, demanded=demanded) for case in cases
        )
        for case in cases:
            case.content = document.content
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(content=document.content)

    title = COVER if wanted and Reader.objects.filter(case=document, until=None).exists() else document.title
    openings = [Opening(unit, title, by, at, detail=says, follows=demanded or again) for unit in wanted]
    return open_many("countersign", "ask", openings, room) if openings else []


def cover(document: Case) -> None:
    """Questions about what only named people see are listed without its title; who is asked reads it on their page."""
    Case.objects.filter(countersign__document=document).update(title=COVER)


def of(documents: Iterable[Case]) -> list[Countersign]:
    """Every question about these records, oldest first."""
    if not Countersign.objects.exists():  # a batch names a thousand records, most installations ask rarely
        return []
    rows = Countersign.objects.filter(document__in=[case.pk for case in documents])
    return list(rows.select_related("case__unit").order_by("pk"))


def open_objections(document: Case, wanted: Iterable[Unit], asked: list[Countersign]) -> list[str]:
    """Why the document may not go out yet as far as other units are concerned; each unit's last answer counts."""
    last = {one.case.unit_id: one for one in asked if one.case.status != "recalled"}
    missing = [unit.name for unit in wanted if unit.pk not in last and unit.pk != document.unit_id]
    reasons = [f"按流程须由{name}会签，还没有送去：请信息员在事项页“送会签”" for name in missing]
    for one in last.values():
        unit, status = one.case.unit.name, one.case.status
        if one.content != document.content or status == "lapsed":
            reasons.append(f"{unit}会签之后内容改过，须重新会签：请信息员在事项页“送会签”")
        elif status == "asked":
            reasons.append(f"{unit}还没有答复会签")
        elif status == "objected":
            reasons.append(f"{unit}不同意：请修改后重新送审，或由政务公开办协调")
        elif status == "upheld":
            reasons.append(f"政务公开办协调后要求按{unit}的意见修改：请退回修改")
    return reasons


def lapse(documents: list[Case], by: dict[int, Post | None], at: dict[int, datetime]) -> None:
    """Questions that wait for an answer fall with the text they asked about."""
    rows = Countersign.objects.filter(document__in=[case.pk for case in documents], case__status="asked")
    waiting = list(rows.select_related("case"))
    if waiting:
        takes = [Take(one.case, by[one.document_id], at[one.document_id], follows=True) for one in waiting]
        take_many("countersign", "lapse", takes)


def is_what_was_sent(cases, takes) -> dict[int, list[str]]:
    """The document still says what the other unit was asked about."""
    rows = Countersign.objects.filter(case__in=[case.pk for case in cases]).select_related("case", "document")
    return {
        row.pk: [f"{titled(row.case.title)}送会签之后又改过，这一次会签作废，请等对方重新送来"]
        for row in rows
        if row.document.content != row.content
    }


def is_another_unit(cases, takes) -> dict[int, list[str]]:
    """Whom a unit asks answers from its own place: a leader over both does not answer for the one from the other."""
    post = {take.case.pk: take.by for take in takes}
    rows = Countersign.objects.filter(case__in=[case.pk for case in cases]).select_related("case__unit", "document")
    return {
        row.pk: [f"会签由{row.case.unit.name}自己的分管领导答复，送会签的单位不能代答"]
        for row in rows
        if post[row.pk].unit_id == row.document.unit_id
    }


def is_another_hand(cases, takes) -> dict[int, list[str]]:
    """Who wrote a paper or sent it off passes no judgement on it from another post either."""
    by = {take.case.pk: take.by.person_id for take in takes}
    rows = list(Countersign.objects.filter(case__in=[case.pk for case in cases]).select_related("case"))
    drafters = meetings.drafters_of(row.document_id for row in rows)
    return {
        row.pk: [f"{titled(row.case.title)}是您起草的，会签须由另一人办理"]
        for row in rows
        if by[row.pk] in drafters[row.document_id]
    }


def has_waited(cases, takes) -> dict[int, list[str]]:
    """Silence may be settled only after its limit ran out."""
    at = max(take.at for take in takes)
    in_time = Due.objects.filter(case__in=[case.pk for case in cases], done=None, due__gte=at).values_list(
        "case", flat=True
    )
    return {key: ["对方的答复期限还没有到，到期不答复再协调"] for key in in_time}


def is_ones_own(cases, takes) -> dict[int, list[str]]:
    """Only the unit that asked takes its question back, and never one that a route demands."""
    post = {take.case.pk: take.by for take in takes}
    rows = Countersign.objects.filter(case__in=[case.pk for case in cases]).select_related("document")
    reasons: dict[int, list[str]] = {}
    for row in rows:
        if row.document.unit_id not in (post[row.pk].unit_keys() or ()):
            reasons[row.pk] = ["会签由送出的单位撤回"]
        elif row.demanded:
            reasons[row.pk] = ["这是流程要求的会签，不能撤回；有分歧请政务公开办协调"]
    return reasons


def tell_asker(cases, takes, acts) -> None:
    """Who sent the question learns of the answer."""
    asked = dict(Act.objects.filter(case__in=cases, step="ask").values_list("case_id", "person_id"))
    notices.tell([(asked[act.case_id], act) for act in acts])
