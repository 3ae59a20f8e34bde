"""Facts as columns over all units: those given, and those derived from others (share, sum, among, age, …)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, rounding
from gongkai.law.numbers import Num
from gongkai.law.periods import Period, read_period
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Age, Annex, Fact, Fold, LateBy, Previous, ShareOf
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.scoring.lateness import late_by
from gongkai.law.scoring.registers import column_of, counted, picked
from gongkai.law.states import KNOWN, NA, OPEN, Val, merged, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.compiling import Compiled


def fact(run: Run, name: str, period: str | None, source: str | None, judges: bool = False, blind: bool = False) -> Val:
    """A fact's value in every unit, as read in one pass.

    `judges`: each source must speak for itself; `blind`: scores are taken as not yet known.
    """
    key = ("fact", name, period, source, judges, blind)
    return run.once(key, lambda: _fact(run, name, period, source, judges, blind))


def mark(run: Run, name: str, frame: Frame) -> Val:
    """A person's mark, or a proof, in every row: what was typed under that name, not a score of the same id."""
    key = ("mark", name, frame.period, frame.source, frame.judges)
    read = lambda: run.facts.find(name, own_periods(run, frame.period), frame.source, own_source=frame.judges).val
    return run.once(key, read).rows(frame.units)


def own_periods(run: Run, period: str | None) -> list[str | None]:
    """The periods a row may bear to be read: the pass's own (or the rulebook's), or none at all."""
    return [period or str(run.book.period), None]


def _fact(run: Run, name: str, period: str | None, source: str | None, judges: bool, blind: bool) -> Val:
    if name in run.book.indicators:
        compiled: Compiled = run.cache["compiled"]
        return (run.root.unseen if blind else run.root.score)(compiled.nodes[name])
    found = run.book.facts.get(name)
    if found is None or found.derived is None or isinstance(found.derived, Annex):
        value = _given(run, name, found, period, source, judges)
    elif isinstance(found.derived, Previous):
        value = _previous(run, found.derived, period, source)
    else:
        value = _derived(run, found, period, source, judges, blind)
    return _rounded(run, found, value) if found is not None and found.round is not None else value


def _given(run: Run, name: str, found: Fact | None, period: str | None, source: str | None, judges: bool) -> Val:
    if found is not None and found.is_list:
        return counted(run, name, period, source)
    judged = found is None or found.type == "judged" or found.origin == "judged"
    return run.facts.find(name, own_periods(run, period), source, own_source=judges and judged).val


def _previous(run: Run, derived: Previous, period: str | None, source: str | None) -> Val:
    here = read_period(period) if period else run.book.period
    if here is None:  # a round has none before it
        return run.root.open()
    return run.facts.find(derived.name, [str(here.before)], source).val


def _derived(run: Run, found: Fact, period: str | None, source: str | None, judges: bool, blind: bool) -> Val:
    derived = found.derived

    def read(name: str) -> Val:
        return fact(run, name, period, source, judges, blind)

    if found.is_list:
        return counted(run, found.id, period, source)
    if isinstance(derived, ShareOf):
        return share(read(derived.part), read(derived.whole), len(run.facts.units))
    if isinstance(derived, Age):
        return _age(run, derived, read(derived.date), found)
    if isinstance(derived, LateBy):
        return late_by(run, derived, read)
    assert isinstance(derived, Fold)
    if derived.field:
        return _fold_records(run, derived, period, source)
    if derived.among:
        return _fold_units(run, derived, read(derived.names[0]))
    return _fold_facts(derived, [read(name).rows(slice(None)) for name in derived.names], len(run.facts.units))


def share(part: Val, whole: Val, size: int) -> Val:
    """A / B; of nothing: 不适用."""
    st = merged(part.st, whole.st)
    nothing = np.broadcast_to(numbers.compare(whole.num, "equal", numbers.ZERO), size)
    if whole.st is not None:
        nothing = nothing & (whole.st == KNOWN)
    if nothing.any():
        st = merged(st, np.where(nothing, np.uint8(NA), np.uint8(KNOWN)))
    return settled(numbers.divide(part.num, whole.num), st)


def _rounded(run: Run, found: Fact, value: Val) -> Val:
    assert found.round is not None
    places = found.round + 2 if found.type == "share" else found.round
    return Val(rounding.rounded(value.num, places, run.mode), value.st)


def _age(run: Run, age: Age, day: Val, found: Fact) -> Val:
    from gongkai.law.scoring.lateness import ordinal

    ordinals = ordinal(run, age.date, day)
    if age.unit == "days":
        return settled(numbers.subtract(numbers.const(run.as_of), ordinals), day.st)
    first, passed = run.calendar.table()
    counts = np.frombuffer(passed, dtype=np.int32)
    places = ordinals.spread(len(run.facts.units)).n - first
    known = np.ones(len(places), dtype=bool) if day.st is None else day.st == KNOWN
    for place in places[known & ((places < 0) | (places >= len(counts)))]:
        raise Refused(f"“{found.name}”：{date.fromordinal(first + int(place))}超出日历可推算的范围，不能计算工作日")
    places = np.where(known, places, 0)
    return settled(numbers.column(counts[run.as_of - first] - counts[places]), day.st)


