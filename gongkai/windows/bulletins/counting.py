"""Figures of a quarter: cases at windows by unit, what was kept, how it was rated; cards by unit and by matter."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Due
from gongkai.findings.cards import counting as cards
from gongkai.windows.models import Rating, ServiceCase

HEADS = ("收件", "受理", "办结", "按承诺时限办结", "按法定时限办结", "评价", "满意和基本满意")
MEANS = (
    "收件按收到日期，受理、办结按办理日期；办结指作出决定。按时限办结指决定作出时没有超过时限。"
    "评价由申请人凭编号在网上填写，没有填写的不计；评价少的，满意的比例只能说明填写的人怎样看。"
)


@dataclass(frozen=True)
class Quarter:
    first: date
    last: date

    @property
    def title(self) -> str:
        return f"{self.first.year}年第{'一二三四'[self.first.month // 3]}季度政务服务和电子监察通报"

    @property
    def span(self) -> tuple[datetime, datetime]:
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))


def ended(day: date, many: int = 8) -> list[Quarter]:
    """Quarters that are over on a day, the latest first."""
    found, first = [], date(day.year, day.month - (day.month - 1) % 3, 1)
    for _ in range(many):
        last = first - timedelta(days=1)
        first = date(last.year, last.month - 2, 1)
        found.append(Quarter(first, last))
    return found


def figures(quarter: Quarter) -> list[list]:
    """Tables as [title, heads, rows]."""
    begins, ends = quarter.span
    found = [["办事窗口办件", ["单位", *HEADS], _services(begins, ends)]]
    for name, lines in cards.of_span(begins, ends).items():
        rows = [[line.name, *line.numbers] for line in lines]
        found.append([f"电子监察发牌（{name}）", [name[1:], *cards.HEADS], rows])
    return found


def _services(begins: datetime, ends: datetime) -> list[list]:
    counted: dict[int, list[int]] = defaultdict(lambda: [0] * len(HEADS))
    names = _came(counted, begins, ends)
    in_time = _in_time(begins, ends)
    acts = Act.objects.filter(case__kind="service_case", effective__gte=begins, effective__lt=ends)
    rows = acts.filter(step__in=("accept", "decide")).values_list(
        "case_id", "case__unit_id", "case__unit__name", "step"
    )
    for case, unit, name, step in rows:
        names[unit] = name
        counted[unit][1 if step == "accept" else 2] += 1
        if step == "decide":
            counted[unit][3] += (case, "windows.promise") in in_time
            counted[unit][4] += (case, "windows.legal") in in_time
    rated = acts.filter(step="rate").values_list("case__unit_id", "case__unit__name", "case__service_case__satisfied")
    for unit, name, satisfied in rated:
        names[unit] = name
        counted[unit][5] += 1
        counted[unit][6] += (satisfied or 0) >= Rating.ON_THE_WHOLE
    order = sorted(counted, key=lambda unit: (-counted[unit][0], names[unit]))
    return [[names[unit], *counted[unit]] for unit in order]


def _came(counted: dict[int, list[int]], begins: datetime, ends: datetime) -> dict[int, str]:
    names = {}
    rows = ServiceCase.objects.filter(at__gte=begins, at__lt=ends).values_list("case__unit_id", "case__unit__name")
    for unit, name in rows:
        names[unit] = name
        counted[unit][0] += 1
    return names


def _in_time(begins: datetime, ends: datetime) -> set[tuple[int, str]]:
    """(case, limit) of clocks that a decision of the quarter ended in time."""
    rows = Due.objects.filter(limit__in=("windows.promise", "windows.legal"), done__gte=begins, done__lt=ends)
    return set(rows.filter(Q(done__lte=F("due"))).values_list("case_id", "limit"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
