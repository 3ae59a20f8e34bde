"""What a unit can do next, and how many points it is worth: each tried on the engine, none guessed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gongkai.assessment import items
from gongkai.assessment.outlook.running import Today
from gongkai.law.rulebook.model import Fact

FURTHEST = 4096  # as many of one thing as are tried
LESS = frozenset({
    "catalogue.stale", "registers.overdue", "organisation.media_asleep", "organisation.media_unanswered",
    "foi.intake_missing",
})  # fmt: skip
"""Facts that go down again when the work is done; another that counts what went wrong tells what cannot be undone."""
WORDS = {
    "catalogue.stale": "更新 {n} 个超期栏目",
    "registers.overdue": "核对 {n} 份超期清单并公布结果",
    "organisation.media_asleep": "让 {n} 个停更的账号恢复更新，或者按规定注销",
    "organisation.media_unanswered": "答复 {n} 条网民留言",
    "foi.intake_missing": "补齐 {n} 项受理信息（名称、地址、时间、电话、传真、邮箱）",
    "disclosures.published": "再公开 {n} 条信息",
    "disclosures.interpreted_in_time": "按时解读 {n} 件文件",
    "disclosures.annual_report": "公布年度报告",
    "disclosures.paper_kinds": "再公开 {n} 种政府文件（报告、公告、通知、通报、批复中还没有的）",
    "disclosures.news_kinds": "再公开 {n} 类动态信息",
    "disclosures.emergency_kinds": "补齐 {n} 类应急信息（预案、预警、应对）",
    "catalogue.profile_filled": "填好 {n} 个概况栏目",
    "catalogue.key_areas_current": "更新 {n} 个重点领域",
    "organisation.trainings": "再举办 {n} 次培训",
    "dossiers.complete": "补齐 {n} 个事项的环节",
}
DEADLINE = frozenset({"disclosures.interpreted_in_time"})
"""What is too late for the documents it is missing at: it is told as lost, not as to be done."""


@dataclass(frozen=True)
class Action:
    """Something to do ``count`` times. ``gain``: points of the total; ``each``: those of the first time alone;
    ``first``: from how many times on it wins anything."""

    says: str
    gain: Decimal
    each: Decimal
    count: int
    first: int
    about: tuple[str, ...]


def worthwhile(today: Today) -> list[Action]:
    """What would win points, the most first."""
    found = [action for name in _lossy(today) if (action := _tried(today, name))]
    return sorted(found, key=lambda one: (-one.gain, one.says))


def _lossy(today: Today) -> Iterator[str]:
    """Counted facts that an indicator reads which lost something."""
    book = today.standard.book
    seen: dict[str, None] = {}
    for leaf in today.leaves():
        if leaf.lost is None or leaf.lost > 0:
            seen |= dict.fromkeys(name for name in items.raw(book, book.indicators[leaf.id]) if name in today.counted)
    return iter(seen)


def _tried(today: Today, name: str) -> Action | None:
    fact, value = today.standard.book.facts[name], today.value(name)
    if value is None or today.most is None or name in DEADLINE:
        return None
    if fact.type == "flag":
        return None if value else _action(today, fact, 1, _gain(today, name, True), Fraction(0))
    if fact.type not in ("count", "number"):
        return None
    if name in LESS:
        return _of(today, fact, value, lambda n: value - n) if value else None
    return _of(today, fact, FURTHEST, lambda n: value + n)


def _of(today: Today, fact: Fact, most: int, at: Callable[[int], int]) -> Action | None:
    """The fewest that win all there is to win."""
    gains = {}

    def gain(n: int) -> Fraction:
        if n not in gains:
            gains[n] = _gain(today, fact.id, at(n))
        return gains[n]

    top = _topped(_lost(today, fact.id), gain, most)
    if top <= 0:
        return None
    count = _fewest(gain, gains, lambda won: won >= top)
    return _action(today, fact, count, min(gain(count), top), gain(1), _fewest(gain, gains, lambda won: won > 0))


def _fewest(gain: Callable[[int], Fraction], known: dict[int, Fraction], enough: Callable[[Fraction], bool]) -> int:
    """The least number that wins enough, between two that were tried."""
    high = min(n for n, won in known.items() if enough(won))
    low = max((n for n, won in known.items() if n < high and not enough(won)), default=0)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(gain(middle)) else (middle, high)
    return high


def _topped(lost: Fraction, gain: Callable[[int], Fraction], most: int) -> Fraction:
    """What can be won: tried on one, two, four …, until all that was lost is back."""
    best, n = gain(most) if most < FURTHEST else Fraction(0), 1
    while best < lost and n <= most:
        best = max(best, gain(n))
        n *= 2
    return min(best, lost)


def _lost(today: Today, name: str) -> Fraction:
    """What the indicators that read a fact lost: beyond that is a bonus, which nobody needs."""
    book = today.standard.book
    reading = (leaf for leaf in today.leaves() if name in items.raw(book, book.indicators[leaf.id]))
    return sum((max(leaf.lost or Fraction(0), Fraction(0)) for leaf in reading), Fraction(0))


def _gain(today: Today, name: str, value) -> Fraction:
    after = today.with_value(name, value)
    return Fraction(0) if after is None or today.most is None else after - today.most


def _action(
    today: Today, fact: Fact, count: int, gain: Fraction, each: Fraction, first: int = 1
) -> Action | None:  # fmt: skip
    if gain <= 0:
        return None
    says = WORDS.get(fact.id) or (
        f"做到“{fact.name}”" if fact.type == "flag" else f"“{fact.name}”再增加 {{n}}{fact.counter}"
    )
    return Action(says.format(n=count), _decimal(gain), _decimal(each), count, first, tuple(today.says(fact.id)))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
