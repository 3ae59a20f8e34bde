"""文书设置: what a unit's letters say of itself; until it is told, what follows from the unit's own name."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.foi.models import Letterhead
from gongkai.papers.letters.matter import Organ

FIELDS = ("name", "code", "review", "court", "copied")
REVIEW, COURT = "本级人民政府", "有管辖权的人民法院"


def organs(units: Collection[Unit]) -> dict[int, Organ]:
    """How units sign, by key."""
    told = Letterhead.objects.filter(unit__in=[unit.pk for unit in units])
    heads = {head.unit_id: Organ(head.name, head.review, head.court, head.code, copied=head.copied) for head in told}
    return {unit.pk: heads.get(unit.pk) or presumed(unit) for unit in units}


def presumed(unit: Unit) -> Organ:
    """What can be said of a unit that told nothing; its letters are lawful, if not pretty."""
    return Organ(unit.full_name or unit.name, REVIEW, COURT, f"{unit.name}公开")


def write_many(heads: list[Letterhead], by: list[Post], at: datetime) -> None:
    """First settings of units, each by its own post. All or none."""

    def room(cases: list[Case]) -> None:
        for head, case in zip(heads, cases, strict=True):
            head.case = case
        Letterhead.objects.bulk_create(heads)

    openings = [
        Opening(head.unit, f"{head.unit.name}的文书设置", post, at) for head, post in zip(heads, by, strict=True)
    ]
    open_many("letterhead", "write", openings, room)


def amend(head: Letterhead, by: Post, at: datetime) -> None:
    """What was changed on ``head`` in the hand; the trail keeps old and new. Raises ``Unready``."""
    with transaction.atomic():
        before = Letterhead.objects.select_for_update(of=("self",)).get(pk=head.pk)
        changed = [name for name in FIELDS if getattr(before, name) != getattr(head, name)]
        if not changed:
            raise Unready(["没有改动，请修改以后再保存"])
        labels = {one.name: one.verbose_name for one in Letterhead._meta.local_fields}
        says = "；".join(
            f"{labels[name]}由“{getattr(before, name) or '无'}”改为“{getattr(head, name) or '无'}”" for name in changed
        )
        head.case.take("amend", by=by, at=at, detail={"says": says})
        head.save(update_fields=changed)
