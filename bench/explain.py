"""How fast are explanations? `python -m bench.explain` prints milliseconds and rates of one run.

64 units with every line explained (scored, graded and every sentence rendered), one unit's sheet from its record, and
10,000 units scored with a stored record each.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench import county
from bench.score import best
from gongkai.law import rulebook
from gongkai.law.whatif import whatif


def sheets(results) -> int:
    """Renders the sheet of every unit; the number of sentences."""
    return sum(len(node.lines) for unit in results.facts.units for node in results.sheet(unit.unit).root.walk())


def stored(rules, facts) -> int:
    """Scores and packs one record a unit as it would be stored; total bytes."""
    results = rules.score(facts, explained=True)
    return sum(len(json.dumps(record, ensure_ascii=False)) for record in results.records)


def main() -> None:
    rules = county.compiled()
    few = county.facts(rules, county.columns(64))
    results = rules.score(few, explained=True)
    lines = sheets(results)
    every = best(lambda: sheets(rules.score(few, explained=True)), 20)
    scored = best(lambda: rules.score(few, explained=True).records, 20)
    one = best(lambda: results.sheet("7"), 50)
    print(f"64 units, {lines} lines: scored with a record each {scored * 1000:.2f} ms")
    print(f"64 units, scored and every sentence rendered {every * 1000:.2f} ms ({every / lines * 1e6:.1f} µs a line)")
    print(f"one unit's sheet from its record: {one * 1000:.3f} ms")
    many = county.facts(rules, county.columns(10_000))
    start = time.perf_counter()
    size = stored(rules, many)
    seconds = time.perf_counter() - start
    print(f"10,000 units scored, a record each ({size / 10_000:.0f} bytes): {seconds:.2f} s")
    before = rules.score(many, explained=False)
    other = rulebook.load(
        Path(__file__).with_name("county.yaml").read_text().replace("lose: 0.5", "lose: 0.6"), "other"
    )
    seconds = best(lambda: whatif(many, other, before).changed(), 5)
    print(f"what-if over 10,000 units, the changed rulebook made ready and every change found: {seconds * 1000:.0f} ms")


if __name__ == "__main__":
    main()
