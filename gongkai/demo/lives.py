"""Lives of disclosures: from the day information comes to be, through the gates, to the public; in time or late."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from gongkai.accounts.models import Role
from gongkai.demo import hours
from gongkai.demo.dice import Dice
from gongkai.demo.hours import moment, on_later_day
from gongkai.demo.stories import SAVE, Move

WAY = (("propose", Role.PROPOSER), ("clear", Role.SECRECY), ("approve", Role.REVIEWER), ("publish", Role.PUBLISHER))
RETURNS = (
    ("标题与正文内容不一致，请核对后重报", "标题已按正文修改"),
    ("附表合计数与分项不符，请核对数据", "数据已与业务股室核对"),
    ("文中联系方式不完整，请补充办公电话", "已补充办公电话和办公时间"),
    ("部分表述不够准确，请对照文件原文修改", "表述已对照文件修改"),
    ("缺少办理依据，请补充", "已补充办理依据"),
    ("涉及其他单位职责，请与有关单位核对一致后再报", "已与有关单位核对一致"),
)
Life = tuple[datetime, list[Move]]


def prompt(dice: Dice, formed: date, late: bool) -> Life:
    """What goes out on the day it arises (DY-3.1); late: one of the four waits some days."""
    opened = moment(dice, formed, hours.OPENS, 14 * 60 + 30)
    waits = [0, 0, 0, 0]
    if late:
        waits[dice.number(0, 4 - 1)] = dice.pick((1, 1, 1, 2, 2, 3, 5))
    return opened, _way(dice, opened, waits, lambda dice, at: hours.after(dice, at, 3, 40))


def within_week(dice: Dice, formed: date, late: bool) -> Life:
    """What goes out in the week it arises (DY-3.1)."""
    last = max(hours.workdays(formed, formed + timedelta(days=6 - formed.weekday())))
    room = len(hours.workdays(formed, last)) - 1
    opened = moment(dice, formed, hours.OPENS, 12 * 60)
    total = room + dice.number(1, 6) if late else dice.number(0, room)
    return opened, _way(dice, opened, _spread(dice, total), lambda dice, at: hours.after(dice, at, 5, 60))


def within_days(dice: Dice, formed: date, late: bool) -> Life:
    """What has some working days: seven to be proposed, twenty to be out (条例-26, TZ-4.1)."""
    opened = moment(dice, hours.later(formed, dice.pick((0, 0, 0, 1, 1, 2))))
    begun = len(hours.workdays(formed, hours.day_of(opened))) - 1
    propose = dice.number(8, 13) if late and dice.chance(0.5) else dice.number(0, 5 - begun // 2)
    total = dice.number(21, 36) if late else dice.number(0, 12)
    return opened, _way(dice, opened, [propose, *_spread(dice, max(0, total - propose), 3)], _some_minutes)


def at_once(dice: Dice, opened: datetime) -> Life:
    """Through all four gates within a day or two."""
    return opened, _way(dice, opened, [0, 0, dice.pick((0, 0, 1)), 0], _some_minutes)


def returned(dice: Dice, life: Life) -> Life:
    """The same life with one return on the way: the reviewer's or the secrecy reviewer's, mended and proposed anew."""
    opened, moves = life
    by_secrecy = dice.chance(0.35)
    kept = moves[: 1 if by_secrecy else 2]
    why, mended = dice.pick(RETURNS)
    back = hours.after(dice, kept[-1].at, 10, 90)
    saved = hours.after(dice, back, 20, 120)
    again = _way(dice, saved, [0, 0, 0, 0], _some_minutes)
    rest = [
        Move("return", back, Role.SECRECY if by_secrecy else Role.REVIEWER, words=why),
        Move(SAVE, saved, Role.PROPOSER, note=mended),
        *again,
    ]
    return opened, [*kept, *rest]


def again(dice: Dice, begun: datetime, note: str) -> list[Move]:
    """A change of what is public: a new edition through the same gates."""
    saved = hours.after(dice, begun, 10, 60)
    changed = [Move("change", begun, Role.PROPOSER), Move(SAVE, saved, Role.PROPOSER, note=note)]
    return changed + _way(dice, saved, [0, dice.pick((0, 0, 1)), dice.pick((0, 1)), 0], _some_minutes)


def explained(dice: Dice, paper_opened: datetime, paper_out: datetime, days: int) -> Life:
    """An interpretation: on the day of its paper it was drafted beside it, later it was begun afterwards."""
    if days == 0:
        opened = hours.after(dice, paper_opened, 5, 30)
        proposed = hours.after(dice, opened, 2, 8)
        cleared = hours.after(dice, proposed, 2, 8)
        opens = hours.at(hours.day_of(paper_out), 60 * hours.OPENS)
        approved = max(cleared, opens, paper_out - timedelta(minutes=dice.number(20, 50)))
        gates = zip(WAY, (proposed, cleared, approved), strict=False)
        ways = [Move(step, at, role) for (step, role), at in gates]
        out = max(paper_out, approved) + timedelta(minutes=dice.number(2, 20))
        return opened, [*ways, Move("publish", out, Role.PUBLISHER)]
    opened = hours.moment(dice, hours.later(hours.day_of(paper_out), max(days - 1, 0)), 15 * 60, 16 * 60)
    if opened <= paper_out:
        opened = paper_out + timedelta(minutes=dice.number(5, 30))
    return opened, _way(dice, opened, [0, 0, 1, 0], lambda dice, at: hours.after(dice, at, 3, 15))


def until(life: Life, now: datetime) -> Life | None:
    """What of a life has happened by now; None if it has not begun."""
    opened, moves = life
    return (opened, [move for move in moves if move.at < now]) if opened < now else None


def _way(dice: Dice, start: datetime, waits: list[int], soon: Callable[[Dice, datetime], datetime]) -> list[Move]:
    moves, at = [], start
    for (step, role), days in zip(WAY, waits, strict=True):
        at = on_later_day(dice, at, days) if days else soon(dice, at)
        moves.append(Move(step, at, role))
    return moves


def _some_minutes(dice: Dice, at: datetime) -> datetime:
    return hours.after(dice, at, 8, 70)


def _spread(dice: Dice, total: int, parts: int = 4) -> list[int]:
    """A number of days cut into waits."""
    waits = [0] * parts
    for _ in range(total):
        waits[dice.number(0, parts - 1)] += 1
    return waits
