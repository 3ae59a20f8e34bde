"""复评: a second person marks some units blind; where the two differ a third settles it with a reason (H14)."""

from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.assessment import appointed, handing, marking, recusing, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Entrant, Mark, Scoring, Second
from gongkai.assessment.sources import drawing

NUMBERS = ("mark", "count", "number")


def all_items(part: Scoring) -> list[Item]:
    """What is marked in a part."""
    return [item for item in rules.items(part.campaign) if item.source == part.source]


def items(part: Scoring) -> list[Item]:
    """Of that, what can be compared: lists cannot."""
    return [item for item in all_items(part) if item.kind != "list"]


def item_of(part: Scoring, name: str) -> Item:
    return next(item for item in items(part) if item.name == name)


def colleagues(part: Scoring):
    """Posts of the part's unit that may mark."""
    rows = Post.objects.filter(unit=part.unit, role__in=marking.MARKERS).select_related("person", "unit")
    named = appointed.people(part.campaign, part.source, part.unit)
    return rows.filter(person__in=named) if named else rows


def frame(part: Scoring, item: str, second: Post) -> list[list[str]]:
    """[key, title, class] of the units marked by somebody else, from which this person need not keep away."""
    shut = recusing.refused(part.campaign, second)
    given = Mark.objects.filter(campaign=part.campaign, source=part.source, name=item, current=True)
    given = given.exclude(by__person=second.person_id).exclude(unit__in=shut)
    given = given.exclude(second__post__person=second.person_id)
    marked = set(given.values_list("unit", flat=True))
    rows = Entrant.objects.filter(campaign=part.campaign, unit__in=marked).select_related("unit")
    return [[str(one.unit_id), one.unit.name, one.klass] for one in rows]


def ask(cases, takes, acts) -> None:
    """The second has units to mark, drawn by a seed the act keeps."""
    for take in takes:
        said, part = take.detail, Scoring.objects.select_related("campaign", "unit").get(pk=take.case.pk)
        second = colleagues(part).filter(pk=said["post"]).first()
        if second is None or not handing.speaks(part, second):
            raise Unready(["请选这一方的另一位评分人"])
        found = frame(part, said["item"], second)
        picks = drawing.draw(said["seed"], found, said["size"], shared=True)
        if not picks:
            raise Unready(["没有可以复评的：这一项还没有别人评过，或者都要回避"])
        units = [int(one.key) for one in picks]
        marks = Mark.objects.filter(campaign=part.campaign, name=said["item"], source=part.source, current=True)
        Second.objects.bulk_create(
            Second(part=part, item=said["item"], unit_id=mark.unit_id, first=mark, post=second, asked=take.at)
            for mark in marks.filter(unit__in=units).order_by("unit__order", "unit_id")
        )


def owed(part: Scoring, post: Post) -> list[Second]:
    """What this person is still asked to mark a second time."""
    rows = Second.objects.filter(part=part, post__person=post.person_id, at=None)
    return list(rows.select_related("unit").order_by("item", "pk"))


def mark(part: Scoring, given: dict[int, tuple[str, str]], post: Post, at: datetime) -> int:
    """Keeps (value, reason) by key of what this person was asked; returns how many. All or none.

    Raises ``Unready`` with a sentence a unit for what is no valid mark; a loss says why here too.
    """
    if not handing.speaks(part, post) or part.campaign.case.status not in handing.OPEN:
        raise NotYourRole("现在不由您复评")
    recusing.ask(part.campaign, post)
    klass = dict(part.campaign.entrants.values_list("unit", "klass"))
    rows, faults = [], []
    for one in owed(part, post):
        value, reason = given.get(one.pk, ("", ""))
        try:
            said = marking.Given(one.unit_id, value, reason)
            one.value = marking.read(item_of(part, one.item), said, klass[one.unit_id])
        except ValueError as fault:
            faults.append(f"{one.unit.name}：{fault}")
            continue
        one.reason, one.at = reason.strip(), at
        rows += [one] if one.value else []
    if faults or not rows:
        raise Unready(faults or ["还没有填评分，请至少填一个单位"])
    with transaction.atomic():
        part.case.take("second", by=post, at=at, detail={"marks": len(rows)}, follows=True)
        Second.objects.bulk_update(rows, ["value", "reason", "at"])
    return len(rows)


def apart(part: Scoring) -> list[Second]:
    """Pairs that differ and nobody has settled."""
    rows = Second.objects.filter(part=part, settled=None).exclude(at=None).select_related("unit", "first__by__person")
    return [one for one in rows.select_related("post__person") if one.value != one.first.value]


def settle(one: Second, value: str, why: str, by: Post, at: datetime) -> None:
    """A third person's mark, with a reason, is the one that counts.

    Raises ``NotYourRole`` for either of the two, ``Unready`` for what is settled or no valid mark.
    """
    part = one.part
    if by.person_id in (one.first.by.person_id, one.post.person_id):
        raise NotYourRole("这一件您评过，请由第三人评定")
    if one not in apart(part):
        raise Unready(["这一件已经评定，或者两人评的一样"])
    if not value.strip() or not why.strip():
        raise Unready(["请填评定的结果和理由"])
    with transaction.atomic():
        part.case.take("settle", by=by, at=at, detail={"second": one.pk}, words=why, follows=True)
        given = marking.Given(one.unit_id, value, why)
        marking.give(part.campaign, item_of(part, one.item), [given], by, at)
        one.third, one.why, one.by, one.settled = value.strip(), why.strip(), by, at
        one.save(update_fields=["third", "why", "by", "settled"])
