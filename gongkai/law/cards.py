"""电子监察发牌规则: how near or far past its date a matter gets a yellow or a red card, as `rulebooks/cards` has it
(KF-4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fnmatch import fnmatchcase
from typing import Literal

from gongkai.law.limits import Span, read_span
from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import Calendar

LEVELS = ("yellow", "red")
COUNTED = ("hours", "days", "workdays")


@dataclass(frozen=True, slots=True)
class Distance:
    """How far from its date a card comes: ``span`` before or after it, at the date itself where there is none."""

    side: Literal["before", "due", "after"] = "due"
    span: Span | None = None

    @property
    def words(self) -> str:
        """过了最后时刻、最后时刻以前 1小时、过后 5个工作日."""
        if self.span is None:
            return "过了最后时刻"
        return f"最后时刻以前 {self.span}" if self.side == "before" else f"过后 {self.span}"

    def edge(self, now: datetime, calendar: Calendar) -> datetime:
        """A date earlier than this moment has come so far at ``now``; days are those of ``now``'s zone."""
        if self.span is None:
            return now
        number = self.span.number if self.side == "before" else -self.span.number
        if self.span.unit == "hours":
            return now + timedelta(hours=number)
        day = calendar.add(now.date(), number).day if self.span.unit == "workdays" else now.date() + timedelta(number)
        return _midnight(day + timedelta(1 if number > 0 else 0), now)


@dataclass(frozen=True, slots=True)
class CardRule:
    """For which limits (names, ``*`` for any ending) a card of which level comes when; none of a level that is None."""

    limits: tuple[str, ...]
    says: str
    yellow: Distance | None = None
    red: Distance | None = None

    def knows(self, limit: str) -> bool:
        return any(fnmatchcase(limit, pattern) for pattern in self.limits)


@dataclass(frozen=True, slots=True)
class CardRules:
    """``skip``: kinds of case that get no card. The first rule that knows a limit holds for it."""

    title: str
    cite: tuple[str, ...]
    skip: tuple[str, ...]
    rules: tuple[CardRule, ...]

    def of(self, limit: str) -> CardRule | None:
        return next((rule for rule in self.rules if rule.knows(limit)), None)

    def farthest(self, now: datetime, calendar: Calendar) -> datetime:
        """No date at or after this moment can bring a card at ``now``."""
        edges = [one.edge(now, calendar) for rule in self.rules for one in (rule.yellow, rule.red) if one]
        return max(edges, default=now)


def read_card_rules(node: Node) -> CardRules:
    """The rules in a YAML tree. Raises `Refused` with every fault."""
    table = node.table(required=("cards", "title", "cite", "rules"), allowed=("skip",))
    rules = tuple(_rule(one) for one in table["rules"].listing())
    skip = table["skip"].words() if "skip" in table else ()
    if faults := list(_covered(rules, table["rules"])):
        raise Refused(*faults)
    return CardRules(table["title"].string(), table["cite"].words(), skip, rules)


def _rule(node: Node) -> CardRule:
    table = node.table(required=("limits", "says"), allowed=LEVELS)
    levels = {level: _distance(table[level]) for level in LEVELS if level in table}
    if "red" in levels and "yellow" not in levels:
        raise Refused(node.fault("有红牌就要有黄牌，先黄后红"))
    return CardRule(table["limits"].words(), table["says"].string(), **levels)


def _distance(node: Node) -> Distance:
    if not isinstance(node.value, dict):
        if node.string() != "due":
            raise Refused(node.fault("写 due，或者 {before: 1 workday}、{after: 5 workdays}"))
        return Distance()
    table = node.table(allowed=("before", "after"))
    if len(table) != 1:
        raise Refused(node.fault("before 和 after 只能写一个"))
    side, one = next(iter(table.items()))
    span = read_span(one)
    if span.whole or span.unit not in COUNTED:
        raise Refused(one.fault(f"距离以 {'、'.join(COUNTED)} 计"))
    return Distance(side, span)  # type: ignore[arg-type]


def _covered(rules: tuple[CardRule, ...], node: Node) -> Iterator[Fault]:
    """A rule behind one that knows every limit is never reached."""
    for place, rule in enumerate(rules[:-1]):
        if "*" in rule.limits:
            yield node.listing()[place + 1].fault("前面一条已经包括所有时限，这一条用不到")


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
