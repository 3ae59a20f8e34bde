"""Fifteen indicators marked by three sources, composed, rounded and graded with a quota: how exact, how fast?

    python -m bench.composed [units]

One million units by bench/composed.yaml, against plain Decimal (0 may differ), against integer NumPy written by hand,
and against the same table in vectorised OpenFisca-core where that is installed (bench/requirements.txt; it is AGPL and
stays out of the product). CPU seconds of one run; the ratios are what to compare.
"""

import resource
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench import county, reference_score
from bench.score import best
from gongkai.law import rulebook, scoring
from gongkai.law.facts import Column, Facts

D = Decimal
WEIGHTS = {"self": 15, "office": 35, "third_party": 50}
JUDGED = {"office": 4, "news": 8, "secrecy": 4}
LOST = {
    "delays": (7, "0.5"), "stale": (6, "1"), "missing": (6, "0.25"),
    "slips": (4, "0.3"), "gaps": (6, "0.6"), "errors": (4, "1.5"),
}  # fmt: skip
OTHERS = ("volume", "target", "done", "rate", "upkeep", "channels", "topics")
Arrays = dict[str, dict[str, Any]]


def columns(n: int) -> Arrays:
    """Arrays by source and name, in the units that bench/county.py tells."""
    found = {}
    for seed, source in enumerate(WEIGHTS, 11):
        every = county.columns(n, seed)
        for name, points in JUDGED.items():
            every[name] = (every[name].astype(np.int64) * points // county.MARKS[name]).astype(np.int32)
        found[source] = {name: every[name] for name in (*JUDGED, *LOST, *OTHERS)}
    return found


def compiled() -> scoring.Compiled:
    return scoring.compile(rulebook.load(Path(__file__).with_name("composed.yaml"), facts="facts: {}\n"))


def facts(rules: scoring.Compiled, arrays: Arrays) -> Facts:
    held = {
        (name, None, source): Column(values, *county._form(name))
        for source, given in arrays.items()
        for name, values in given.items()
    }
    return Facts.from_columns(rules.book, [{"unit": str(row)} for row in range(len(arrays["self"]["delays"]))], held)


# Plain Decimal -------------------------------------------------------------------------------------------------------


def reference(arrays: Arrays, row: int) -> Decimal:
    """The total of one unit."""
    parts = (WEIGHTS[source] * _of_source(given, row) for source, given in arrays.items())
    return (sum(parts, D(0)) / 100).quantize(D("0.01"), ROUND_HALF_UP)


def _of_source(given: dict[str, Any], row: int) -> Decimal:
    has = {name: int(values[row]) for name, values in given.items()}
    score = sum((min(D(points), D(has[name]) / 100) for name, points in JUDGED.items()), D(0))
    for name, (points, rate) in LOST.items():
        score += max(D(0), points - D(rate) * has[name])
    short = D("0.3") * max(0, has["target"] - has["volume"])
    over = min(D(4), D("0.2") * (max(0, has["volume"] - has["target"]) // 10))
    score += max(D(0), min(D(24), 20 - short + over))
    score += 6 * min(D(100), D(has["done"]) / 100) / 100
    score += max(D(0), 6 - D("0.3") * max(D(0), 96 - D(has["rate"]) / 100))
    score += (D(8), D("4.4"), D(0))[has["upkeep"]]
    score += min(6, 2 * has["channels"])
    topics = has["topics"]
    return score + (5 if topics >= 16 else 3 if topics >= 12 else 1 if topics >= 8 else 0)


# Integer NumPy, as a specialist would write it -----------------------------------------------------------------------


def by_hand(arrays: Arrays, n: int) -> tuple[Any, Any, Any]:
    """Blocks of 32-bit integers; hundredths of a point, rank, grade (bench/score.py numbers them)."""
    cents = np.empty(n, np.int32)
    size = 32768
    for start in range(0, n, size):
        block = slice(start, start + size)
        total = sum(WEIGHTS[source] * _points(given, block) for source, given in arrays.items())
        cents[block] = (total + 5000) // 10000
    return cents, *graded(cents, n)


def _points(given: dict[str, Any], block: slice) -> Any:
    """Ten-thousandths of a point."""
    c = {name: values[block] for name, values in given.items()}
    s = sum(c[name] for name in JUDGED)
    for name, (points, rate) in LOST.items():
        s = s + np.maximum(points * 100 - c[name] * np.int32(float(rate) * 100), 0)
    gap = c["volume"] - c["target"]
    s = s + np.clip(2000 + np.minimum(gap, 0) * 30 + np.minimum(np.maximum(gap, 0) // 10 * 20, 400), 0, 2400)
    s = s * 100 + 6 * np.minimum(c["done"], 10000)
    s = s + np.maximum(60000 - 30 * np.maximum(9600 - c["rate"], 0), 0)
    s = s + np.array([80000, 44000, 0], np.int32)[c["upkeep"]] + np.minimum(c["channels"] * 20000, 60000)
    t = c["topics"]
    return s + np.where(t >= 16, 50000, np.where(t >= 12, 30000, np.where(t >= 8, 10000, 0)))


def graded(cents: Any, n: int) -> tuple[Any, Any]:
    counts = np.bincount(cents)
    above = n - np.cumsum(counts)
    rank, upto = (above + 1)[cents], (above + counts)[cents]
    grade = np.where(cents >= 6000, np.int8(1), np.int8(0)) + (cents >= 8000) + (cents >= 9000)
    places = n * 30 // 100
    grade -= (grade == 3) & (rank > places)
    grade[(grade == 3) & (upto > places)] = 4
    return rank, grade


# OpenFisca -----------------------------------------------------------------------------------------------------------


def fisca(arrays: Arrays, n: int):
    """A function that gives totals, ranks and grades by OpenFisca; None where it is not installed."""
    try:
        from bench import composed_openfisca
    except ImportError:
        return None
    return composed_openfisca.made_ready(arrays, n)


# Figures -------------------------------------------------------------------------------------------------------------


def wrong(results: Any, arrays: Arrays, n: int) -> tuple[int, int, int]:
    """How many totals, ranks and grades differ from plain Decimal."""
    totals = [reference(arrays, row) for row in range(n)]
    ranks, grades = reference_score.grades(totals)
    num = results.totals["total"].num
    bad = int((num.n.astype(np.int64) * 100 != np.array([int(one * 100) for one in totals]) * num.d).sum())
    bad_ranks = int((results.ranked.rank != np.array(ranks)).sum())
    return bad, bad_ranks, sum(results._grade(row) != grade for row, grade in enumerate(grades))


def peak() -> float:
    """MB this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(n: int) -> None:
    rules, arrays = compiled(), columns(n)
    given = facts(rules, arrays)

    def ours() -> Any:
        found = rules.score(given, explained=False)
        return found, found.graded, found.ranked

    held = peak()
    mine = best(ours)
    print(f"{n:,} units x 15 indicators x 3 sources, graded and ranked: {mine:.4f} s CPU")
    print(f"memory over the inputs: {peak() - held:.0f} MB")
    hand = best(lambda: by_hand(arrays, n))
    results = ours()[0]
    num = results.totals["total"].num
    same = bool((by_hand(arrays, n)[0] * num.d == num.n.astype(np.int64) * 100).all())
    print(f"by hand in NumPy: {hand:.4f} s, same totals: {same}; ours takes {mine / hand:.2f} times as long")
    other = fisca(arrays, n)
    if other is None:
        print("OpenFisca-core is not installed here: pip install -r bench/requirements.txt")
    else:
        seconds, off = other(best, results)
        print(f"OpenFisca-core: {seconds:.4f} s, {seconds / mine:.1f} times ours; {off:,} of its totals are off")
    totals, ranks, grades = wrong(results, arrays, n)
    print(f"against Decimal: wrong totals {totals}, wrong ranks {ranks}, wrong grades {grades}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
