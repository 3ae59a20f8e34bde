"""考核期: a year, half-year, quarter or month, as the form of a plan offers it."""

from datetime import date

from gongkai.law.periods import Period, read_period

KINDS = {"year": 2, "half": 2, "quarter": 4, "month": 3}
"""How many of each kind are offered, the latest first."""
WORDS = {"year": "年度考核", "half": "半年考核", "quarter": "季度考核", "month": "月度考核"}


def offered(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices by kind: those that are over or under way, the latest first; a year under way is offered too."""
    return [
        (WORDS[kind], [(str(one), one.title) for one in _latest(kind, count, today)]) for kind, count in KINDS.items()
    ]


def usual(today: date, kind: str = "year") -> Period:
    """The last one of a kind that is over."""
    return holding(today, kind).before


def holding(day: date, kind: str) -> Period:
    """The period of a kind that a day lies in."""
    if kind == "week":
        return Period("week", *day.isocalendar()[:2])
    months = {"year": 12, "half": 6, "quarter": 3, "month": 1}[kind]
    return Period(kind, day.year, (day.month - 1) // months + 1)


def of(since: date, until: date) -> Period | None:
    """The period that begins and ends on these days; None where it is none of the calendar's."""
    for kind in KINDS:
        one = holding(since, kind)
        if (one.first, one.last) == (since, until):
            return one
    return None


def chosen(text: str, today: date, kind: str) -> Period:
    """The period that was chosen; what is no period is answered with the usual one."""
    return read_period(text) or usual(today, kind if kind in KINDS else "year")


def _latest(kind: str, count: int, today: date) -> list[Period]:
    one, found = holding(today, kind), []
    for _ in range(count + 1):
        found.append(one)
        one = one.before
    return found
