"""A script becomes tasks: units, days and people by a seed that nobody outside the part sees."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Reader
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.assessment import handing, recusing
from gongkai.assessment.models import MysteryScript, MysteryTask, Sample, Scoring
from gongkai.assessment.sources import drawing, sampling
from gongkai.law.limits import Limit, Span

LIMIT = "assessment.mystery"


@dataclass(frozen=True)
class Plan:
    """Who is tested: these ``units`` (keys), else a ``sample``, else ``size`` drawn from all; and by whom."""

    people: Sequence[Post]
    units: Sequence[int] = ()
    sample: Sample | None = None
    size: int = 1


def plan(script: MysteryScript, asked: Plan) -> list[MysteryTask]:
    """Saves a script with its tasks. Raises ``Unready`` where no unit, day or person is left for it."""
    may_plan(script.part, script.by)
    if script.part.campaign.case.status not in handing.OPEN:
        raise Unready(["这次考核现在不在评分中，不能安排暗访测试"])
    today = script.at.astimezone(BEIJING).date()
    days = workdays(script.since, script.until)
    if script.since <= today or not days:
        raise Unready(["测试从明天以后的日子里排，请选明天以后、至少有一个工作日的时段"])
    told = _shared_out(script, _order(script.seed, _units(script, asked)), asked.people)
    spread = [_day(script.seed, days, place, len(told)) for place in range(len(told))]

    def rows(cases):
        script.save()
        MysteryTask.objects.bulk_create(
            MysteryTask(case=case, script=script, unit_id=unit, post=post, day=day)
            for case, (unit, post), day in zip(cases, told, spread, strict=True)
        )
        Reader.objects.bulk_create(
            Reader(case=case, person_id=post.person_id, since=script.at)
            for case, (_, post) in zip(cases, told, strict=True)
        )

    names = dict(script.part.campaign.entrants.values_list("unit", "unit__name"))
    openings = [
        Opening(script.part.unit, f"暗访测试：{names[unit]}，{script.get_way_display()}", script.by, script.at,
                follows=True)
        for unit, _ in told
    ]  # fmt: skip
    open_many("mystery", "plan", openings, rows)
    return list(script.tasks.all())


def give(task: MysteryTask, post: Post, by: Post, at: datetime, words: str) -> None:
    """Another person of the part does the test, on the same day. Raises ``Unready`` for whoever keeps away."""
    if task.unit_id in recusing.refused(task.script.part.campaign, post):
        raise Unready(["这位要回避被测试的单位，请换另一位"])
    with transaction.atomic():
        task.case.take("give", by=by, at=at, words=words, detail={"says": f"改由 {post.person} 测试"})
        MysteryTask.objects.filter(pk=task.pk).update(post=post)
        readers = Reader.objects.filter(case=task.case, until=None)
        readers.exclude(person=post.person_id).update(until=at)
        if not readers.filter(person=post.person_id).exists():
            Reader.objects.create(case=task.case, person_id=post.person_id, since=at)


def may_plan(part: Scoring, post: Post) -> None:
    """Raises ``NotYourRole`` for all but who marks the part, and the office for them."""
    if post.role != Role.OFFICE and part not in handing.mine(part.campaign, post):
        raise NotYourRole("暗访测试由评这一方的人或者政务公开办安排")


def workdays(since: date, until: date) -> list[date]:
    calendar = shelf.calendar()
    days = (since + timedelta(n) for n in range((until - since).days + 1))
    return [day for day in days if calendar.is_workday(day)]


def limits_of(cases) -> dict[int, list[Limit]]:
    """Each task is to be done on its own day."""
    known, found = shelf.here()[LIMIT], {}
    for one in MysteryTask.objects.filter(pk__in=[case.pk for case in cases]).select_related("script"):
        days = (one.day - one.script.at.astimezone(BEIJING).date()).days
        found[one.pk] = [replace(known, within=Span(days, "days"))]
    return found


def _units(script: MysteryScript, asked: Plan) -> list[int]:
    """Keys of whom to test; whoever tests does not test the own unit."""
    frame = [row for row in sampling.frame(script.part, sampling.UNITS) if int(row[0]) != script.part.unit_id]
    known = {int(key) for key, _, _ in frame}
    if asked.units:
        found = list(asked.units)
    elif asked.sample:
        found = [int(one.key) for one in sampling.picked(asked.sample)]
    else:
        found = [int(one.key) for one in drawing.draw(script.seed, frame, asked.size, shared=True)]
    if not (found := [key for key in found if key in known]):
        raise Unready(["没有可以测试的单位：只能测试参加这次考核的、不是评分人自己的单位"])
    return found


def _order(seed: str, units: list[int]) -> list[int]:
    return sorted(units, key=lambda key: hashlib.sha256(f"{seed}\nday\n{key}".encode()).hexdigest())


def _day(seed: str, days: list[date], place: int, of: int) -> date:
    """A day in this test's own stretch of the window, so that tests are spread and none is on a day one could tell."""
    first, behind = place * len(days) // of, (place + 1) * len(days) // of
    stretch = days[first : max(behind, first + 1)]
    return stretch[int(hashlib.sha256(f"{seed}\nstretch\n{place}".encode()).hexdigest(), 16) % len(stretch)]


def _shared_out(script: MysteryScript, units: list[int], people: Sequence[Post]) -> list[tuple[int, Post]]:
    """(unit, who tests it): in turn, past whoever keeps away from the unit."""
    refused = {post.pk: recusing.refused(script.part.campaign, post) for post in people}
    load, found = dict.fromkeys(refused, 0), []
    for unit in units:
        free = [post for post in people if unit not in refused[post.pk]]
        if not free:
            raise Unready(["有的单位选中的人都要回避，请再选一位测试的人"])
        post = min(free, key=lambda one: load[one.pk])
        load[post.pk] += 1
        found.append((unit, post))
    return found
