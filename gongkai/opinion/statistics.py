"""How fast and how well events of a year were answered, each share with what it is a share of (BW-8.3, SQ-5.2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from gongkai.accounts.models import Post, Unit
from gongkai.acts.facts import Span
from gongkai.opinion import clocks, facts
from gongkai.opinion.standing import Standing, of_period
from gongkai.opinion.vocabulary import Grade, Sort

KEPT = (
    ("重大突发事件按时首次发布", clocks.FIRST_WORD), ("重大突发事件按时开发布会", clocks.PRESS),
    ("其他舆情按时回应", clocks.RESPOND),
)  # fmt: skip


@dataclass(frozen=True)
class Share:
    """``many`` of ``of``; nothing of nothing is no share."""

    name: str
    many: int
    of: int

    @property
    def says(self) -> str:
        return f"{self.many} / {self.of}（{self.many / self.of:.0%}）" if self.of else "没有"


@dataclass(frozen=True)
class Line:
    """One unit's year."""

    unit: str
    events: int
    answered: int
    late: int
    first: str


def of_year(post: Post, year: int, at: datetime) -> dict:
    """Context of the page: numbers of the units this post sees."""
    units, span = list(_units(post)), Span(date(year, 1, 1), date(year, 12, 31), at)
    rows = of_period(units, span)
    first = facts.first_words(units, span)
    waits = {one.key: first[one.key].released - one.event.began for one in rows if one.key in first}
    return {
        "many": len(rows), "grades": _counted(rows, "grade", Grade), "sorts": _counted(rows, "sort", Sort),
        "median": _median(list(waits.values())), "shares": _shares(units, span, rows),
        "lines": _lines(units, span, rows, waits),
    }  # fmt: skip


def _shares(units: list[Unit], span: Span, rows: list[Standing]) -> list[Share]:
    many = {name: _sum(count(units, span)) for name, count in facts.FACTS.items()}
    answered = many["opinion.answered"]
    kept = [Share(name, *facts.judged_by(units, span, limit)) for name, limit in KEPT]
    return [
        *kept,
        Share("已回应的事件", answered, len(rows)),
        Share("由涉事责任单位最先发布", many["opinion.responsible_first"], answered),
        Share("由主要负责人最先发声", many["opinion.principal_first"], answered),
        Share("已评估", many["opinion.evaluated"], len(rows)),
    ]


def _lines(units: list[Unit], span: Span, rows: list[Standing], waits: dict[int, timedelta]) -> list[Line]:
    late = [facts.FACTS[f"opinion.{name}"](units, span).values for name in ("first_word_late", "respond_late")]
    found = []
    for unit in units:
        own = [one.key for one in rows if one.unit == unit.pk]
        if own:
            told = [waits[key] for key in own if key in waits]
            behind = sum(values[unit.pk] for values in late)
            found.append(Line(unit.name, len(own), len(told), behind, _median(told)))
    return sorted(found, key=lambda line: -line.events)


def _median(waits: list[timedelta]) -> str:
    seconds = [one.total_seconds() for one in waits]
    return f"{clocks.span(timedelta(seconds=median(seconds)))}（{len(waits)} 件）" if waits else "没有"


def _counted(rows: list[Standing], name: str, words) -> list[tuple[str, int]]:
    said = [getattr(one, name) for one in rows]
    found = [(word, said.count(value)) for value, word in words.choices]
    return [one for one in [*found, ("待研判", said.count(""))] if one[1]]


def _sum(counted) -> int:
    return sum(counted.values.values())


def _units(post: Post):
    keys, rows = post.unit_keys(), Unit.objects.order_by("order", "pk")
    return rows if keys is None else rows.filter(pk__in=keys)
