"""A year made of its quarters (KF-6.1): totals of announced campaigns as facts, each with the campaign behind it."""

from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from gongkai.acts.facts import Counted, Span
from gongkai.acts.models import Act
from gongkai.assessment import periods
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.law.periods import Period
from gongkai.look.words import titled

Rounds = dict[int, dict[Period, list[UnitResult]]]
"""Unit key → quarter → results of announced campaigns over that very quarter."""


def mean(units, span: Span) -> Counted:
    """The mean of a unit's totals in the quarters of the period that were announced."""
    return _counted(units, span, lambda rounds: _of_all(rounds, lambda totals: sum(totals, Decimal(0)) / len(totals)))


def held(units, span: Span) -> Counted:
    """In how many quarters of the period a unit was assessed, and the result announced."""
    return _counted(units, span, len)


def lowest(units, span: Span) -> Counted:
    """The lowest of a unit's totals in these quarters."""
    return _counted(units, span, lambda rounds: _of_all(rounds, min))


def _of_all(rounds: dict[Period, list[UnitResult]], worth: Callable[[list[Decimal]], Decimal]) -> str | None:
    """None where there is no quarter, or one of them has no number."""
    totals = [total for rows in rounds.values() if (total := _total(rows[0])) is not None]
    return _text(worth(totals)) if totals and len(totals) == len(rounds) else None


def _of_quarter(number: int):
    def counted(units, span: Span) -> Counted:
        def worth(rounds: dict[Period, list[UnitResult]]) -> str | None:
            found = [rows[0] for quarter, rows in rounds.items() if quarter.number == number]
            total = _total(found[0]) if found else None
            return None if total is None else _text(total)

        return _counted(units, span, worth, number)

    return counted


FACTS = {
    "assessment.quarters_held": held,
    "assessment.quarters_mean": mean,
    "assessment.quarters_lowest": lowest,
    **{f"assessment.quarter_{number}": _of_quarter(number) for number in (1, 2, 3, 4)},
}


def _counted(units, span: Span, worth, number: int = 0) -> Counted:
    """What a unit's quarters are worth. Two campaigns over one quarter cannot be told apart: undetermined, and said."""
    counted, rounds = Counted(), _rounds(units, span)
    for unit in units:
        mine = {one: rows for one, rows in rounds[unit.pk].items() if number in (0, one.number)}
        twice = [one for one, rows in mine.items() if len(rows) > 1]
        counted.values[unit.pk] = None if twice else worth(mine)
        for one, rows in sorted(mine.items(), key=lambda pair: pair[0].first):
            counted.records[unit.pk] += [row.result_set.campaign_id for row in rows]
            counted.says[unit.pk] += [_said(one, row) for row in rows]
        counted.says[unit.pk] += [f"{one.title}通报过两次考核，分不清用哪一次，请只用一次" for one in twice]
    return counted


def _rounds(units, span: Span) -> Rounds:
    """Announced by now, over a quarter that lies in the period: the last quarter of a year is assessed after its end,
    and what was announced stands as it is."""
    told = Act.objects.filter(case__kind="campaign", step="announce").values("case")
    inside = Campaign.objects.filter(pk__in=told, since__gte=span.first, until__lte=span.last)
    quarters = {one.pk: when for one in inside if (when := periods.of(one.since, one.until)) and when.kind == "quarter"}
    rows = UnitResult.objects.filter(
        result_set__campaign__in=quarters, result_set__current=True, unit__in=units
    ).select_related("result_set__campaign__case", "unit").order_by("result_set__campaign")  # fmt: skip
    found: Rounds = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.unit_id][quarters[row.result_set.campaign_id]].append(row)
    return found


def _total(row: UnitResult) -> Decimal | None:
    return None if row.total is None else Decimal(row.total).scaleb(-row.result_set.campaign.places)


def _text(value: Decimal) -> str:
    """To the four places that the fact is declared with; points are rounded where the rulebook says."""
    return f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP).normalize():f}"


def _said(one: Period, row: UnitResult) -> str:
    total = _total(row)
    return (
        f"{one.title}（{titled(row.result_set.campaign.case.title)}）：{row.state if total is None else f'{total} 分'}"
    )
