"""One line of a sheet: what was counted, the arithmetic, the article, and what would have earned the points."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gongkai.law.explain.records import LINE, asked_reads
from gongkai.law.rulebook.model import FULL, ByClass, Rows, Share, Table
from gongkai.law.scoring.lines import Scoring
from gongkai.law.words import VERB, cite_words, condition_words, decimal_text, figure_words, line_words

VALUE, COND, WAIVED, EACH, EDGE, GAP, COUNT, AMOUNT, TIMES, RAW = range(len(LINE))
ASKED, DETAILS = len(LINE), len(LINE) + 1
STATES = frozenset({"待定", "不适用", "无", "失格"})
NO, UNSURE, APART, YES = "0", "1", "2", "3"


@dataclass(slots=True)
class LineSheet:
    """One line of a unit's sheet. `value`: what it gives or takes, exact, as text, or its state."""

    kind: str
    id: str
    title: str
    value: str
    sentence: str
    rule: str
    cite: tuple[str, ...]
    records: tuple[str, ...]
    remedy: str
    reason: str
    by: str

    @property
    def state(self) -> str:
        """待定, 不适用; "" where there is a number."""
        return self.value if self.value in STATES else ""

    @property
    def amount(self) -> Fraction | None:
        """Points given or taken; None where there is no number."""
        return None if self.value in STATES else Fraction(self.value)

    def plain(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.id,
            "amount": None if self.amount is None else decimal_text(self.amount),
            "state": self.state,
            "sentence": self.sentence,
            "rule": self.rule,
            "cite": list(self.cite),
            "records": list(self.records),
            "remedy": self.remedy,
            "reason": self.reason,
            "by": self.by,
        }


