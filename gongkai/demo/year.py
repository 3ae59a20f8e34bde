"""The year's plan: every disclosure of every unit from 1 January 2025 to the moment the demonstration stands at.

Pure and seeded: the same plan every time, from the county's file, the catalogue and the targets alone. ``key`` counts
in the order of publication, so that index numbers and document numbers run as they would have run.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai import shelf
from gongkai.catalogue.written import Catalogue, Written, read_catalogue
from gongkai.demo import hours, lives, planted, standing
from gongkai.demo.county import Body, publishers
from gongkai.demo.dice import Dice
from gongkai.demo.stories import Story
from gongkai.demo.texts import library
from gongkai.law.reading import read_file

SEED = "大英县 2025"
GOVERNMENT_TARGET = 60  # what the county government publishes in its own name
NEVER_STALE = ("yaowen", "gonggao", "wenjian")  # what every unit keeps up, if anything
PROMPT = {"disclosures.news", "disclosures.notice", "interpretation.follow"}
WEEK = {"disclosures.policy"}


@dataclass(frozen=True)
class Manner:
    """How a unit keeps its duties: share of its target met, of items late, of columns let go stale."""

    met: float
    late: float
    stale: float


@cache
def topics() -> dict[str, Written]:
    """The topics of 大英县's catalogue that carry a duty, by code."""
    found = _catalogue("daying")
    return {topic.code: topic for topic in found.topics if topic.code not in found.shelves}


def columns_of(body: Body) -> list[Written]:
    """Topics that a unit keeps."""
    return [topic for topic in topics().values() if body.kind in topic.by or body.name in topic.by]


def plan() -> list[Story]:
    """All stories in order of publication; what is not public comes last. ``key`` counts from 1."""
    found: list[Story] = []
    for body in publishers():
        found += _year_of(body)
    planted.disturb(found, Dice(f"{SEED}/disturb"))
    found += planted.desks()
    found.sort(
        key=lambda story: (story.published or hours.NOW, story.opened, story.body.number, story.topic, story.nth)
    )
    _number_papers(found)
    _fill_registers(found)
    for key, story in enumerate(found, start=1):
        story.key = key
    return found


def manner(body: Body) -> Manner:
    """Drawn for each unit: most do well, some are over target, a few far under it."""
    dice = Dice(f"{SEED}/{body.name}/manner")
    met = dice.pick((0.62, 0.81, 0.88, 0.92, 0.95, 0.97, 0.98, 1.0, 1.0, 1.02, 1.05, 1.1, 1.17))
    return Manner(met, dice.pick((0.01, 0.02, 0.03, 0.05, 0.08, 0.14)), dice.pick((0.0, 0.04, 0.08, 0.15, 0.3)))


def _year_of(body: Body) -> list[Story]:
    dice, how = Dice(f"{SEED}/{body.name}"), manner(body)
    found = standing.stories(body, columns_of(body), dice, how.late)
    counted = sum(1 for story in found if _counts(story))
    wanted = round((body.target or GOVERNMENT_TARGET) * how.met) - counted
    for topic, many in _shares(body, wanted, dice):
        numbers: Counter = Counter()
        for day in _days(topic, many, dice, how):
            numbers[day.year] += 1
            found.append(_story(body, topic, day, numbers[day.year], dice, how))
    found += _interpretations(body, found, dice, how)
    return [story for story in found if story.opened < hours.NOW]


def _counts(story: Story) -> bool:
    """Whether it counts towards the year's target."""
    internal = topics()[story.topic].audience == "internal"
    return story.published is not None and hours.day_of(story.published).year == 2025 and not internal


def _shares(body: Body, wanted: int, dice: Dice) -> Iterator[tuple[Written, int]]:
    """The unit's columns with how many items each gets; the parts add up to what is wanted (largest remainders)."""
    shares = {topic.code: library.columns()[topic.code]["share"] for topic in columns_of(body)}
    weights = {code: share * dice.between(0.85, 1.15) for code, share in shares.items() if share}
    whole = sum(weights.values())
    exact = {code: max(0, wanted) * weight / whole for code, weight in weights.items()}
    parts = {code: int(number) for code, number in exact.items()}
    for code in sorted(exact, key=lambda code: (parts[code] - exact[code], code))[
        : max(0, wanted) - sum(parts.values())
    ]:
        parts[code] += 1
    for code, many in parts.items():
        yield topics()[code], many


