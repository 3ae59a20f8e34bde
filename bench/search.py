"""Does search find exactly what a plain scan finds, and how soon?

    GONGKAI_DATA=… [GONGKAI_DATABASE_URL=…] python bench/search.py [--queries 300] [--seed 1]

Queries of one, two, three and more characters are drawn by seed from the folded texts of the whole loaded database,
single and in pairs, and others from words that are absent. Recall and precision are against the definition itself: a
substring scan of the same folded texts, of which every hit is fetched page by page. Latency is that of the first page.
"""

import argparse
import os
import random
import statistics
import time
from itertools import pairwise

GROUPS = ("1 character", "2 characters", "3 characters", "4 to 12", "two terms", "absent")


def main() -> None:
    args = _arguments()
    texts = _texts()
    queries = _queries([text for _, text in texts], args.queries, random.Random(args.seed))
    from django.db import connection

    from gongkai.search import index

    characters = sum(len(text) for _, text in texts)
    print(f"{connection.vendor}: {len(texts):,} texts, {characters / len(texts):,.0f} characters each on average")
    wrong, latency, hits = [], {group: [] for group in GROUPS}, dict.fromkeys(GROUPS, 0)
    recalls, precisions = [], []
    index.find("public", "公开")  # the folding table is built with the first question of a process
    for group, query in queries:
        started = time.perf_counter()
        index.find("public", query, limit=10)
        latency[group].append((time.perf_counter() - started) * 1000)
        found, true = _every(index, query), _scan(texts, index.asked(query))
        hits[group] += len(true)
        recalls.append(len(found & true) / len(true) if true else 1.0)
        precisions.append(len(found & true) / len(found) if found else 1.0)
        if found != true:
            wrong.append(query)
    _print(latency, hits)
    print(f"recall {min(recalls):.3f} at worst, {statistics.mean(recalls):.3f} on average of {len(queries)} queries")
    print(f"precision {min(precisions):.3f} at worst, {statistics.mean(precisions):.3f} on average")
    if wrong:
        raise SystemExit(f"{len(wrong)} queries answered otherwise than by a scan: {wrong[:5]}")


def _texts() -> list[tuple[int, str]]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    django.setup()
    from gongkai.search.models import PublicText

    texts = list(PublicText.objects.values_list("docid", "folded"))
    if not texts:
        raise SystemExit("nothing is published here: load a database first, e.g. gongkai demo --prepare")
    return texts


def _queries(texts: list[str], count: int, draw: random.Random) -> list[tuple[str, str]]:
    makers = (
        lambda: _piece(texts, draw, 1),
        lambda: _piece(texts, draw, 2),
        lambda: _piece(texts, draw, 3),
        lambda: _piece(texts, draw, draw.randint(4, 12)),
        lambda: f"{_piece(texts, draw, 2)} {_piece(texts, draw, 2)}",
        lambda: _absent(texts, draw),
    )
    return [(GROUPS[number % len(GROUPS)], makers[number % len(GROUPS)]()) for number in range(count)]


def _piece(texts: list[str], draw: random.Random, length: int) -> str:
    """A piece of some text that has no gap in it."""
    while True:
        text = draw.choice(texts)
        start = draw.randrange(max(1, len(text) - length))
        piece = text[start : start + length]
        if len(piece) == length and " " not in piece:
            return piece


def _absent(texts: list[str], draw: random.Random) -> str:
    """Two real pieces that no text holds side by side: every bigram but one is common, so only exactness says no."""
    while True:
        word = _piece(texts, draw, 2) + _piece(texts, draw, draw.randint(1, 2))
        if not any(word in text for text in texts):
            return word


def _every(index, query: str) -> set[int]:
    found, after = [], None
    while True:
        hits = index.find("public", query, after=after, limit=1000)
        found += hits.ids
        if not hits.more:
            break
        after = hits.ids[-1]
    assert all(newer > older for newer, older in pairwise(found)), "not newest first"
    return set(found)


def _scan(texts: list[tuple[int, str]], wanted: list[str]) -> set[int]:
    return {number for number, text in texts if all(term in text for term in wanted)}


def _print(latency: dict[str, list[float]], hits: dict[str, int]) -> None:
    every = [value for values in latency.values() for value in values]
    print(f"{'':14}{'queries':>8}{'hits':>10}{'median ms':>11}{'p95 ms':>9}{'worst ms':>10}")
    for group, values in (*latency.items(), ("all", every)):
        if values:
            ordered = sorted(values)
            p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
            total = sum(hits.values()) if group == "all" else hits[group]
            print(f"{group:14}{len(values):8}{total:10,}{statistics.median(values):11.2f}{p95:9.2f}{ordered[-1]:10.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
