"""What would have earned the points that one line cost: said only as far as the indicator lost points at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gongkai.law.explain.figures import AMOUNT, COND, GAP, NO, RAW, STATES, TIMES, VALUE, rounded, said
from gongkai.law.rulebook.model import FULL, Asks, ByClass, Compare, Equals, Share, Table

if TYPE_CHECKING:
    from gongkai.law.explain.lines import LineWords


@dataclass(frozen=True, slots=True)
class Remedy:
    """`how` in words; `gain` in points, exact, None where nobody can tell; `again`: the gain of each further one."""

    kind: str
    how: str
    gain: Fraction | None
    again: bool = False

    def within(self, lost: Fraction | None, places: int) -> str:
        """The sentence, promising no more than was `lost` (None: no bound). Empty where nothing is to be gained."""
        if (lost is not None and lost <= 0) or (self.gain is not None and self.gain <= 0):
            return ""
        if self.gain is None:
            return f"{self.how}，才可得分"
        gain = self.gain if lost is None else min(self.gain, lost)
        verb = "可少扣" if self.kind == "lose" else "可再得"
        most = f"，最多再得{rounded(lost, places)}分" if self.again and lost is not None and gain < lost else ""
        return f"{self.how}，{verb}{rounded(gain, places)}分{most}"


def remedy(words: "LineWords", slots: Sequence[Any], points: str) -> Remedy | None:
    """What would have earned the points of a line that has a number; None where nothing would."""
    found = _unlost(words, slots) if words.line.kind == "lose" else _unearned(words, slots, points)
    return Remedy(words.line.kind, *found) if found else None


Found = tuple[str, Fraction | None] | tuple[str, Fraction | None, bool]


def _unlost(words: "LineWords", slots: Sequence[Any]) -> Found | None:
    if slots[VALUE] == "0":
        return None
    saved = Fraction(slots[VALUE])
    if words.scoring.mark:
        return None if words.when else ("按理由整改并经评分人认可", saved)  # what has happened cannot be undone
    if slots[GAP]:
        gap = said(slots[GAP], words.show).rstrip("%") + words.gap_counter
        return f"{words.each}{'再多' if words.line.short_of is not None else '减少'}{gap}", saved
    if words.each:
        return f"{words.each}降为0{words.counter}", saved
    return _no_more(words), saved


def _no_more(words: "LineWords") -> str:
    """What ends a loss that has a condition alone: 做到“公布年度报告”, 超期未更新栏目数降为0个."""
    asks = words.line.when
    if isinstance(asks, Asks) and words.when_reads:
        meaning, test = words.when_reads[0].meaning, asks.tests[0]
        if isinstance(test, Equals) and test.values == (False,):
            return f"做到“{meaning.name}”"
        if isinstance(test, Compare) and test.op == "at_least" and test.against == 1:
            return f"{meaning.name}降为0{meaning.counter}"
    return f"不再有{words.quoted}的情形"


def _unearned(words: "LineWords", slots: Sequence[Any], points: str) -> Found | None:
    value, amount = slots[VALUE], slots[AMOUNT]
    if slots[COND] == NO:
        known = amount and amount not in STATES and amount != "0"
        return f"符合{words.quoted}", Fraction(amount) if known else None
    if words.scoring.mark:
        return _to_full(words, value, points)
    if words.table and not words.each:
        return _better_state(words, value, points)
    if slots[TIMES].endswith("%") and words.times and amount not in STATES and not words.each:
        return f"{words.times}达到100%", Fraction(amount) - Fraction(value)
    if words.each and not slots[GAP] and amount and amount not in STATES and slots[RAW] == value:
        return _one_more(words, value, amount)
    return None


def _to_full(words: "LineWords", value: str, points: str) -> Found | None:
    if words.line.between is not None or points in STATES:
        return None
    return "按理由整改并经评分人认可", Fraction(points) - Fraction(value)


def _one_more(words: "LineWords", value: str, amount: str) -> Found:
    gain, most = Fraction(amount), words.line.at_most
    if isinstance(most, Fraction):
        gain = min(gain, most - Fraction(value))
    return f"{words.each}每再多{words.per or 1}{words.counter}", gain, True


def _better_state(words: "LineWords", value: str, points: str) -> Found | None:
    if not isinstance(words.line.amount, Table) or points in STATES or not words.asked:
        return None
    worth = {
        key: _worth(written, Fraction(points))
        for key, written in words.line.amount.amounts.items()
        if not isinstance(written, ByClass)
    }
    best = max(worth, key=lambda key: worth[key], default="")
    if not best:
        return None
    by = words.asked[0].meaning
    return f"{by.name}为“{by.states.get(best, best)}”", worth[best] - Fraction(value)


def _worth(written: Any, points: Fraction) -> Fraction:
    if written == FULL:
        return points
    return written.value * points if isinstance(written, Share) else Fraction(written)
