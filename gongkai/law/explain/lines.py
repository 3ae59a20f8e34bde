"""One line of a sheet: what was counted, the arithmetic, the article, and what would have earned the points."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gongkai.law.explain.figures import (
    AMOUNT,
    ASKED,
    COND,
    COUNT,
    DETAILS,
    EACH,
    EDGE,
    GAP,
    NO,
    RAW,
    STATES,
    TIMES,
    UNSURE,
    VALUE,
    WAIVED,
    YES,
    said,
    told,
)
from gongkai.law.explain.records import asked_reads
from gongkai.law.explain.remedies import Remedy, remedy
from gongkai.law.rulebook.model import Asks, Compare, Equals, Rows, Table
from gongkai.law.scoring.lines import Scoring
from gongkai.law.scoring.reads import Read
from gongkai.law.words import VERB, cite_words, condition_words, decimal_text, figure_words, line_words

ONE = ("1", "100%")


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
    remedy: Remedy | None
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
            "reason": self.reason,
            "by": self.by,
        }


class LineWords:
    """What is said about one line, whatever the unit: made once, filled for each."""

    def __init__(self, line: Scoring) -> None:
        book, self.scoring, self.line = line.book, line, line.line
        self.show = book.rounding.show
        self.verb = VERB[self.line.kind]
        inside = line.node.records
        self.rule = self.line.says or line_words(book, line.node.node, self.line)
        self.when = condition_words(book, self.line.when, inside) if self.line.when else ""
        self.quoted = f"“{self.when.replace('“', '‘').replace('”', '’')}”"
        self.unless = condition_words(book, self.line.unless, inside) if self.line.unless else ""
        self.asked = asked_reads(line)
        self.when_reads = line.when.reads if line.when is not None else []
        self.measured = {read.name for read in self.when_reads if _measured(read)}
        self.excuses = {read.name for read in line.unless.reads} if line.unless is not None else set()
        self.rated = {read.name for read in line.amount.reads} if line.amount is not None else set()
        self.plain, self.limit = _threshold(self.line.when)
        self.each = line.each.meaning.name if line.each else ""
        share = line.each is not None and line.each.meaning.type == "share"
        self.counter = line.each.meaning.counter if line.each else ""
        self.gap_counter = "个百分点" if share else self.counter
        self.edge = self._edge_name()
        self.per = figure_words(book, self.line.per) if self.line.per is not None else ""
        self.at_most = _points(figure_words(book, self.line.at_most)) if self.line.at_most is not None else ""
        self.times = line.times.read.meaning.name if line.times and line.times.read else ""
        node_cite = line.node.node.cite
        self.cite = self.line.cite or node_cite
        self.tail = cite_words(self.line.cite) if self.line.cite != node_cite else ""
        self.table = isinstance(self.line.amount, Table | Rows)
        self.by_record = line.by_record or line.charges_once
        self.waits_for_scores = any(read.node is not None for read in line.reads)

    def _edge_name(self) -> str:
        read = self.scoring.edge_read
        return read.meaning.name if read else ""

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
            remedy(self, slots, points) if known else None,
            details[0] if marked else "",
            details[1] if marked else "",
        )

    def sentence(self, slots: Sequence[Any]) -> str:
        value = slots[VALUE]
        if value in STATES:
            return self._without_number(slots, value)
        if slots[WAIVED] == YES and self.when:
            return f"{self._met(slots)}，{self._seen(slots, self.excuses) or self.unless}，免{self.verb}"
        if slots[COND] == NO:
            return self._not_met(slots)
        return self._head(slots) + self._sum(slots)

    def _without_number(self, slots: Sequence[Any], state: str) -> str:
        if unrated := self.unrated(slots):
            return f"{unrated}，规则没有写这时的分数，这一条待定"
        missing = [name for name, text in self._named(slots) if text == state]
        what = f"“{'”“'.join(dict.fromkeys(missing))}”" if missing else self.when or self.each or "评分"
        return f"{what}{state}，这一条{'待定' if state == '待定' else '不计'}"

    def unrated(self, slots: Sequence[Any]) -> str:
        """What was seen where everything is known and no row, band or state of the rule fits it."""
        known = slots[VALUE] == "待定" and slots[COND] != UNSURE and self.table and not self.by_record
        return self._seen(slots, self.rated) if known and not self.open_names(slots) else ""

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

    def _seen(self, slots: Sequence[Any], names: set[str] | None = None) -> str:
        """What the conditions saw: 超期未更新栏目数2个, 公布年度报告：否."""
        pairs = zip(self.asked, slots[ASKED], strict=True)
        return "，".join(told(read, text, self.show) for read, text in pairs if names is None or read.name in names)

    def _not_met(self, slots: Sequence[Any]) -> str:
        seen = self._seen(slots)
        if not self.when:
            return f"{seen}，免{self.verb}" if seen else f"免{self.verb}"
        if seen and self.plain and not self.limit:
            return f"{seen}，不{self.verb}分"
        lead = f"{seen}，" if seen else ""
        return f"{lead}不符合{self.quoted}，不{self.verb}分"

    def _met(self, slots: Sequence[Any]) -> str:
        """The condition that holds, with the figures it was held against; a yes or a state says itself."""
        if self.plain and not self.limit and self.measured:
            return self._seen(slots, self.measured)
        values = self._seen(slots, self.measured)
        return f"{self.when}（{values}）" if values else self.when

    def _head(self, slots: Sequence[Any]) -> str:
        return f"{self._met(slots)}，" if self.when and (self.each or self.table or self.scoring.mark) else ""

    def _sum(self, slots: Sequence[Any]) -> str:
        if self.scoring.mark:
            return self._marked(slots)
        if self.by_record and not slots[DETAILS]:
            return f"{self.each}0{self.counter}，不{self.verb}分"
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
        why = f"（{details[0]}）" if details and details[0] else ""
        given = f"不{self.verb}分" if amount == "0" and self.line.kind == "lose" else f"{self.verb}{amount}分"
        return f"{who}评定{given}{why}{self._product(slots)}{self._limited(slots)}"

    def _plain(self, slots: Sequence[Any]) -> str:
        lead = f"{self._met(slots)}，" if self.when else ""
        amount, value, times = slots[AMOUNT], self._raw(slots), slots[TIMES]
        if not times:
            return f"{lead}{self.verb}{value}分"
        share = "" if times == "100%" else f"，{amount}分 × {said(times, self.show)}"
        return f"{lead}{self.times}{said(times, self.show)}{share}，{self.verb}{value}分"

    def _raw(self, slots: Sequence[Any]) -> str:
        return said(slots[RAW], self.show)

    def _by_state(self, slots: Sequence[Any]) -> str:
        amount = said(slots[AMOUNT], self.show)
        return f"{self._seen(slots, self.rated)}，{self.verb}{amount}分{self._product(slots)}"

    def _product(self, slots: Sequence[Any]) -> str:
        factor = self._times(slots)
        return f"{factor}，计{self._raw(slots)}分" if factor else ""

    def _times(self, slots: Sequence[Any]) -> str:
        """The factor: ，乘以解读率80%; one that changes nothing and has no name of its own is not said."""
        text = slots[TIMES]
        return f"，乘以{self.times}{said(text, self.show)}" if text and (self.times or text not in ONE) else ""

    def _counted(self, slots: Sequence[Any]) -> str:
        each, counter, raw = said(slots[EACH], self.show), self.counter, self._raw(slots)
        if each == "无":
            return f"{self.each}：无，不{self.verb}分"
        if slots[GAP]:
            return self._gap(slots)
        if each == "":
            return f"{self.verb}{raw}分"
        if raw == "0":
            return f"{self.each}{each}{counter}，不{self.verb}分"
        return f"{self.each}{each}{counter}{self._steps(slots, self.gap_counter)}，{self.verb}{raw}分"

    def _gap(self, slots: Sequence[Any]) -> str:
        each, edge, gap = (said(slots[place], self.show) for place in (EACH, EDGE, GAP))
        counter, gap = self.counter, gap.rstrip("%")
        named = f"{self.edge}{edge}{counter}，" if self.edge else ""
        short = self.line.short_of is not None
        if gap == "0":
            kept = "未超过" if not short else "达到"
            return f"{named}{self.each}{each}{counter}，{kept}{'要求' if self.edge else edge}，不{self.verb}分"
        over = (
            f"少{gap}{self.gap_counter}" if short else f"超过{'' if self.edge else edge + '的'}{gap}{self.gap_counter}"
        )
        lead = f"{named}{self.each}{each}{counter}，{over}"
        if slots[RAW] == "0":
            per = f"，不满{self.per}{self.counter}" if self.line.steps == "per_full" else ""
            return f"{lead}{per}，不{self.verb}分"
        return f"{lead}{self._steps(slots, self.gap_counter)}，{self.verb}{self._raw(slots)}分"

    def _steps(self, slots: Sequence[Any], counter: str) -> str:
        """How a count became points: ，每条0.3分; ，每满10条计1次，计3次，每次0.2分."""
        times = self._times(slots)
        amount, per = said(slots[AMOUNT], self.show), self.per.rstrip("%")
        if self.per and self.line.steps != "per":
            word = "每满" if self.line.steps == "per_full" else "每（不足也计）"
            return f"，{word}{per}{counter}计1次，计{slots[COUNT]}次，每次{amount}分{times}"
        if not counter and not per:
            return f" × {amount}分{times}"
        return f"，每{'' if counter and per == '1' else per}{counter}{amount}分{times}"

    def _listed(self, slots: Sequence[Any]) -> str:
        """Records by what each costs: 严重差错1处，扣4分；一般差错2处，每处0.5分，扣1分."""
        kept: Counter[tuple[str, str]] = Counter()
        elsewhere = []
        for id, amount, mark, state in slots[DETAILS]:
            if mark == "0":
                elsewhere.append(id)
            elif amount not in STATES:
                kept[state or (id if self.line.judged else ""), amount] += 1
        parts = [
            f"{self._record(state)}{count}{self.counter}，每{self.counter or '1'}{said(amount, self.show)}分，"
            f"{self.verb}{_times(count, amount)}分"
            if count > 1
            else f"{self._record(state)}1{self.counter}，{self.verb}{said(amount, self.show)}分"
            for (state, amount), count in kept.items()
        ]
        if elsewhere:
            parts.append(f"{self.each}中的{'、'.join(elsewhere)}同一问题已在别处计，不再{self.verb}")
        return "；".join(parts) or f"{self.each}0{self.counter}，不{self.verb}分"

    def _record(self, state: str) -> str:
        """What a record is called: its state, or where each was judged by itself its own name."""
        return f"{self.each}“{state}”" if state and self.line.judged else state or self.each

    def _limited(self, slots: Sequence[Any]) -> str:
        if not self.at_most or slots[RAW] == slots[VALUE] or slots[RAW] in STATES:
            return ""
        return f"，本条最多{self.at_most}，计{said(slots[VALUE], self.show)}分"


def _threshold(when: object) -> tuple[bool, bool]:
    """Whether what a condition saw says it all, and whether it has a limit that must be told beside it."""
    if not isinstance(when, Asks) or len(when.tests) != 1:
        return False, False
    test = when.tests[0]
    if isinstance(test, Equals):
        return True, False
    one = isinstance(test, Compare) and test.op == "at_least" and test.against == 1
    return isinstance(test, Compare), not one


def _measured(read: Read) -> bool:
    """Whether a value is a figure or a day, of which a condition tells only the bound."""
    return read.meaning.numeric or read.meaning.type in ("date", "moment")


def _points(text: str) -> str:
    if text == "100%":
        return "满分"
    return f"分值的{text}" if text.endswith("%") else f"{text}分"


def _times(count: int, amount: str) -> str:
    return decimal_text(count * Fraction(amount))
