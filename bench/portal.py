"""Is the portal what it is said to be? Search, pages, lists, tree and withdrawal, each beside its limit, in one run.

    python -m bench.portal [--documents 100000] [--write]

Lays out that many documents in a place of its own (the demonstration county's texts, see bench/search.py), then asks
what bench/search.py, bench/page.py and bench/tree.py ask, one after the other over the same documents. nginx and wrk
must be there. GONGKAI_DATABASE_URL takes it to an empty PostgreSQL.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.load import write_section


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "gongkai.settings", "GONGKAI_DATA": f"{scratch}/data",
            "GONGKAI_HOSTS": "127.0.0.1,testserver",
        }  # fmt: skip
        figures, wrong = measured(args.documents, Path(scratch))
    for question, said, limit in figures:
        print(f"{question:66} {said:>30}   {limit}")
    if args.write:
        write_section("## The portal", "python -m bench.portal", figures)
    if wrong:
        raise SystemExit(f"answered otherwise than by a scan: {wrong[:5]}")


def measured(documents: int, scratch: Path) -> tuple[list[tuple[str, str, str]], list[str]]:
    import django

    django.setup()
    from bench import page, search, tree

    search.fill(documents)
    figures, wrong = search.measured()
    return figures + page.measured(4) + tree.measured(0, scratch), wrong


if __name__ == "__main__":
    main()
