"""Taking rows in: by its number at the source each comes once; the same again is nothing, a change is a step."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken
from gongkai.acts.taking import Take, take_many
from gongkai.checks import privacy
from gongkai.hotline import taking_in
from gongkai.hotline.models import Plea, Source
from gongkai.hotline.sources.rows import LABELS, Row, read
from gongkai.hotline.steps import OPEN
from gongkai.hotline.taking_in import Said, person_digest, title_of
from gongkai.hotline.vocabulary import Channel
from gongkai.vault.sealed import digest

MOST = 2000
KEPT = ("words", "name", "phone", "address")


@dataclass
class Plan:
    """What rows would do: new ones, changed ones with their case, how many are known, (place, reason) of the faulty."""

    fresh: list[Row] = field(default_factory=list)
    changed: list[tuple[Plea, Row]] = field(default_factory=list)
    same: int = 0
    late: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)

    @property
    def good(self) -> int:
        return len(self.fresh) + len(self.changed)

    @property
    def says(self) -> str:
        parts = [f"可以写入 {len(self.fresh)} 件新的"] if self.fresh else []
        parts += [f"{len(self.changed)} 件有变化，将更新"] if self.changed else []
        parts += [f"{self.same} 件以前写入过，没有变化"] if self.same else []
        parts += [f"{self.late} 件已经答复或者办结，平台上的改动不再写入"] if self.late else []
        parts += [f"{len(self.bad)} 行有问题"] if self.bad else []
        return "；".join(parts or ["没有可以写入的内容"]) + "。"


def look_through(source: Source, said: Sequence[object], at: datetime) -> Plan:
    """Reads rows; writes nothing."""
    plan, rows, seen = Plan(), list[Row](), set[str]()
    for place, one in enumerate(said):
        try:
            row = read(one)
            _ask(row, seen, at)
            seen.add(row.outside)
            rows.append(row)
        except ValueError as reason:
            plan.bad.append((place, str(reason)))
    held = {plea.outside: plea for plea in Plea.objects.filter(source=source, outside__in=seen).select_related("case")}
    for row in rows:
        _sort(plan, row, held.get(row.outside))
    return plan


def take(source: Source, plan: Plan, by: Post | None, at: datetime) -> None:
    """Writes what the plan found. All or none. Raises ``Overtaken`` where the same rows came in meanwhile."""
    try:
        with transaction.atomic():
            if plan.fresh:
                taking_in.take_in_many([_said(source, row, by) for row in plan.fresh], at)
            if plan.changed:
                _update(plan.changed, by, at)
    except IntegrityError:
        raise Overtaken("刚刚有人写入过同样的工单，这一份没有写入，请再看一遍") from None


def _ask(row: Row, seen: set[str], at: datetime) -> None:
    if row.outside in seen:
        raise ValueError("这个工单号在这一份里出现了两次，请只留一行")
    if row.moment > at:
        raise ValueError(f"“{LABELS['at']}”在现在以后，请改正")
    if privacy.find(row.gist):
        raise ValueError("“事由”里像是有电话、身份证号一类的个人信息，请写进“内容”，事由只写事情")


def _sort(plan: Plan, row: Row, held: Plea | None) -> None:
    if held is None:
        plan.fresh.append(row)
    elif held.row == _mark(row):
        plan.same += 1
    elif held.case.status not in OPEN:
        plan.late += 1
    else:
        plan.changed.append((held, row))


def _update(changed: Sequence[tuple[Plea, Row]], by: Post | None, at: datetime) -> None:
    """What the platform says now stands in the case; which items changed is in the act, their words are not."""
    takes = []
    for plea, row in changed:
        items = [LABELS[name] for name in KEPT if (getattr(plea, name) or "") != getattr(row, name)]
        items += _named_anew(plea, row) if plea.case.status == "received" else []
        for name in KEPT:
            setattr(plea, name, getattr(row, name) or None)
        plea.by_name, plea.by_phone = person_digest("name", row.name), person_digest("phone", row.phone)
        plea.row = _mark(row)
        says = {"says": f"平台改了{'、'.join(items) or '其他内容'}"}
        takes.append(Take(plea.case, by, at, follows=True, detail=says))
    Plea.objects.bulk_update([plea for plea, _ in changed], [*KEPT, "by_name", "by_phone", "sort", "gist", "row"])
    Case.objects.bulk_update([plea.case for plea, _ in changed], ["title"])
    take_many("plea", "update", takes)


def _named_anew(plea: Plea, row: Row) -> list[str]:
    """Until the office has accepted it, a case is what its platform calls it."""
    items = [LABELS["sort"]] if plea.sort != row.code else []
    items += [LABELS["gist"]] if plea.gist != row.gist else []
    plea.sort, plea.gist = row.code, row.gist
    plea.case.title = title_of(plea.sort, plea.number, row.gist)
    return items


def _said(source: Source, row: Row, by: Post | None) -> Said:
    return Said(
        row.code, Channel.PLATFORM, row.words, name=row.name, phone=row.phone, address=row.address, gist=row.gist,
        by=by, at=row.moment, source=source, outside=row.outside, row=_mark(row),
    )  # fmt: skip


def _mark(row: Row) -> str:
    """By which it is known whether a row changed; keyed, as it is made of private words."""
    return digest(f"平台工单 {json.dumps(row.model_dump(), ensure_ascii=False, sort_keys=True)}")
