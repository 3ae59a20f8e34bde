"""Periods as they are written: 2025, 2025-H1, 2025-Q2, 2025-06, 2025-W07; what they hold and what came before."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FORMS = {
    "year": re.compile(r"(\d{4})"),
    "half": re.compile(r"(\d{4})-H([12])"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])"),
    "month": re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
    "week": re.compile(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])"),
}
PASSES = {"weeks": "week", "months": "month", "quarters": "quarter", "halves": "half"}
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar; `first` and `last` day included. Weeks are those of ISO 8601."""

    kind: str
    year: int
    number: int = 1

    def __str__(self) -> str:
        mark = {"year": "", "half": f"-H{self.number}", "quarter": f"-Q{self.number}"}
        return f"{self.year}" + mark.get(
            self.kind, f"-{self.number:02}" if self.kind == "month" else f"-W{self.number:02}"
        )

    @property
    def title(self) -> str:
        """In Chinese: 2025年第二季度."""
        words = {
            "year": "",
            "half": ("上半年", "下半年")[self.number - 1] if self.kind == "half" else "",
            "quarter": f"第{'一二三四'[self.number - 1]}季度" if self.kind == "quarter" else "",
            "month": f"{self.number}月",
            "week": f"第{self.number}周",
        }
        return f"{self.year}年{words[self.kind]}"

    @property
    def first(self) -> date:
        if self.kind == "week":
            return date.fromisocalendar(self.year, self.number, 1)
        return date(self.year, (self.number - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Period":
        return self._neighbour(1)

    @property
    def before(self) -> "Period":
        return self._neighbour(-1)

    def parts(self, what: str) -> "list[Period]":
        """The weeks, months, quarters or halves in this period; a week belongs where its Thursday lies."""
        kind = PASSES[what]
        if kind == "week":
            thursdays = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
            return [Period("week", *day.isocalendar()[:2]) for day in thursdays if day.isoweekday() == 4]
        if self.kind == "week" or MONTHS[kind] > MONTHS[self.kind]:
            return []
        start, length = (self.first.month - 1) // MONTHS[kind] + 1, MONTHS[self.kind] // MONTHS[kind]
        return [Period(kind, self.year, start + n) for n in range(length)]

    def _neighbour(self, way: int) -> "Period":
        if self.kind == "week":
            day = self.first + timedelta(weeks=way)
            return Period("week", *day.isocalendar()[:2])
        count = 12 // MONTHS[self.kind]
        year, number = divmod(self.year * count + self.number - 1 + way, count)
        return Period(self.kind, year, number + 1)


def read_period(text: str) -> Period | None:
    """The period a text names, or None. A week the year does not have is none."""
    for kind, form in FORMS.items():
        if found := form.fullmatch(text):
            numbers = [int(part) for part in found.groups()]
            try:
                period = Period(kind, *numbers)
                _ = period.first
            except ValueError:
                return None
            return period
    return None
