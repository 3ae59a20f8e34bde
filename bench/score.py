"""How exact and how fast is scoring? `python -m bench.score [units]` prints errors, seconds and ratios of one run.

First against a plain Decimal reference (totals, ranks, grades: 0 may differ), then against hand-written integer NumPy
of the same table, and the cold command `gongkai score` on 64 units.
"""

import gc
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench import county, reference_score


def best(run, repeats: int = 5) -> float:
    """CPU seconds of the fastest of some runs: on an idle machine also the seconds on the wall."""
    found = []
    for _ in range(repeats):
        gc.collect()
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def by_hand(a, n: int):
    """The same table as a specialist would write it: blocks of 32-bit integers, hundredths of a point."""
    cents = np.empty(n, np.int32)
    size = 32768
    for start in range(0, n, size):
        c = {name: values[start : start + size] for name, values in a.items()}
        s = sum(c[name] for name in county.MARKS)
        for name, (points, rate) in reference_score.COUNTED_RATES.items():
            s = s + np.maximum(points * 100 - c[name] * np.int32(float(rate) * 100), 0)
        gap = c["volume"] - c["target"]
        volume = 2500 + np.minimum(gap, 0) * 30 + np.minimum(np.maximum(gap, 0) // 10 * 20, 400)
        s = s * 10 + np.clip(volume, 0, 2900) * 10
        s = s + 6 * np.minimum(c["done"], 10000) // 10 * 1
        s = s * 10 + 6 * np.minimum(c["done"], 10000) % 10
        s = s + np.maximum(60000 - 30 * np.maximum(9600 - c["rate"], 0), 0)
        s = s + np.array([80000, 44000, 0], np.int32)[c["upkeep"]] + np.minimum(c["channels"] * 20000, 60000)
        t = c["topics"]
        s = s + np.where(t >= 16, 50000, np.where(t >= 12, 30000, np.where(t >= 8, 10000, 0)))
        s = s + np.maximum(np.where(c["ledger"] == 1, 60000, 30000) - 20000 * c["replies_late"], 0)
        s = np.where(c["lawsuits"] >= 1, 500000, s)
        s = s + np.minimum(c["awards"], 4) * 10000 - 30000 * c["leaks"]
        cents[start : start + size] = (np.maximum(s, 0) + 50) // 100
    counts = np.bincount(cents)
    above = n - np.cumsum(counts)
    rank, upto = (above + 1)[cents], (above + counts)[cents]  # equals share a rank; `upto`: the last place they take
    grade = np.where(cents >= 6000, np.int8(1), np.int8(0)) + (cents >= 8000) + (cents >= 9000)
    places = n * 30 // 100
    grade -= (grade == 3) & (rank > places)
    grade[(grade == 3) & (upto > places)] = 4  # a tie across the line, for the leading group
    return cents, rank, grade


def wrong(results, arrays, n: int) -> tuple[int, int, int]:
    """How many totals, ranks and grades differ from the reference."""
    totals = [reference_score.total(county.plain(arrays, row)) for row in range(n)]
    ranks, grades = reference_score.grades(totals)
    num = results.totals["total"].num
    cents = np.array([int(one * 100) for one in totals])
    bad_totals = int((num.n * 100 != cents * num.d).sum())
    bad_ranks = int((results.ranked.rank != np.array(ranks)).sum())
    own = [results._grade(row) for row in range(n)]
    return bad_totals, bad_ranks, sum(a != b for a, b in zip(own, grades, strict=True))


def cold(repeats: int = 5) -> float:
    """CPU seconds of a whole cold process that scores 64 units of files."""
    folder = Path("/tmp/gongkai-bench")
    folder.mkdir(exist_ok=True)
    arrays = county.columns(64)
    names = ["单位", *arrays]
    rows = [",".join([f"u{row}", *(_cell(name, arrays, row) for name in arrays)]) for row in range(64)]
    (folder / "facts.csv").write_text("\n".join([",".join(names), *rows]) + "\n")
    command = [sys.executable, "-m", "gongkai.cli", "score", str(Path(__file__).with_name("county.yaml"))]
    command.append(str(folder / "facts.csv"))
    found = []
    for _ in range(repeats):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(found)


def _cell(name: str, arrays, row: int) -> str:
    value = int(arrays[name][row])
    if name in county.MARKS:
        return f"{value / 100:.2f}"
    if name in ("done", "rate"):
        return f"{value / 100:.2f}%"
    if name == "upkeep":
        return county.STATES[value]
    return ("否", "是")[value] if name == "ledger" else str(value)


def main(n: int) -> None:
    rules, arrays = county.compiled(), county.columns(n)
    facts = county.facts(rules, arrays)
    results = rules.score(facts, explained=False)
    totals, ranks, grades = wrong(results, arrays, n)
    print(f"units {n}: wrong totals {totals}, wrong ranks {ranks}, wrong grades {grades}")

    def ours() -> None:
        found = rules.score(facts, explained=False)
        _ = found.graded, found.ranked

    hand = best(lambda: by_hand(arrays, n))
    mine = best(ours)
    num = results.totals["total"].num
    same = bool((by_hand(arrays, n)[0] * num.d == num.n * 100).all())
    print(f"scored, graded and ranked: {mine:.4f} s CPU ({n / mine:,.0f} units a second)")
    print(f"hand-written NumPy, the same: {hand:.4f} s, same totals: {same}; ratio {mine / hand:.2f}")
    few = county.columns(64)
    small = county.facts(rules, few)
    print(
        f"64 units scored, graded, ranked: {best(lambda: rules.score(small, explained=False).graded, 20) * 1000:.2f} ms"
    )
    print(f"gongkai score, 64 units, cold process: {cold():.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
