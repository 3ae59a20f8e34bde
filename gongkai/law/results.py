"""结果: totals, grades, ranks, lists and what follows; sheets of single units; the same bytes from the same inputs."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, widths
from gongkai.law.facts.store import Facts
from gongkai.law.grading import FAIL, HELD, SAID, Graded, Grading, Listed, Ranked, keys, listed, ranked
from gongkai.law.rulebook.model import Use
from gongkai.law.scoring.compiling import BLOCK, Compiled, blocks
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.states import FAILED, KNOWN, NA, OPEN, WORDS, Val

if TYPE_CHECKING:
    from gongkai.law.explain.sheets import Sheet

ENGINE = "gongkai-law/1"
"""Raised whenever the same inputs would give another number."""
EXPLAINED = 50_000


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in the ranking. `score` is exact; None: 待定, 失格 or 不适用, as `state` says. `rank` 0: none."""

    unit: str
    cls: str
    score: Fraction | None
    state: str
    rank: int
    grade: str
    provisional: bool
    held: bool


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from a unit's result (结果运用)."""

    unit: str
    use: Use


class Results:
    """Everything computed in one scoring. Exact; nothing in it changes."""

    def __init__(self, compiled: Compiled, facts: Facts, run: Run, totals: Mapping[str, Val], explained: bool) -> None:
        self.compiled, self.facts, self._run, self.totals, self.explained = compiled, facts, run, totals, explained
        self.book = compiled.book
        first = next(iter(totals))
        self._graded_table = self.book.grades.of or first if self.book.grades else first
        self._ranked_table = self.book.ranking.of or first if self.book.ranking else first
        self._keys = keys(compiled, run, totals[self._ranked_table])

    def total(self, unit: str, table: str = "") -> Fraction | None:
        """A unit's exact total; None where it has no number."""
        value, row = self.totals[table or next(iter(self.totals))], self.facts.index[unit]
        return value.num.at(row) if value.state(row) == KNOWN else None

    def state(self, unit: str, table: str = "") -> str:
        """ "" where there is a number, else 待定, 不适用 or 失格."""
        return WORDS[self.totals[table or next(iter(self.totals))].state(self.facts.index[unit])]

    @cached_property
    def graded(self) -> Graded | None:
        if self.book.grades is None:
            return None
        key = self._keys
        if self._graded_table != self._ranked_table:
            key = keys(self.compiled, self._run, self.totals[self._graded_table])
        return Grading(self.compiled, self.book.grades, self._run, self.totals[self._graded_table], key).graded()

    @cached_property
    def ranked(self) -> Ranked:
        return ranked(self.book.ranking, self._run, self.totals[self._ranked_table], self._keys)

    @cached_property
    def lists(self) -> list[Listed]:
        """The lists of the ranking, with ties that the leading group must settle."""
        return listed(self.book.ranking, self._run, self.totals[self._ranked_table], self.ranked)

    def grade(self, unit: str) -> str:
        """A unit's grade in words: a decision of the leading group first; 待定, 提请领导小组, 另列 or (无等次)."""
        return self._grade(self.facts.index[unit])

    def _grade(self, row: int) -> str:
        decided = self._decided.get(self.facts.units[row].unit)
        if decided:
            return decided
        if self.graded is None or self.book.grades is None:
            return ""
        band = int(self.graded.band[row])
        if band >= 0:
            return self.book.grades.bands[band].grade
        return self.book.grades.failed if band == FAIL else SAID[band]

    @cached_property
    def _decided(self) -> dict[str, str]:
        names = {band.grade for band in self.book.grades.bands} if self.book.grades else set()
        return {one.about: one.value for one in self.facts.decisions if one.value in names}

    def grades(self) -> dict[str, str]:
        """Grade by unit."""
        return {unit.unit: self._grade(row) for row, unit in enumerate(self.facts.units)}

    def over_quota(self) -> list[str]:
        """What the leading group decided beyond the places there are, a sentence for each grade and group."""
        if self.graded is None or self.book.grades is None or not self._decided:
            return []
        found = []
        for number, inside, places in self.graded.places:
            grade = self.book.grades.bands[number].grade
            units = [self.facts.units[row] for row in np.arange(len(self.facts.units))[inside]]
            many = sum(self.grade(unit.unit) == grade for unit in units)
            if many > places:
                whose = "" if len(units) == len(self.facts.units) else self.book.classes.get(units[0].cls, "")
                found.append(f"{whose}评为“{grade}”的有{many}个，超过名额{places}个，请领导小组重新决定")
        return found

    def ranking(self) -> list[Standing]:
        """The units of the ranked table in order; who has no number stands last, who is not asked is left out."""
        total = self.totals[self._ranked_table]
        rows = [row for row in range(len(self.facts.units)) if total.state(row) != NA]
        return [self._standing(row) for row in sorted(rows, key=lambda row: self._order(row, total))]

    def apart(self) -> list[str]:
        """Units whose table does not apply to them (另列)."""
        total = self.totals[self._ranked_table]
        return [unit.unit for row, unit in enumerate(self.facts.units) if total.state(row) == NA]

    def _order(self, row: int, total: Val) -> tuple[Any, ...]:
        state = total.state(row)
        return (self.ranked.group[row], {KNOWN: 0, OPEN: 1, FAILED: 2}[state], -self._keys[row], row)

    def _standing(self, row: int) -> Standing:
        unit, total = self.facts.units[row], self.totals[self._ranked_table]
        return Standing(
            unit.unit,
            unit.cls,
            total.num.at(row) if total.state(row) == KNOWN else None,
            WORDS[total.state(row)],
            int(self.ranked.rank[row]),
            self._grade(row),
            bool(self.graded is not None and self.graded.provisional[row]),
            bool(self.graded is not None and self.graded.band[row] == HELD),
        )

    @cached_property
    def follows(self) -> list[Following]:
        """What follows for whom."""
        from gongkai.law.uses import following

        return [Following(unit, use) for unit, use in following(self)]

    # Sheets ----------------------------------------------------------------------------------------------------------

    def sheet(self, unit: str, table: str = "") -> "Sheet":
        """One unit's sheet: every node and line with its points, sentence, article and records."""
        from gongkai.law.explain.sheets import sheet_from

        row = self.facts.index[unit]
        return sheet_from(self, self.record(unit), row, table)

    def record(self, unit: str) -> Any:
        """What every sentence of a unit is made from: nested lists of short texts, the same from the same inputs."""
        row = self.facts.index[unit]
        if self.explained:
            return self.records[row]
        from gongkai.law.explain.records import records_of

        frame = Frame(self._tracing, slice(row, row + 1), 1)
        return records_of(self.compiled, frame)[0]

    @cached_property
    def records(self) -> Sequence[Any]:
        """The records of all units, in their order."""
        from gongkai.law.explain.records import records_of

        return records_of(self.compiled, self._tracing.root)

    @cached_property
    def _tracing(self) -> Run:
        if self._run.tracing:
            return self._run
        run = Run(self.book, self.facts, tracing=True)
        run.cache = self._run.cache
        return run

    # The same bytes --------------------------------------------------------------------------------------------------

    def plain(self) -> dict[str, Any]:
        """Everything that was found, for machines: exact numbers as text."""
        return {
            "engine": ENGINE,
            "rulebook": {"id": self.book.id, "sha256": self.book.sha256},
            "facts": {"sha256": self.facts.sha256},
            "period": str(self.book.period),
            "as_of": str(self._run.day),
            "units": [self._unit(row) for row in range(len(self.facts.units))],
            "lists": [
                {"title": one.listing.title, "units": self._names(one.rows), "held": self._names(one.held)}
                for one in self.lists
            ],
        }

    def _names(self, rows: Sequence[int]) -> list[str]:
        return [self.facts.units[row].unit for row in rows]

    def _unit(self, row: int) -> dict[str, Any]:
        scores = {id: exact_text(value, row) for id, value in self.scores.items()}
        return {
            "unit": self.facts.units[row].unit,
            "scores": scores,
            "grade": self._grade(row),
            "rank": int(self.ranked.rank[row]),
        }

    @cached_property
    def scores(self) -> dict[str, Val]:
        """The score of every indicator that has one for the whole unit."""
        root = self._run.root
        nodes = [node for node in self.compiled.nodes.values() if node.depth == 0]
        return {node.id: root.score(node) for node in nodes}

    def bytes(self) -> bytes:
        """The result set as canonical JSON in UTF-8."""
        return json.dumps(self.plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @cached_property
    def sha256(self) -> str:
        """SHA-256 over rulebook, facts, engine and every result."""
        return hashlib.sha256(self.bytes()).hexdigest()


def exact_text(value: Val, row: int) -> str:
    """A number as text, exact: 13.75, or a fraction where decimals do not end; else its state."""
    return WORDS[value.state(row)] or number_text(value.num.at(row))


def number_text(value: Fraction) -> str:
    """13.75; 1/3 where decimals do not end."""
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    if not places:
        return str(value.numerator)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def results(compiled: Compiled, facts: Facts, explained: bool | None = None) -> Results:
    """Scores every table for every unit."""
    size = len(facts.units)
    if explained is None:
        explained = size <= EXPLAINED
    run = compiled.run(facts, tracing=explained)
    if size <= BLOCK or explained:
        totals = {table.id: run.root.score(table) for table in compiled.tables}
    else:
        totals = _by_blocks(compiled, run, size)
    return Results(compiled, facts, run, totals, explained)


def _by_blocks(compiled: Compiled, run: Run, size: int) -> dict[str, Val]:
    found: dict[str, list[tuple[Val, int]]] = {table.id: [] for table in compiled.tables}
    for frame in blocks(run, size):
        for table in compiled.tables:
            found[table.id].append((frame.score(table), frame.size))
    totals = {id: _joined(parts) for id, parts in found.items()}
    for table in compiled.tables:
        run.root.cache["score", table.id] = totals[table.id]
    return totals


def _joined(parts: list[tuple[Val, int]]) -> Val:
    nums = [numbers.one_denominator(value.num.spread(size)) for value, size in parts]
    d = nums[0].d
    if any(num.d != d for num in nums):
        d = lcm(*(num.d for num in nums))
    n = np.concatenate([_times(num, d // num.d) for num in nums])
    lo, hi = min(num.lo * (d // num.d) for num in nums), max(num.hi * (d // num.d) for num in nums)
    if all(value.st is None for value, _ in parts):
        return Val(numbers.Num(n, d, lo, hi))
    st = [np.zeros(size, dtype=np.uint8) if value.st is None else value.st for value, size in parts]
    return Val(numbers.Num(n, d, lo, hi), np.concatenate(st))


def _times(num: numbers.Num, by: int) -> Any:
    """The numerators so many times as large, in a word that holds them."""
    return num.n if by == 1 else widths.scaled(num.n, by, max(-num.lo, num.hi) * by)
