"""Lengths of time: hours, working days, months, whole weeks and quarters."""

from dataclasses import dataclass

from gongkai.law.reading import Node, Refused

UNITS = {"hours": "小时", "workdays": "个工作日", "days": "日", "weeks": "周", "months": "个月", "years": "年"}
PERIODS = {"day": "日", "week": "周", "month": "月", "quarter": "季度", "half": "半年", "year": "年"}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `number` of a unit in `UNITS`; or, `whole`, to the end of the calendar period in `PERIODS` (a
    day, week, month …) that holds the start (`number` 0, `same week`) or of the one after it (1, `each month`)."""

    number: int
    unit: str
    whole: bool = False

    def __str__(self) -> str:
        if self.whole:
            return ("当" if self.number == 0 else "每") + PERIODS[self.unit]
        return f"{self.number}{UNITS[self.unit]}"


def read_span(node: Node) -> Span:
    """`20 workdays`, `1 month`, `5 hours`; `same week`, `each month`. Raises `Refused`."""
    words = node.string().split()
    if len(words) == 2 and words[0] in ("same", "each") and words[1] in PERIODS:
        return Span(int(words[0] == "each"), words[1], whole=True)
    if len(words) == 2 and words[0].isascii() and words[0].isdigit() and 0 < int(words[0]) <= 5000:
        unit = words[1] if words[1] in UNITS else f"{words[1]}s"
        if unit in UNITS:
            return Span(int(words[0]), unit)
    raise Refused(
        node.fault(
            f"“{node.text}”不是期限，请写成“20 workdays”“5 hours”“1 month”“same week”的样子（单位：{'、'.join(UNITS)}）"
        )
    )
