"""等次与排名: bands, quotas, lowering, ranks, lists. A quota is never exceeded, a tie never cut by the machine."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, rounding, widths
from gongkai.law.findings import Finding
from gongkai.law.numbers import Num
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Band, Grades, Listing, Quota, Ranking, Share
from gongkai.law.scoring.frames import Run
from gongkai.law.scoring.reads import figure
from gongkai.law.states import FAILED, KNOWN, NA, NO, OPEN, UNSURE, YES, Val

if TYPE_CHECKING:
    from gongkai.law.scoring.compiling import Compiled

SPREAD = 32  # so many values to a unit are still counted rather than sorted
NO_GRADE, WAITING, FAIL, HELD, APART = -1, -2, -3, -4, -5
"""Beside the number of a band: in a gap, 待定, 失格, a tie for the leading group, listed apart (另列)."""
SAID = {NO_GRADE: "无等次", WAITING: "待定", HELD: "提请领导小组", APART: "另列"}


@dataclass
class Graded:
    """`band`: number of each unit's band, or one of the codes above.

    `provisional`: 暂定, because somebody is still undetermined; then how a unit came below the band of its score.
    `places`: how many a band with a quota has, as (number of the band, the units it is for, places).
    """

    band: Any
    provisional: Any
    lowered: Any
    shut_out: Any
    short_of_needs: Any
    places: list[tuple[int, Any, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Ranked:
    """`rank`: 1 = the highest, 0 = none; equals share a rank. `group`: of each unit; `key`: larger is better."""

    rank: Any
    group: Any
    key: Any


@dataclass(frozen=True)
class Listed:
    """One list made from the ranking: rows of units, and those of a tie that does not fit, for the leading group."""

    listing: Listing
    rows: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)  # those of `rows` whom a decision took out of a tie


# Ranking -------------------------------------------------------------------------------------------------------------


def keys(compiled: "Compiled", run: Run, total: Val) -> Any:
    """One whole number a unit: larger is better, equal only where nothing told them apart."""
    size = len(run.facts.units)
    key = _dense(total, size)
    for read in compiled.break_by:
        value = read.at(run.root)
        finer = _dense(value, size)
        span = int(finer.max(initial=0)) + 1
        if (int(key.max(initial=0)) + 1) * span > widths.WIDE // 2:
            key = np.unique(key, return_inverse=True)[1]
        key = key.astype(np.int64) * span + finer
    return key


def _dense(value: Val, size: int) -> Any:
    """The numbers as small whole ones in the same order; 0 where there is none."""
    num = numbers.one_denominator(value.num.spread(size))
    n = num.n
    if n.dtype == object or num.hi - num.lo >= widths.NARROW:
        n = np.unique(n, return_inverse=True)[1]
    else:
        n = (n - num.lo).astype(np.int32)
    return n + 1 if value.st is None else (n + 1) * (value.st == KNOWN)


def ranked(ranking: Ranking | None, run: Run, total: Val, key: Any) -> Ranked:
    """Ranks by class or over all. Who has no number has no rank."""
    size = len(run.facts.units)
    group = groups_of(run, ranking.per if ranking else "all")
    rank = np.zeros(size, dtype=np.int32)
    known = np.ones(size, dtype=bool) if total.st is None else total.st == KNOWN
    if not group.any() and known.all():
        return Ranked(_ranks(key), group, key)
    for one in range(int(group.max()) + 1):
        here = known & (group == one)
        rank[here] = _ranks(key[here])
    return Ranked(rank, group, key)


def _ranks(key: Any) -> Any:
    """1 + how many are better."""
    if not len(key):
        return key
    top = int(key.max())
    if top < SPREAD * len(key) + SPREAD:
        counts = np.bincount(key)
        return (len(key) - np.cumsum(counts) + 1).astype(np.int32)[key]
    order = np.sort(key)
    return len(key) - np.searchsorted(order, key, side="right") + 1


def groups_of(run: Run, per: str) -> Any:
    """0 for all; by class, one number a class."""
    if per == "all":
        return np.zeros(len(run.facts.units), dtype=np.int32)
    return run.facts.classes + 1


def listed(ranking: Ranking | None, run: Run, total: Val, ranks: Ranked) -> list[Listed]:
    """The lists of a ranking, group by group."""
    found: list[Listed] = []
    if ranking is None:
        return found
    for listing in ranking.lists:
        one = Listed(listing)
        if listing.kind == "below":
            one.rows.extend(_below(ranking, listing, run, total, ranks))
        elif listing.kind == "decided":
            one.rows.extend(_decided(listing, run))
        else:
            chosen = _decided(listing, run)
            for group in np.unique(ranks.group):
                _take(one, ranks, total, ranks.group == group, chosen)
            _refuse_needless(run, one, chosen)
        found.append(one)
    return found


def table_points(run: Run, of: str) -> Num:
    """The points of a table, of the first where none is named: what a share of a total is a share of."""
    return run.cache["compiled"].nodes[of or run.book.tables[0].id].points(run.root).num  # type: ignore[no-any-return]


def _decided(listing: Listing, run: Run) -> list[int]:
    """A list the leading group makes: the units of whom it decided so; before that it is empty, a proposal."""
    index = run.facts.index
    return [index[one.about] for one in run.facts.decisions if one.value == listing.title and one.about in index]


def _refuse_needless(run: Run, one: Listed, chosen: list[int]) -> None:
    """A decision about who was in no tie would change nothing and go unnoticed. Raises `Refused`."""
    for row in chosen:
        if row not in one.settled:
            says = f"“{run.facts.units[row].unit}”不在“{one.listing.title}”的并列之中，不需要这项决定"
            raise Refused(Finding(says, code="decision"))


def _below(ranking: Ranking, listing: Listing, run: Run, total: Val, ranks: Ranked) -> list[int]:
    """Who has fewer points than a number, or a share of the table's points; 失格 is below every number."""
    assert listing.figure is not None
    edge = figure(run.root, listing.figure, table_points(run, ranking.of))
    under = numbers.compare(total.num, "below", edge.num) & (ranks.rank > 0)
    if total.st is not None:
        under = under | (total.st == FAILED)
    return [int(row) for row in np.flatnonzero(under)]


