"""评分质量: the pace of the people of a campaign, and how far two agree who did not see each other (U15)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from gongkai.accounts.models import Role
from gongkai.assessment import rules
from gongkai.assessment.models import Campaign, Declaration, Mark, Scoring, Second
from gongkai.assessment.sources import agreement
from gongkai.assessment.sources.agreement import Agreement
from gongkai.assessment.sources.seconding import NUMBERS

PAUSE = timedelta(minutes=30)  # a longer gap between two saves is no work on one item


def people(campaign: Campaign) -> list[dict]:
    """A row each person who declared or marked: marks, changes, minutes an item, agreement with second marks."""
    given = Mark.objects.filter(campaign=campaign).exclude(by__role=Role.PROPOSER)  # a unit that rates itself is apart
    marks = list(given.select_related("by__person", "by__unit").order_by("at", "pk"))
    said = {one.person_id: one for one in Declaration.objects.filter(campaign=campaign, current=True).select_related(
        "person", "by__unit")}  # fmt: skip
    posts = {mark.by.person_id: mark.by for mark in marks} | {key: one.by for key, one in said.items()}
    seconds, spent = _seconds(campaign), minutes(marks)
    found = []
    for key, post in posts.items():
        own = [mark for mark in marks if mark.by.person_id == key]
        pairs = [one for one in seconds if key in (one.first.by.person_id, one.post.person_id)]
        times = [time for (person, _), some in spent.items() if person == key for time in some]
        found.append(
            {
                "name": post.person.name, "unit": post.unit.name, "declared": said[key].at if key in said else None,
                "refused": len(said[key].refused) if key in said else 0, "marks": sum(mark.current for mark in own),
                "changed": sum(not mark.current for mark in own), "minutes": _middle(times), "times": len(times),
                "agreement": _agreement(campaign, pairs),
            }
        )  # fmt: skip
    return sorted(found, key=lambda row: (row["unit"], row["name"]))


def items(campaign: Campaign) -> list[dict]:
    """A row each item of which something was marked: minutes, and agreement over its pairs."""
    seconds = _seconds(campaign)
    spent = minutes(Mark.objects.filter(campaign=campaign).select_related("by").order_by("at", "pk"))
    found = []
    for item in rules.items(campaign):
        times = [time for (_, name), some in spent.items() if name == item.name for time in some]
        pairs = [one for one in seconds if one.item == item.name]
        if times or pairs:
            said = {"title": item.title, "minutes": _middle(times), "times": len(times)}
            found.append(said | {"agreement": _agreement(campaign, pairs)})
    return found


def items_of_part(part: Scoring) -> list[dict]:
    """A row each item of a part that was marked twice."""
    rows = [one for one in _seconds(part.campaign) if one.part_id == part.pk]
    titles = {item.name: item.title for item in rules.items(part.campaign)}
    names = [name for name in titles if any(one.item == name for one in rows)]
    return [
        {"title": titles[name], "agreement": _agreement(part.campaign, [one for one in rows if one.item == name])}
        for name in names
    ]


def minutes(marks: Iterable[Mark]) -> dict[tuple[int, str], list[float]]:
    """Minutes from one save of a person to the next, by (person, item saved); long gaps are left out."""
    last: dict[int, datetime] = {}
    found: dict[tuple[int, str], list[float]] = defaultdict(list)
    for mark in marks:
        person, before = mark.by.person_id, last.get(mark.by.person_id)
        if before and timedelta(0) < mark.at - before <= PAUSE:
            found[person, mark.name].append((mark.at - before) / timedelta(minutes=1))
        last[person] = mark.at
    return found


def _seconds(campaign: Campaign) -> list[Second]:
    rows = Second.objects.filter(part__campaign=campaign).exclude(at=None)
    return list(rows.select_related("first__by", "post", "part"))


def _agreement(campaign: Campaign, rows: list[Second]) -> Agreement:
    kinds = {item.name: item.kind for item in rules.items(campaign)}
    numbers = all(kinds[one.item] in NUMBERS for one in rows)
    return agreement.of([(one.first.value, one.value) for one in rows], numbers)


def _middle(times: list[float]) -> str:
    return f"{median(times):.1f}" if times else ""
