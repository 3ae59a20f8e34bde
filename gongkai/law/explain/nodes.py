"""One indicator of a sheet: who is asked, where it began, and the limits in the order they were applied."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from gongkai.law.explain.figures import NO, STATES, rounded, said
from gongkai.law.explain.records import BODY
from gongkai.law.rounding import round_fraction
from gongkai.law.rulebook.indicators import COMBINE, TAKES
from gongkai.law.rulebook.model import ByClass, Rows
from gongkai.law.scoring.nodes import Scored
from gongkai.law.words import (
    _treatment_words,
    cite_words,
    condition_words,
    decimal_text,
    figure_words,
    rows_words,
    veto_words,
    weight_names,
)

RESULT, SUM_OF, START, TIMES, CAP, FLOOR, GATE, EVIDENCE, VETO, TOTAL, POSSIBLE = range(len(BODY))


class NodeWords:
    """What is said about one indicator, whatever the unit."""

    def __init__(self, scored: Scored) -> None:
        book, self.scored, self.node = scored.book, scored, scored.node
        self.show = book.rounding.show
        self.only = condition_words(book, self.node.only) if self.node.only else ""
        self.treatment = _treatment_words(book, self.node)
        self.gate = condition_words(book, self.node.gate, scored.records) if self.node.gate else ""
        self.gate_owed = scored.gate is not None and any(read.node is None for read in scored.gate.reads)
        self.vetoes = [
            (veto.says or veto_words(book, veto, scored.records)) + cite_words(veto.cite) for veto in self.node.veto
        ]
        self.start_rows = (
            rows_words(book, self.node.start, "为", scored.records) if isinstance(self.node.start, Rows) else ""
        )
        self.joined = self._joined()
        self.factor = scored.times.read.meaning.name if scored.times and scored.times.read else ""
        worth = self.node.points.values.values() if isinstance(self.node.points, ByClass) else (self.node.points,)
        self.bonus = self.node.points is not None and not any(worth)

    def shown(self, score: str, points: str) -> str:
        """13.75/15; a bonus and a state stand alone."""
        if score in STATES:
            return score
        number = fixed(score, self.show)
        if self.bonus or points in STATES:
            return number
        return f"{number}/{points if '/' not in points else decimal_text(Fraction(points), self.show)}"

    def apart(self) -> tuple[str, ...]:
        why = f"（本项只考核“{self.only}”的单位）" if self.only else "（本单位没有这类事项）"
        return (f"不考核{why}" + ("" if self.bonus else f"，{self.treatment}"),)

    def struck(self, body: Sequence[Any]) -> bool:
        """Whether a veto that strikes, or a shut gate, leaves all below unmarked."""
        return bool(body[VETO]) or body[GATE] == NO

    def body(self, body: Sequence[Any], points: str) -> tuple[str, ...]:
        """The order of limits applied, one sentence each; what did nothing and was never written is not said."""
        if body[VETO]:
            return (self.vetoes[int(body[VETO])],)
        if body[GATE] == NO:
            return self._gated(body)
        before = self._before_limits(body)
        found = [self.joined, self._started(body, points), self._rescaled(body, points), self._factored(body)]
        found += [self._capped(body, before), self._floored(body, before)]
        return tuple(sentence for sentence in found if sentence)

    def open_names(self, body: Sequence[Any]) -> list[str]:
        """What nobody found out about the node itself."""
        found = []
        if body[EVIDENCE] == "待定":
            found.append("佐证")
        if body[GATE] == "1" and self.gate_owed and body[EVIDENCE] != "待定":
            found.append(self.gate)
        if body[START] == "待定":
            found.append(self.start_rows)
        return found

    def _joined(self) -> str:
        """How the children become one figure, where it is not their plain sum."""
        if self.node.combine not in ("sum", "rescaled"):
            return f"下级{COMBINE[self.node.combine]}"
        weighed = [child for child in self.node.indicators if child.weight is not None]
        shares = "、".join(f"{child.title}{figure_words(self.scored.book, child.weight)}" for child in weighed)
        return f"按权重相加（{shares}）" if weighed else ""

    def _started(self, body: Sequence[Any], points: str) -> str:
        if self.node.start is None or self.node.start == "full" or not body[START]:
            return ""
        start = body[START]
        return f"起评分{start}分" if start != points else ""

    def _rescaled(self, body: Sequence[Any], points: str) -> str:
        if not body[POSSIBLE] or body[POSSIBLE] == points:
            return ""
        total, possible = (self._number(body[place]) for place in (TOTAL, POSSIBLE))
        return f"合计{total} × {points} ÷ 应考分值{possible} = {self._number(body[SUM_OF])}"

    def _factored(self, body: Sequence[Any]) -> str:
        return f"再乘以{self.factor}{said(body[TIMES], self.show)}" if body[TIMES] else ""

    def _before_limits(self, body: Sequence[Any]) -> Fraction | None:
        """The number before cap and floor; None where there is none to be told, or it is the result."""
        if body[SUM_OF] in STATES or body[TIMES] in STATES:
            return None
        if body[SUM_OF] == body[RESULT] and not body[TIMES]:
            return None
        factor = Fraction(body[TIMES]) if body[TIMES] else Fraction(1)
        return Fraction(body[SUM_OF]) * factor

    def _capped(self, body: Sequence[Any], before: Fraction | None) -> str:
        cap = body[CAP]
        if before is None or not cap or cap in STATES:
            return ""
        if before <= Fraction(cap):
            return ""
        return f"{self._number(str(before))}分超过上限{said(cap, self.show)}分，计{said(cap, self.show)}分"

    def _floored(self, body: Sequence[Any], before: Fraction | None) -> str:
        floor = body[FLOOR]
        if before is None or not floor or floor in STATES or before >= Fraction(floor):
            return ""
        least = Fraction(floor)
        if least < 0:
            return f"共扣{rounded(-before, self.show)}分，最多扣{rounded(-least, self.show)}分"
        return "扣完为止，计0分" if least == 0 else f"{self._number(str(before))}分低于下限{floor}分，计{floor}分"

    def _gated(self, body: Sequence[Any]) -> tuple[str, ...]:
        if body[EVIDENCE] == "0":
            return ("没有认可的佐证，不得分",)
        return (f"前提“{self.gate}”不满足，记0分",)

    def over(self, body: Sequence[Any], title: Callable[[str], str]) -> tuple[str, ...]:
        """How the passes became one figure."""
        over = self.node.over
        assert over is not None
        missing = [title(name) for name, _, skipped in body if skipped]
        said = [f"{'、'.join(missing)}没有数据，不计"] if missing else []
        if over.weights is not None:
            book, names = self.scored.book, weight_names(self.scored.book, over)
            parts = (f"{names.get(k) or title(k)}{figure_words(book, w)}" for k, w in over.weights.items())
            return (*said, f"按权重合成（{'、'.join(parts)}）")
        return (*said, TAKES[over.take] + (f"，两端各去掉{over.trim}个" if over.trim else ""))

    def _number(self, text: str) -> str:
        return rounded(Fraction(text), self.show) if text not in STATES else text


def fixed(text: str, places: int) -> str:
    """A number with exactly so many decimals."""
    whole, _, rest = text.partition(".")
    if "/" not in text and len(rest) <= places:
        return f"{whole}.{rest:0<{places}}" if places else whole
    digits = round_fraction(Fraction(text) * 10**places, "half_up")
    whole_, rest_ = divmod(abs(digits), 10**places)
    return f"{'-' if digits < 0 else ''}{whole_}" + (f".{rest_:0{places}}" if places else "")