class LineWords:
    """What is said about one line, whatever the unit: made once, filled for each."""

    def __init__(self, line: Scoring) -> None:
        book, self.scoring, self.line = line.book, line, line.line
        self.verb = VERB[self.line.kind]
        inside = line.node.records
        self.rule = self.line.says or line_words(book, line.node.node, self.line)
        self.when = condition_words(book, self.line.when, inside) if self.line.when else ""
        self.unless = condition_words(book, self.line.unless, inside) if self.line.unless else ""
        self.asked = asked_reads(line)
        self.measured = {read.name for read in line.when.reads if _measured(read)} if line.when else set()
        self.each = line.each.meaning.name if line.each else ""
        share = line.each is not None and line.each.meaning.type == "share"
        self.counter = line.each.meaning.counter if line.each else ""
        self.gap_counter = "个百分点" if share else self.counter
        self.edge = self._edge_name()
        self.per = figure_words(book, self.line.per) if self.line.per is not None else ""
        self.at_most = figure_words(book, self.line.at_most) if self.line.at_most is not None else ""
        self.times = line.times.read.meaning.name if line.times and line.times.read else ""
        self.cite = self.line.cite or line.node.node.cite
        self.tail = cite_words(self.cite)
        self.table = isinstance(self.line.amount, Table | Rows)
        self.by_record = line.by_record or line.charges_once
        self.waits_for_scores = any(read.node is not None for read in line.reads)

    def _edge_name(self) -> str:
        read = self.scoring.edge_read
        return read.meaning.name if read else ""

    # The sentence ----------------------------------------------------------------------------------------------------

    def sheet(self, slots: Sequence[Any], points: str) -> LineSheet:
        value, details = slots[VALUE], slots[DETAILS]
        known = value not in STATES
        marked = bool(self.scoring.mark and details)
        return LineSheet(
            self.line.kind,
            self.line.id,
            self.each or self.when,
            value,
            self.sentence(slots) + self.tail,
            self.rule,
            self.cite,
            () if self.scoring.mark else tuple(detail[0] for detail in details if len(detail) == 1 or detail[2] != "0"),
            self.remedy(slots, points) if known else "",
            details[0] if marked else "",
            details[1] if marked else "",
        )

    def sentence(self, slots: Sequence[Any]) -> str:
        value = slots[VALUE]
        if value in STATES:
            return self._without_number(slots, value)
        if slots[COND] == NO:
            return self._not_met(slots)
        if slots[WAIVED] == YES:
            return f"{self._head(slots)}因{self.unless}，免{self.verb}"
        return self._head(slots) + self._sum(slots)

    def _without_number(self, slots: Sequence[Any], state: str) -> str:
        missing = [name for name, text in self._named(slots) if text == state]
        what = f"“{'”“'.join(dict.fromkeys(missing))}”" if missing else self.when or self.each or "评分"
        return f"{what}{state}，这一条{'待定' if state == '待定' else '不计'}"

    def open_names(self, slots: Sequence[Any]) -> list[str]:
        """The names of what nobody found out; a score that is open is owed elsewhere."""
        scores = {read.meaning.name for read in self.scoring.reads if read.node is not None}
        return [name for name, text in self._named(slots) if text == "待定" and name not in scores]

    def _named(self, slots: Sequence[Any]) -> list[tuple[str, str]]:
        found = [(read.meaning.name, text) for read, text in zip(self.asked, slots[ASKED], strict=True)]
        found += [(self.each, slots[EACH]), (self.edge or self.each, slots[EDGE]), (self.times, slots[TIMES])]
        if self.scoring.mark:
            found.append((f"{self.scoring.node.title}评分", slots[AMOUNT]))
        if self.by_record:
            found.append((self.each, slots[RAW]))
        return [(name, text) for name, text in found if name]

    def _not_met(self, slots: Sequence[Any]) -> str:
        values = "、".join(f"{read.meaning.name}：{text}" for read, text in zip(self.asked, slots[ASKED], strict=True))
        told = f"({values})" if values else ""
        return f"不属于“{self.when}”{told}，不{self.verb}分"

    def _head(self, slots: Sequence[Any]) -> str:
        return self._met(slots) if self.each or self.table or self.scoring.mark else ""

    def _met(self, slots: Sequence[Any]) -> str:
        """The condition that holds, with the figures it was held against; a yes or a state says itself."""
        pairs = zip(self.asked, slots[ASKED], strict=True)
        values = "、".join(
            f"{read.meaning.name}{text}{read.meaning.counter if text not in STATES else ''}"
            for read, text in pairs
            if read.name in self.measured
        )
        return f"{self.when}{f'（{values}）' if values else ''}，" if self.when else ""

    def _sum(self, slots: Sequence[Any]) -> str:
        if self.scoring.mark:
            return self._marked(slots)
        if self.by_record and not slots[DETAILS]:
            return f"{self.each}0{self.counter}"
        if self.by_record and len(slots[DETAILS][0]) > 1:
            return self._listed(slots) + self._limited(slots)
        if self.each:
            return self._counted(slots) + self._limited(slots)
        if self.table:
            return self._by_state(slots) + self._limited(slots)
        return self._plain(slots) + self._limited(slots)

    def _marked(self, slots: Sequence[Any]) -> str:
        details, amount = slots[DETAILS], slots[AMOUNT]
        who = details[1] if details and details[1] else "评分人"
        why = f"({details[0]})" if details and details[0] else ""
        return f"{who}评{self.verb}{amount}分{why}{self._product(slots)}{self._limited(slots)}"

    def _plain(self, slots: Sequence[Any]) -> str:
        lead = self._met(slots)
        amount, value = slots[AMOUNT], slots[RAW]
        if slots[TIMES]:
            return f"{lead}{amount} × {self.times}{slots[TIMES]} = {self.verb}{value}分"
        return f"{lead}{self.verb}{value}分"

    def _by_state(self, slots: Sequence[Any]) -> str:
        told = "，".join(f"{read.meaning.name}：{text}" for read, text in zip(self.asked, slots[ASKED], strict=True))
        return f"{told}，{self.verb}{slots[AMOUNT]}分{self._product(slots)}"

    def _product(self, slots: Sequence[Any]) -> str:
        return f" × {self.times}{slots[TIMES]} = {slots[RAW]}分" if slots[TIMES] else ""

    def _counted(self, slots: Sequence[Any]) -> str:
        each, counter, raw = slots[EACH], self.counter, slots[RAW]
        if each == "无":
            return f"{self.each}：无，不{self.verb}分"
        times = f" × {self.times}{slots[TIMES]}" if slots[TIMES] else ""
        if slots[GAP]:
            return self._gap(slots, times)
        if each == "":
            return f"{self.verb}{raw}分"
        if raw == "0":
            return f"{self.each}{each}{counter}" + ("" if each == "0" else f"，{self.verb}0分")
        return f"{self.each}{each}{counter}{self._stepped(slots)} × {slots[AMOUNT]}{times} = {self.verb}{raw}"

    def _gap(self, slots: Sequence[Any], times: str) -> str:
        each, edge, counter = slots[EACH], slots[EDGE], self.counter
        gap = slots[GAP].rstrip("%")
        named = f"{self.edge}{edge}{counter}，" if self.edge else ""
        short = self.line.short_of is not None
        if gap == "0":
            kept = "未超过" if not short else "达到"
            return f"{named}{self.each}{each}{counter}，{kept}{'要求' if self.edge else edge}，不{self.verb}分"
        over = (
            f"少{gap}{self.gap_counter}" if short else f"超过{'' if self.edge else edge + '的'}{gap}{self.gap_counter}"
        )
        amount = f" × {slots[AMOUNT]}{times} = {self.verb}{slots[RAW]}"
        return f"{named}{self.each}{each}{counter}，{over}{self._stepped(slots)}{amount}"

    def _stepped(self, slots: Sequence[Any]) -> str:
        if not self.per or self.line.steps == "per":
            return ""
        word = "每满" if self.line.steps == "per_full" else "每（不足也计）"
        return f"，{word}{self.per}计1次，计{slots[COUNT]}次"

    def _listed(self, slots: Sequence[Any]) -> str:
        """Records by what each costs: 严重差错1处扣4;一般差错1处扣0.5."""
        kept: Counter[tuple[str, str]] = Counter()
        elsewhere = []
        for id, amount, mark, state in slots[DETAILS]:
            if mark == "0":
                elsewhere.append(id)
            elif amount not in STATES:
                kept[state or (id if self.line.judged else ""), amount] += 1
        parts = [
            f"{state or self.each}{count}{self.counter} × {amount} = {self.verb}{_times(count, amount)}"
            if count > 1
            else f"{state or self.each}1{self.counter}{self.verb}{amount}"
            for (state, amount), count in kept.items()
        ]
        if elsewhere:
            parts.append(f"{self.each}中的{'、'.join(elsewhere)}同一问题已在别处计，不再{self.verb}")
        return "；".join(parts) or f"{self.each}0{self.counter}"

    def _limited(self, slots: Sequence[Any]) -> str:
        if not self.at_most or slots[RAW] == slots[VALUE] or slots[RAW] in STATES:
            return ""
        return f"，本条最多{self.at_most}，计{slots[VALUE]}"

    # What would have earned it ---------------------------------------------------------------------------------------

    def remedy(self, slots: Sequence[Any], points: str) -> str:
        return self._unlost(slots) if self.line.kind == "lose" else self._unearned(slots, points)

    def _unlost(self, slots: Sequence[Any]) -> str:
        value = slots[VALUE]
        if value == "0":
            return ""
        saved = f"可不扣{value}分"
        if self.scoring.mark:
            return f"评分人认为没有问题{saved}"
        if slots[GAP]:
            gap = slots[GAP].rstrip("%") + self.gap_counter
            return f"{self.each}再多{gap}{saved}" if self.line.short_of is not None else f"{self.each}少{gap}{saved}"
        if self.each:
            return f"没有{self.each}{saved}"
        return f"不属于“{self.when}”{saved}" if self.when else saved

    def _unearned(self, slots: Sequence[Any], points: str) -> str:
        value, amount = slots[VALUE], slots[AMOUNT]
        if slots[COND] == NO:
            gain = amount if amount and amount not in STATES else ""
            return f"符合“{self.when}”{f'可得{gain}分' if gain and gain != '0' else '才可得分'}"
        if self.scoring.mark:
            return self._to_full(value, points)
        if self.table and not self.each:
            return self._better_state(value, points)
        if slots[TIMES].endswith("%") and self.times and amount not in STATES and not self.each:
            rest = Fraction(amount) - Fraction(value)
            return f"{self.times}达到100%可再得{decimal_text(rest)}分" if rest > 0 else ""
        if self.each and not slots[GAP] and amount and amount not in STATES and slots[RAW] == value:
            most = f"，本条最多{self.at_most}" if self.at_most else ""
            return f"每再有1{self.counter}可得{amount}分{most}" if amount != "0" else ""
        return ""

    def _to_full(self, value: str, points: str) -> str:
        if self.line.between is not None or points in STATES:
            return ""
        rest = Fraction(points) - Fraction(value)
        return f"评为满分可再得{decimal_text(rest)}分" if rest > 0 else ""

    def _better_state(self, value: str, points: str) -> str:
        if not isinstance(self.line.amount, Table) or points in STATES:
            return ""
        worth = {
            key: _worth(written, Fraction(points))
            for key, written in self.line.amount.amounts.items()
            if not isinstance(written, ByClass)
        }
        best = max(worth, key=lambda key: worth[key], default="")
        if not best or worth[best] <= Fraction(value) or not self.asked:
            return ""
        by = self.asked[0].meaning
        return f"{by.name}为“{by.states.get(best, best)}”可得{decimal_text(worth[best])}分"


def _measured(read: Any) -> bool:
    """Whether a value is a figure or a day, of which a condition tells only the bound."""
    return read.meaning.numeric or read.meaning.type in ("date", "moment")


def _times(count: int, amount: str) -> str:
    return decimal_text(count * Fraction(amount))


def _worth(written: Any, points: Fraction) -> Fraction:
    if written == FULL:
        return points
    return written.value * points if isinstance(written, Share) else Fraction(written)
