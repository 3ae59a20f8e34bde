"""A clean-up's documents and what their units decide on them."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.cleanups.models import Cleanup, Decision, Item, Part
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.standing import HOLDS
from gongkai.look.words import titled

OPEN = ("judging", "returned")


@dataclass(frozen=True)
class Plan:
    """``units`` empty: every unit that has documents."""

    title: str
    until: date
    topic: Topic
    units: tuple[Unit, ...] = ()


def candidates(until: date, units: tuple[Unit, ...] = ()) -> QuerySet[Disclosure]:
    """Public documents that hold and were formed up to the day."""
    found = Disclosure.objects.filter(validity__in=HOLDS, live__formed_on__lte=until)
    if units:
        found = found.filter(case__unit__in=units)
    return found.select_related("case__unit", "live").order_by("case__unit__order", "live__formed_on", "pk")


def begin(plan: Plan, by: Post, at: datetime) -> Cleanup:
    """Opens the clean-up and a part for each unit that has documents in it. Raises ``Unready`` where none has."""
    found: dict[Unit, list[Disclosure]] = defaultdict(list)
    for row in candidates(plan.until, plan.units):
        found[row.case.unit].append(row)
    if not found:
        raise Unready(["这个范围里没有填了有效性、还有效的公开文件，不用清理"])
    with transaction.atomic():
        made: list[Cleanup] = []

        def opened(cases: list[Case]) -> None:
            made.append(Cleanup.objects.create(case=cases[0], until=plan.until, topic=plan.topic))

        open_many("cleanup", "plan", [Opening(by.unit, plan.title, by, at)], opened)
        openings = [Opening(unit, f"{plan.title}：{unit.name}", by, at) for unit in found]
        open_many("cleanup_part", "assign", openings, lambda cases: _parts(made[0], cases, list(found.values())))
    return made[0]


def judge(part: Part, version: int, said: dict[int, tuple[str, str]], by: Post, at: datetime) -> None:
    """Keeps decisions (decision, reason) by item key; raises ``StaleDraft`` over somebody else's save."""
    keys = by.unit_keys()
    if by.role != "proposer" or (keys is not None and part.case.unit_id not in keys):
        raise NotYourRole(f"由{part.case.unit.name}的信息员填写清理意见，您可以查看，不能修改")
    with transaction.atomic():
        items = list(part.items.order_by("pk"))
        for item in items:
            decision, reason = said.get(item.pk, (item.decision, item.reason))
            if (decision, reason) != (item.decision, item.reason) and (not decision or decision in Decision.values):
                item.decision, item.reason, item.by_id, item.at = decision, reason[:200], by.person_id, at
                item.save(update_fields=["decision", "reason", "by", "at"])
        saved = Case.objects.filter(pk=part.pk, version=version, status__in=OPEN)
        if not saved.update(version=F("version") + 1, content=digest(items)):
            raise StaleDraft("另一人在您打开以后保存过，或者已经报送，请返回清理页看过新的意见再填")


def digest(items: list[Item]) -> str:
    told = [[item.disclosure_id, item.decision, item.reason] for item in items]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def all_judged(cases, takes) -> dict[int, list[str]]:
    reasons: dict[int, list[str]] = {}
    for item in Item.objects.filter(part__in=[case.pk for case in cases]).select_related("disclosure__case"):
        if not item.decision:
            reasons.setdefault(item.part_id, []).append(f"{titled(item.disclosure.case.title)}还没有选清理意见")
        elif not item.reason.strip():
            reasons.setdefault(item.part_id, []).append(f"{titled(item.disclosure.case.title)}还没有写理由")
    return reasons


def still_runs(cases, takes) -> dict[int, list[str]]:
    over = Part.objects.filter(pk__in=[case.pk for case in cases]).exclude(cleanup__case__status="judging")
    return {part.pk: ["这次清理已经批准或者取消，不能再改"] for part in over}


def _parts(cleanup: Cleanup, cases: list[Case], documents: list[list[Disclosure]]) -> None:
    for case, rows in zip(cases, documents, strict=True):
        part = Part.objects.create(case=case, cleanup=cleanup)
        items = Item.objects.bulk_create(Item(part=part, disclosure=row) for row in rows)
        case.content = digest(items)
        Case.objects.filter(pk=case.pk).update(content=case.content)
