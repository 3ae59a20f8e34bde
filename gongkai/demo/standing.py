"""Columns that follow the calendar rather than the news: guide, register, functions, powers, budget, annual report.

What stands long is looked through in the windows of 1–15 January and 1–15 July (TZ-2.5); on the day the demonstration
stands at, the window of January 2026 is open and some units have not begun.
"""

from collections.abc import Iterable
from datetime import date

from gongkai.catalogue.written import Written
from gongkai.demo import hours, lives
from gongkai.demo.county import Body
from gongkai.demo.dice import Dice
from gongkai.demo.stories import Story
from gongkai.demo.texts import library

SMALL = 60  # units with fewer items a year keep a shorter calendar
WINDOWS = (
    (date(2025, 1, 2), date(2025, 1, 15)),
    (date(2025, 7, 1), date(2025, 7, 15)),
    (date(2026, 1, 4), date(2026, 1, 15)),
)
JANUARY = ("done", "done", "begun", "not yet", "not yet")  # how far units are in the window that is open now
LATELY = date(2026, 1, 7)
REFRESHED = "按半年核对要求更新"
INTERNAL = ("neibu-ganbu", "neibu-caiwu", "neibu-gongzi", "neibu-caigou", "neibu-zhongda")


def stories(body: Body, topics: Iterable[Written], dice: Dice, late: float) -> list[Story]:
    """The unit's stories of these columns, in the order of the catalogue."""
    own = {topic.code for topic in topics}
    found: list[Story] = []
    for code, begin in _CALENDARS.items():
        if code in own:
            found += begin(body, code, dice, late)
    for code in INTERNAL:
        if code in own:
            found += _internal(body, code, dice)
    return found


def _yearly(body: Body, code: str, dice: Dice, late: float) -> list[Story]:
    return [_story(body, code, _day(dice, date(2025, 1, 6), date(2025, 3, 20)), dice, 1)]


def _register(body: Body, code: str, dice: Dice, late: float) -> list[Story]:
    months = [date(2025, month, 1) for month in range(2, 13)]
    if body.target < SMALL:
        months = months[2::3]
    elif dice.chance(3 * late):
        months = months[: dice.number(4, 9)]
    if dice.chance(0.6):
        months.append(date(2026, 1, 4))
    days = [_day(dice, first, first.replace(day=9)) for first in months]
    return [_story(body, code, day, dice, day.month) for day in days]


def _looked_through(body: Body, code: str, dice: Dice, late: float) -> list[Story]:
    """One page for good, gone through every half-year: the change is a new edition."""
    story = _story(body, code, _day(dice, *WINDOWS[0]), dice, 1)
    for first, last in WINDOWS[1:]:
        late_by = 14 if dice.chance(late) else 0
        begun = hours.moment(dice, hours.later(_day(dice, first, last), late_by), hours.OPENS, 11 * 60)
        state = "done" if last < hours.LAST else _state_now(dice)
        changes = lives.again(dice, begun, REFRESHED)
        story.moves += changes[: {"done": len(changes), "begun": dice.number(2, 4), "not yet": 0}[state]]
    story.moves = [move for move in story.moves if move.at < hours.NOW]
    return [story]


def _each_window(body: Body, code: str, dice: Dice, late: float) -> list[Story]:
    """A new list or rule for every half-year."""
    found = []
    for number, (first, last) in enumerate(WINDOWS, start=1):
        state = "done" if last < hours.LAST else _state_now(dice)
        if state == "not yet":
            continue
        story = _story(body, code, _day(dice, first, min(last, LATELY) if state == "begun" else last), dice, number)
        if state == "begun":
            story.moves = story.moves[: dice.number(0, 3)]
        found.append(story)
    return found


def _report(body: Body, code: str, dice: Dice, late: float) -> list[Story]:
    """条例-49: a department's report is out by the end of January."""
    found = []
    if not dice.chance(late / 2):
        last = date(2025, 2, 20) if dice.chance(late) else date(2025, 1, 24)
        found.append(_story(body, code, _day(dice, date(2025, 1, 8), last), dice, 1))
    if dice.chance(0.3):
        found.append(_story(body, code, _day(dice, date(2026, 1, 5), date(2026, 1, 9)), dice, 2))
    return found


def _budget(body: Body, code: str, dice: Dice, late: float) -> list[Story]:
    spring = _story(body, code, _day(dice, date(2025, 2, 20), date(2025, 3, 12)), dice, 1, "budget")
    autumn = _story(body, code, _day(dice, date(2025, 8, 25), date(2025, 9, 17)), dice, 2, "final_accounts")
    return [spring, autumn]


def _internal(body: Body, code: str, dice: Dice) -> list[Story]:
    many = 1 if body.target < SMALL else dice.pick((0, 1, 1, 2))
    days = sorted(_day(dice, date(2025, 2, 10), date(2025, 12, 19)) for _ in range(many))
    return [_story(body, code, day, dice, number) for number, day in enumerate(days, start=1)]


_CALENDARS = {
    "zhinan": _yearly,
    "shenqing": _yearly,
    "mulu": _register,
    "jigou": _looked_through,
    "lingdao": _looked_through,
    "zhidu": _each_window,
    "quanli": _each_window,
    "nianbao": _report,
    "yusuan": _budget,
}


def _story(body: Body, code: str, day: date, dice: Dice, number: int, genre: str = "") -> Story:
    opened, moves = lives.at_once(dice, hours.moment(dice, day, hours.OPENS, 11 * 60))
    opened, moves = lives.until((opened, moves), hours.NOW) or (opened, [])
    genre = genre or dice.pick(library.columns()[code]["genres"])
    return Story(body, code, genre, day, opened, moves, nth=number)


def _day(dice: Dice, first: date, last: date) -> date:
    return dice.pick(hours.workdays(first, last))


def _state_now(dice: Dice) -> str:
    return dice.pick(JANUARY)
