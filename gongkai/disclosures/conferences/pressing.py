"""What a unit that owes press conferences must see to soon: the running round near its end, the last one missed."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Span
from gongkai.disclosures.conferences import duties
from gongkai.disclosures.conferences.duties import PRESS, PRINCIPAL, Turn
from gongkai.law import deadlines
from gongkai.law.deadlines import Clock

WORDS = {PRESS: "新闻发布会", PRINCIPAL: "主要负责人出席新闻发布会"}


@dataclass(frozen=True)
class Pressing:
    """One round to see to; ``late``: it is over."""

    title: str
    says: str
    late: bool
    clock: Clock


def turns(units: list[Unit], at: datetime) -> list[Pressing]:
    """Of each unit the running rounds that are near their end, and the last ones that were missed, where nothing was
    held since; the missed ones first."""
    if not units:
        return []
    day, names = at.astimezone(BEIJING).date(), {unit.pk: unit.name for unit in units}
    span = Span(date(day.year - 1, 1, 1), date(day.year, 12, 31), at)
    found = []
    for name in (PRESS, PRINCIPAL):
        some = [one for one in duties.turns(units, name, span) if one.first <= day]
        for unit in dict.fromkeys(one.unit for one in some):
            mine = [one for one in some if one.unit == unit]
            found += [_told(one, names[unit], len(units) > 1, at) for one in _open(mine, at)]
    return sorted(found, key=lambda one: not one.late)


def _open(mine: list[Turn], at: datetime) -> list[Turn]:
    """The running round with the last finished one before it, as far as there is something to do."""
    running = mine[-1]
    if running.held:
        return []
    last = [mine[-2]] if len(mine) > 1 and mine[-2].missed else []
    return [*last, *([running] if not running.over and deadlines.is_near(running.clock(at)) else [])]


def _told(one: Turn, unit: str, many: bool, at: datetime) -> Pressing:
    where = f"{unit}：" if many else ""
    title = f"{where}{one.name}{WORDS[one.limit.name]}"
    says = f"{where}{one.says}" if one.over else f"{one.last} 以前举行，核定以后计入"
    return Pressing(title, says, one.over, one.clock(at))