def _take(one: Listed, ranks: Ranked, total: Val, here: Any, chosen: list[int]) -> None:
    """The first or the last so many; 失格 stands below every number. `chosen`: whom the leading group took of a tie."""
    failed = here & (total.st == FAILED) if total.st is not None else np.zeros(len(here), dtype=bool)
    rows = np.flatnonzero(here & ((ranks.rank > 0) | failed))
    key = np.where(failed[rows], -1, ranks.key[rows])
    order = key if one.listing.kind == "bottom" else -key
    places = _number(one.listing.figure, len(rows), "down")
    kept, held, _ = _cut(order, places)
    one.rows.extend(int(row) for row in rows[kept][np.argsort(order[kept], kind="stable")])
    tied, left = [int(row) for row in rows[held]], places - int(kept.sum())
    taken = [row for row in tied if row in chosen]
    if len(taken) > left:
        raise Refused(Finding(f"“{one.listing.title}”还有{left}个位置，决定了{len(taken)}个", code="decision"))
    one.rows.extend(taken)
    one.settled.extend(taken)
    one.held.extend(row for row in tied if row not in taken and len(taken) < left)


def _cut(order: Any, places: int) -> tuple[Any, Any, Any]:
    """Of a smallest-first order: who fits whole, the tie that does not, the rest (three arrays of truth)."""
    if len(order) <= places:
        every = np.ones(len(order), dtype=bool)
        return every, ~every, ~every
    if places <= 0:
        none = np.zeros(len(order), dtype=bool)
        return none, none, ~none
    edge, fits = _edge(order, places)
    if fits:
        kept = order <= edge
        return kept, np.zeros(len(order), dtype=bool), ~kept
    return order < edge, order == edge, order > edge


def _edge(order: Any, places: int) -> tuple[int, bool]:
    """The value in the last place, and whether all who share it fit."""
    low = int(order.min())
    if int(order.max()) - low < SPREAD * len(order) + SPREAD:  # few different values: counting is faster than sorting
        upto = np.cumsum(np.bincount(order - low))
        edge = int(np.searchsorted(upto, places, side="left"))
        return edge + low, int(upto[edge]) == places
    parted = np.partition(order, (places - 1, places))
    return int(parted[places - 1]), bool(parted[places] != parted[places - 1])


def _number(figure_: Fraction | Share | None, of: int, mode: str) -> int:
    if isinstance(figure_, Share):
        return rounding.round_fraction(figure_.value * of, mode)
    return rounding.round_fraction(figure_ or Fraction(0), "down")


# Grades --------------------------------------------------------------------------------------------------------------