# Folds ---------------------------------------------------------------------------------------------------------------


def _fold_facts(fold: Fold, values: list[Val], size: int) -> Val:
    """Of several facts of one unit; those that are 不适用 or 无 are left out."""
    st = np.zeros(size, dtype=np.uint8)
    counts, gravest = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.uint8)
    for value in values:
        state = np.zeros(size, dtype=np.uint8) if value.st is None else value.st
        counts += state == KNOWN
        st = np.maximum(st, np.where(state == OPEN, np.uint8(OPEN), np.uint8(KNOWN)))
        gravest = np.maximum(gravest, state)
    st = np.where((counts == 0) & (st != OPEN), gravest, st)
    return settled(_combined(fold.op, values, counts, size), st)


def _combined(op: str, values: list[Val], counts: Any, size: int) -> Num:
    if op in ("sum", "mean"):
        total = numbers.sum_of([settled(value.num, value.st).num for value in values])
        return total if op == "sum" else _mean(total, counts)
    pick = numbers.minimum if op == "lowest" else numbers.maximum
    best: Num | None = None
    seen = np.zeros(size, dtype=bool)
    for value in values:
        known = np.ones(size, dtype=bool) if value.st is None else value.st == KNOWN
        if best is None:
            best = value.num
        else:
            either = numbers.choose(seen, best, value.num)
            best = numbers.choose(seen & known, pick(best, value.num), either)
        seen |= known
    assert best is not None
    return best


def _mean(total: Num, counts: Any) -> Num:
    return numbers.divide(total, numbers.column(np.maximum(counts, 1)))


def _fold_records(run: Run, fold: Fold, period: str | None, source: str | None) -> Val:
    """Of one field over the records of a list."""
    chosen = picked(run, fold.names[0], period, source)
    value = column_of(run, chosen, fold.field)
    size, rows = len(run.facts.units), chosen.units
    state = np.zeros(len(rows), dtype=np.uint8) if value.st is None else value.st
    st = np.zeros(size, dtype=np.uint8) if chosen.st is None else chosen.st.copy()
    np.maximum.at(st, rows, np.where(state == OPEN, np.uint8(OPEN), np.uint8(KNOWN)))
    known = state == KNOWN
    counts = np.bincount(rows[known], minlength=size)
    if fold.op != "sum":
        st = np.where((counts == 0) & (st == KNOWN), np.uint8(NA), st)
    return settled(grouped(fold.op, value.num.rows(known), rows[known], counts, size), st)


def _fold_units(run: Run, fold: Fold, value: Val) -> Val:
    """Over the units of a class, or over all."""
    size = len(run.facts.units)
    groups = run.facts.classes + 1 if fold.among == "class" else np.zeros(size, dtype=np.int64)
    state = np.zeros(size, dtype=np.uint8) if value.st is None else value.st
    known, count = state == KNOWN, int(groups.max(initial=0)) + 1
    unsure = np.bincount(groups[state == OPEN], minlength=count) > 0
    if fold.op == "rank":
        return _ranks(value, groups, known, unsure, state)
    counts = np.bincount(groups[known], minlength=count)
    num = grouped(fold.op, value.num.spread(size).rows(known), groups[known], counts, count)
    st = np.where(unsure, np.uint8(OPEN), np.where(counts == 0, np.uint8(NA), np.uint8(KNOWN)))
    return settled(num.rows(groups), st[groups])


def _ranks(value: Val, groups: Any, known: Any, unsure: Any, state: Any) -> Val:
    """1 = the highest; equals share a rank."""
    size = len(groups)
    num = numbers.one_denominator(value.num.spread(size))
    ranks = np.zeros(size, dtype=np.int64)
    for group in np.unique(groups[known]):
        here = np.flatnonzero(known & (groups == group))
        order = np.sort(num.n[here])
        ranks[here] = len(here) - np.searchsorted(order, num.n[here], side="right") + 1
    return settled(numbers.column(ranks), np.where(unsure[groups] & known, np.uint8(OPEN), state))


def grouped(op: str, num: Num, rows: Any, counts: Any, size: int) -> Num:
    if op in ("sum", "mean"):
        total = numbers.sum_by(num, rows, size)
        return total if op == "sum" else _mean(total, counts)
    num = numbers.one_denominator(num)
    if not len(rows):
        return numbers.column(np.zeros(size, dtype=np.int32))
    start = num.hi if op == "lowest" else num.lo
    best = np.full(size, start, dtype=num.n.dtype)
    (np.minimum if op == "lowest" else np.maximum).at(best, rows, num.n)
    return numbers.column(best, num.d)


def period_bounds(run: Run, period: str | None) -> tuple[date, date] | None:
    """First and last day of the pass's period, else of the rulebook's; None for a round."""
    here: Period | None = read_period(period) if period else run.book.period
    return (here.first, here.last) if here else (run.book.period.first, run.book.period.last)
