"""What a unit writes to each finding it mends, and what binds its report: the hash over all of it."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import StaleDraft, Unready
from gongkai.acts.taking import Take, take_many
from gongkai.findings.models import Item, Outcome, Rectification, Sighting

OPEN = ("mending", "returned", "late", "pursued")


@dataclass(frozen=True)
class Said:
    """``evidence`` is added to what there is, as [sha256, name]."""

    measure: str
    owner: str = ""
    planned: date | None = None
    evidence: list[list[str]] = field(default_factory=list)


def owed(row: Rectification) -> list[Item]:
    """What the unit still has to mend: after a re-check only what failed."""
    return list(row.items.exclude(outcome=Outcome.MENDED).select_related("finding__case"))


def seen(row: Rectification) -> dict[int, list[Sighting]]:
    """What each finding cost in the round, by its key."""
    found: dict[int, list[Sighting]] = defaultdict(list)
    for one in Sighting.objects.filter(round=row.round_id, finding__items__rectification=row):
        found[one.finding_id].append(one)
    return found


def say(row: Rectification, version: int, said: dict[int, Said], by: Post, at: datetime) -> int:
    """Keeps what is said by item key, as one act; returns how many changed. Raises ``StaleDraft``, ``Unready``."""
    with transaction.atomic():
        changed = []
        for item in owed(row):
            if item.pk in said and _put(item, said[item.pk]):
                changed.append(item)
        if not changed:
            raise Unready(["没有改动，不用保存"])
        Item.objects.bulk_update(changed, ["measure", "owner", "planned", "evidence", "outcome"])
        saved = Case.objects.filter(pk=row.pk, version=version, status__in=OPEN)
        if not saved.update(version=F("version") + 1, content=_digest(row.items.order_by("pk"))):
            raise StaleDraft("另一人在您打开以后保存过，或者已经报送，请返回看过新的内容再填")
        row.case.refresh_from_db()
        numbers = "、".join(item.finding.number for item in changed[:5])
        says = f"问题 {numbers}" + (f" 等 {len(changed)} 个" if len(changed) > 5 else "")
        take_many("rectification", "measure", [Take(row.case, by, at, detail={"says": says})])
    return len(changed)


def all_measured(cases, takes) -> dict[int, list[str]]:
    """Each owed finding has a measure and evidence before the unit reports."""
    reasons: dict[int, list[str]] = defaultdict(list)
    rows = Item.objects.filter(rectification__in=[case.pk for case in cases]).exclude(outcome=Outcome.MENDED)
    for item in rows.select_related("finding__case"):
        title = f"“{item.finding.case.title}”"
        if item.outcome == Outcome.FAILED:
            reasons[item.rectification_id].append(f"{title}退回以后还没有补充")
        elif not item.measure.strip():
            reasons[item.rectification_id].append(f"{title}还没有写整改措施和结果")
        elif not item.evidence:
            reasons[item.rectification_id].append(f"{title}还没有上传证据")
    return reasons


def bind(cases: list[Case]) -> None:
    """Cases keep the hash of their items."""
    grouped: dict[int, list[Item]] = defaultdict(list)
    for item in Item.objects.filter(rectification__in=[case.pk for case in cases]).order_by("pk"):
        grouped[item.rectification_id].append(item)
    for case in cases:
        case.content = _digest(grouped[case.pk])
    Case.objects.bulk_update(cases, ["content"])


def _put(item: Item, said: Said) -> bool:
    before = (item.measure, item.owner, item.planned, len(item.evidence))
    item.measure, item.owner, item.planned = said.measure.strip()[:500], said.owner.strip()[:40], said.planned
    known = {sha256 for sha256, _ in item.evidence}
    item.evidence = [*item.evidence, *(one for one in said.evidence if one[0] not in known)]
    changed = before != (item.measure, item.owner, item.planned, len(item.evidence))
    item.outcome = "" if changed else item.outcome
    return changed


def _digest(items) -> str:
    told = [
        [item.finding_id, item.measure, item.owner, item.planned and item.planned.isoformat(), item.evidence,
         item.outcome]
        for item in items
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
