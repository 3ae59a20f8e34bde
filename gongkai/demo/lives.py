"""Lives of disclosures: from the day information comes to be, through the gates, to the public; in time or late."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from gongkai.accounts.models import Role
from gongkai.demo import hours
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


def prompt(rng: Random, formed: date, late: bool) -> Life:
    """What goes out on the day it arises (DY-3.1); late: one of the four waits some days."""
    opened = moment(rng, formed, hours.OPENS, 14 * 60 + 30)
    waits = [0, 0, 0, 0]
    if late:
        waits[rng.randrange(4)] = rng.choice((1, 1, 1, 2, 2, 3, 5))
    return opened, _way(rng, opened, waits, lambda rng, at: hours.after(rng, at, 3, 40))


def within_week(rng: Random, formed: date, late: bool) -> Life:
    """What goes out in the week it arises (DY-3.1)."""
    last = max(hours.workdays(formed, formed + timedelta(days=6 - formed.weekday())))
    room = len(hours.workdays(formed, last)) - 1
    opened = moment(rng, formed, hours.OPENS, 12 * 60)
    total = room + rng.randint(1, 6) if late else rng.randint(0, room)
    return opened, _way(rng, opened, _spread(rng, total), lambda rng, at: hours.after(rng, at, 5, 60))


def within_days(rng: Random, formed: date, late: bool) -> Life:
    """What has some working days: seven to be proposed, twenty to be out (条例-26, TZ-4.1)."""
    opened = moment(rng, hours.later(formed, rng.choice((0, 0, 0, 1, 1, 2))))
    begun = len(hours.workdays(formed, hours.day_of(opened))) - 1
    propose = rng.randint(8, 13) if late and rng.random() < 0.5 else rng.randint(0, 5 - begun // 2)
    total = rng.randint(21, 36) if late else rng.randint(0, 12)
    return opened, _way(rng, opened, [propose, *_spread(rng, max(0, total - propose), 3)], _some_minutes)


def at_once(rng: Random, opened: datetime) -> Life:
    """Through all four gates within a day or two."""
    return opened, _way(rng, opened, [0, 0, rng.choice((0, 0, 1)), 0], _some_minutes)


def returned(rng: Random, life: Life) -> Life:
    """The same life with one return on the way: the reviewer's or the secrecy reviewer's, mended and proposed anew."""
    opened, moves = life
    by_secrecy = rng.random() < 0.35
    kept = moves[: 1 if by_secrecy else 2]
    why, mended = rng.choice(RETURNS)
    back = hours.after(rng, kept[-1].at, 10, 90)
    saved = hours.after(rng, back, 20, 120)
    again = _way(rng, saved, [0, 0, 0, 0], _some_minutes)
    rest = [
        Move("return", back, Role.SECRECY if by_secrecy else Role.REVIEWER, words=why),
        Move(SAVE, saved, Role.PROPOSER, note=mended),
        *again,
    ]
    return opened, [*kept, *rest]


def again(rng: Random, begun: datetime, note: str) -> list[Move]:
    """A change of what is public: a new edition through the same gates."""
    saved = hours.after(rng, begun, 10, 60)
    changed = [Move("change", begun, Role.PROPOSER), Move(SAVE, saved, Role.PROPOSER, note=note)]
    return changed + _way(rng, saved, [0, rng.choice((0, 0, 1)), rng.choice((0, 1)), 0], _some_minutes)


def explained(rng: Random, paper_opened: datetime, paper_out: datetime, days: int) -> Life:
    """An interpretation: on the day of its paper it was drafted beside it, later it was begun afterwards."""
    if days == 0:
        opened = hours.after(rng, paper_opened, 5, 30)
        proposed = hours.after(rng, opened, 2, 8)
        cleared = hours.after(rng, proposed, 2, 8)
        approved = max(cleared, paper_out - timedelta(minutes=rng.randint(20, 50)))
        gates = zip(WAY, (proposed, cleared, approved), strict=False)
        ways = [Move(step, at, role) for (step, role), at in gates]
        out = max(paper_out, approved) + timedelta(minutes=rng.randint(2, 20))
        return opened, [*ways, Move("publish", out, Role.PUBLISHER)]
    opened = hours.moment(rng, hours.later(hours.day_of(paper_out), max(days - 1, 0)), 15 * 60, 16 * 60)
    if opened <= paper_out:
        opened = paper_out + timedelta(minutes=rng.randint(5, 30))
    return opened, _way(rng, opened, [0, 0, 1, 0], lambda rng, at: hours.after(rng, at, 3, 15))


def until(life: Life, now: datetime) -> Life | None:
    """What of a life has happened by now; None if it has not begun."""
    opened, moves = life
    return (opened, [move for move in moves if move.at < now]) if opened < now else None


def _way(rng: Random, start: datetime, waits: list[int], soon: Callable[[Random, datetime], datetime]) -> list[Move]:
    moves, at = [], start
    for (step, role), days in zip(WAY, waits, strict=True):
        at = on_later_day(rng, at, days) if days else soon(rng, at)
        moves.append(Move(step, at, role))
    return moves


def _some_minutes(rng: Random, at: datetime) -> datetime:
    return hours.after(rng, at, 8, 70)


def _spread(rng: Random, total: int, parts: int = 4) -> list[int]:
    """A number of days cut into waits."""
    waits = [0] * parts
    for _ in range(total):
        waits[rng.randrange(parts)] += 1
    return waits