def _days(topic: Written, many: int, dice: Dice, how: Manner) -> list[date]:
    """Days on which items of a column come to be: spread over the year, or ending early where a column went stale."""
    year = hours.workdays(hours.FIRST, date(2025, 12, 31))
    end = 1.0
    if topic.refresh and topic.code not in NEVER_STALE and dice.chance(how.stale):
        end = dice.between(0.35, 0.85)
    found = [year[int((i + dice.between(0, 1)) / many * len(year) * end)] for i in range(many)]
    january = hours.workdays(date(2026, 1, 1), hours.LAST)
    if end == 1.0:
        found += dice.some(january, round(many * len(january) / len(year) + dice.between(-0.5, 0.5)))
    return sorted(found)


def _story(body: Body, topic: Written, day: date, number: int, dice: Dice, how: Manner) -> Story:
    genre = dice.pick(library.columns()[topic.code]["genres"])
    life = _life(topic, dice, day, dice.chance(how.late))
    if dice.chance(0.02):
        life = lives.returned(dice, life)
    opened, moves = lives.until(life, hours.NOW) or (life[0], [])
    return Story(body, topic.code, genre, day, opened, moves, nth=number)


def _life(topic: Written, dice: Dice, day: date, late: bool) -> lives.Life:
    if PROMPT & set(topic.limits):
        return lives.prompt(dice, day, late)
    if WEEK & set(topic.limits):
        return lives.within_week(dice, day, late)
    return lives.within_days(dice, day, late)


def _interpretations(body: Body, found: list[Story], dice: Dice, how: Manner) -> list[Story]:
    """What explains the unit's policy documents: most on the day, some within three working days, late or never."""
    own = {topic.code for topic in columns_of(body)}
    papers = [story for story in found if story.topic in ("guifan", "redian") and story.published]
    if "jiedu" in own:
        others = [story for story in found if story.topic == "wenjian" and story.genre == "notice" and story.published]
        papers += dice.some(others, min(len(others), max(0, 14 - len(papers))))
    told: list[Story] = []
    for paper in sorted(papers, key=lambda story: (story.went_out, story.topic, story.nth)):
        days = dice.weighed((0, 1, 2, 3, dice.number(5, 16), None), (60, 8, 6, 4, 6 + 60 * how.late, 12))
        if days is not None:
            told.append(
                _interpretation(body, paper, "jiedu" if "jiedu" in own else paper.topic, days, len(told) + 1, dice)
            )
    return [story for story in told if story.opened < hours.NOW]


def _interpretation(body: Body, paper: Story, topic: str, days: int, number: int, dice: Dice) -> Story:
    opened, moves = lives.explained(dice, paper.opened, paper.went_out, days)
    formed = hours.day_of(opened)
    opened, moves = lives.until((opened, moves), hours.NOW) or (opened, [])
    return Story(body, topic, "interpretation", formed, opened, moves, nth=900 + number, interprets=paper)


def _number_papers(found: list[Story]) -> None:
    """发文字号 by unit and year, in the order in which papers came to be."""
    given: Counter = Counter()
    for story in sorted(found, key=lambda story: (story.formed, story.opened, story.body.number, story.nth)):
        if library.genres()[story.genre].numbered and story.published:
            given[story.body.name, story.formed.year] += 1
            number = given[story.body.name, story.formed.year]
            story.doc_no = f"{story.body.mark}〔{story.formed.year}〕{number}号"


def _fill_registers(found: list[Story]) -> None:
    """What each month's register says: how many items the unit published last month, by column."""
    out: dict[tuple[str, int, int], Counter] = defaultdict(Counter)
    for story in found:
        if story.published and topics()[story.topic].audience == "public":
            day = hours.day_of(story.published)
            out[story.body.name, day.year, day.month][story.topic] += 1
    for story in found:
        if story.genre == "register":
            last = hours.month_before(story.formed)
            counts = out[story.body.name, last.year, last.month]
            story.register = tuple((topics()[code].name, counts[code]) for code in topics() if counts[code])


@cache
def _catalogue(name: str) -> Catalogue:
    return read_catalogue(read_file(shelf.catalogue(name)), base=_catalogue, register=shelf.documents())