class Grading:
    """Grades of all units at once: band by score, lowered, then places from the top."""

    def __init__(self, compiled: "Compiled", grades: Grades, run: Run, total: Val, key: Any) -> None:
        self.compiled, self.grades, self.run, self.total, self.key = compiled, grades, run, total, key
        self.size = len(run.facts.units)
        self.st = np.zeros(self.size, dtype=np.uint8) if total.st is None else total.st

    def graded(self) -> Graded:
        size = self.size
        band, lowered = self._lowered(self._bands())
        none = np.zeros(size, dtype=bool)
        self.found = Graded(band, none, lowered, none.copy(), none.copy())
        for number, one in enumerate(self.grades.bands):
            if self.compiled.band_needs[number] is not None:
                self._needs(number)
            if one.quota is not None:
                self._places(number, one.quota)
        return self.found

    def _bands(self) -> Any:
        band = np.full(self.size, NO_GRADE, dtype=np.int16)
        for number in range(len(self.grades.bands) - 1, -1, -1):
            band = widths.blend(self._inside(self.grades.bands[number]), np.int16(number), band)
        for state, word in ((OPEN, WAITING), (FAILED, FAIL), (NA, APART)) if self.total.st is not None else ():
            np.copyto(band, np.int16(word), where=self.st == state)
        return band

    def _inside(self, band: Band) -> Any:
        inside: Any = np.True_
        for edge in band.edges:
            points = table_points(self.run, self.grades.of)
            against = figure(self.run.root, edge.against, points)  # type: ignore[arg-type]
            inside = inside & numbers.compare(self.total.num, edge.op, against.num)
            if against.st is not None:
                inside = inside & (against.st == KNOWN)
        return np.broadcast_to(inside, self.size)

    def _lowered(self, band: Any) -> tuple[Any, Any]:
        """One grade down, or down to a grade; who is lower already stays."""
        names = [one.grade for one in self.grades.bands]
        rule = np.full(self.size, -1, dtype=np.int16)
        for number, (lowered, condition) in enumerate(zip(self.grades.lowered, self.compiled.lowered, strict=True)):
            cond = condition.at(self.run.root)
            yes = np.broadcast_to(cond.has(YES), self.size) & (band >= 0)
            down = np.full(self.size, names.index(lowered.to)) if lowered.to else band + lowered.by
            down = np.minimum(np.maximum(band, down), len(names) - 1)
            rule = np.where(yes & (down > band), np.int16(number), rule)
            band = np.where(yes, down, band).astype(np.int16)
            unsure = np.broadcast_to(cond.has(UNSURE), self.size) & (band >= 0)
            band = np.where(unsure, np.int16(WAITING), band)
        return band, rule

    def _needs(self, number: int) -> None:
        needs = self.compiled.band_needs[number]
        assert needs is not None
        cond = needs.at(self.run.root)
        here = self.found.band == number
        misses = here & np.broadcast_to(cond.has(NO), self.size)
        unsure = here & np.broadcast_to(cond.has(UNSURE), self.size)
        self.found.short_of_needs |= misses
        self._down(misses, number)
        self.found.band = np.where(unsure, np.int16(WAITING), self.found.band)

    def _down(self, rows: Any, number: int) -> None:
        self.found.band = np.where(rows, np.int16(self._next(number)), self.found.band)

    def _next(self, number: int) -> int:
        return number + 1 if number + 1 < len(self.grades.bands) else NO_GRADE

    def _places(self, number: int, quota: Quota) -> None:
        """Places go from the top; a tie that does not fit whole is held, and the places left stay empty for it."""
        group = groups_of(self.run, quota.per)
        for one in np.unique(group):
            inside = group == one
            rows = np.flatnonzero(inside & (self.found.band == number))
            places = _number(quota.at_most, self._assessed(inside), quota.round)
            self.found.places.append((number, inside, places))
            _, held, out = _cut(-self.key[rows], places)
            if self._waiting(inside):
                self.found.provisional = self.found.provisional.copy()
                self.found.provisional[rows] = True
            self.found.band[rows[held]] = HELD
            self.found.shut_out[rows[out]] = True
            self.found.band[rows[out]] = self._next(number)

    def _assessed(self, inside: Any) -> int:
        """Units with a number or failed: what a quota is a share of."""
        st = self.st[inside]
        return int(np.count_nonzero(st == KNOWN) + np.count_nonzero(st == FAILED))

    def _waiting(self, inside: Any) -> bool:
        """Whether somebody is still undetermined, so that places may yet change hands."""
        return bool((self.found.band[inside] == WAITING).any())
