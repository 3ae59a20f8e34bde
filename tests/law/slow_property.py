"""The slow lane of the property test: `python -m tests.law.slow_property 10000 [first seed]`."""

import sys
from collections import Counter

from tests.law.test_scoring_property import difference


def main(cases: int, first: int) -> int:
    """Counts agreements, refusals and differences; exit code 1 if any differs."""
    seen: Counter[str] = Counter()
    for seed in range(first, first + cases):
        found = difference(seed)
        seen["same" if not found else "refused" if found.startswith("refused") else "different"] += 1
        if found and not found.startswith("refused") and seen["different"] <= 20:
            print(found)
    print(dict(seen))
    return 1 if seen["different"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
