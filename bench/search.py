"""Does search find exactly what a plain scan finds, and how soon does the reader have the page?

    GONGKAI_DATA=… [GONGKAI_DATABASE_URL=…] python -m bench.search [--queries 300] [--seed 1] [--fill 100000] [--write]

``--fill`` first lays out that many documents in an empty database: the demonstration county's texts, each with a number
of its own and moved back over eight years. Queries of one, two, three and more characters are drawn by seed from the
folded texts of the whole database, single and in pairs, and others from words that are absent. Recall and precision are
against the definition itself: a substring scan of the same folded texts, of which every hit is fetched page by page.
Times are of the index alone, and of the whole answer: hits, facets with their counts, what is offered beside, and HTML.
"""

import argparse
import os
import random
import statistics
import sys
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.load import write_section

GROUPS = ("1 character", "2 characters", "3 characters", "4 to 12", "two terms", "absent")


def main() -> None:
    args = _arguments()
    _start()
    if args.fill:
        fill(args.fill)
    figures, wrong = measured(args.queries, args.seed)
    for question, said, limit in figures:
        print(f"{question:64} {said:>28}   {limit}")
    if args.write:
        from django.db import connection

        where = "" if connection.vendor == "sqlite" else " on PostgreSQL"
        write_section(f"## Search{where}", "python -m bench.search --fill 100000", figures)
    if wrong:
        raise SystemExit(f"answered otherwise than by a scan: {wrong[:5]}")


def measured(many: int = 300, seed: int = 1) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Questions, figures and limits over the database that is there; the queries answered otherwise than by a scan."""
    from django.db import connection

    from gongkai.search import index

    texts = _texts()
    queries = _queries([text for _, text in texts], many, random.Random(seed))
    characters = sum(len(text) for _, text in texts)
    print(f"{connection.vendor}: {len(texts):,} texts, {characters / len(texts):,.0f} characters each on average")
    finding = _times(queries, lambda query: index.find("public", query, limit=10, count=True))
    answering = _times(queries, _page())
    _print("index, with facets", finding)
    _print("whole answer", answering)
    found, wrong = _recalls(index, texts, queries)
    figures = [(f"{len(texts):,} texts on {connection.vendor}; hits compared", f"{found:,}", "100,000 texts")]
    figures += [("queries answered otherwise than by a scan", f"{len(wrong)} of {len(queries)}", "0")]
    for name, times in (("index with facets", finding), ("whole answer, facets and page", answering)):
        every = sorted(value for values in times.values() for value in values)
        told = f"{statistics.median(every):.1f}, {_p95(every):.1f}, {every[-1]:.1f} ms"
        figures.append((f"{name}: median, 95th of 100, worst", told, "95th: 50 ms"))
    return figures, wrong


def fill(count: int) -> None:
    """Lays out ``count`` documents at the door, with the county's columns and units."""
    from gongkai import birth
    from gongkai.acts.clock import now
    from gongkai.catalogue import publishing, units
    from gongkai.demo import foundation
    from gongkai.publication import door
    from gongkai.search import index

    birth.migrate()
    foundation.lay()
    publishing.show_columns(now())
    units.show_units(now())
    began = time.perf_counter()
    door.show_many(_records(count), at=now())
    index.tidy("public", now())
    print(f"{count:,} documents laid out in {time.perf_counter() - began:.0f} s")


def _records(count: int):
    from gongkai.demo import manuscripts, year
    from gongkai.publication.records import DocumentRecord

    stories = [story for story in year.plan() if story.interprets is None]
    for number in range(count):
        story = stories[number % len(stories)]
        text, back = manuscripts.wording(story), number // len(stories) * 365
        day = datetime(*story.formed.timetuple()[:3], 9, tzinfo=ZoneInfo("Asia/Shanghai")) - timedelta(back)
        yield DocumentRecord(
            key=f"disclosure:{number}", title=f"{text.title}（{number}）", column=story.topic, unit=story.body.code,
            unit_name=story.body.name, published=day, html=manuscripts.html(story, text), doc_no=story.doc_no,
            subject=text.subject, summary=text.summary, validity=("", "valid", "lapsed")[number % 3],
        )  # fmt: skip


def _start() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    django.setup()


def _page():
    """Asks as a reader does, past the server and its middleware; every answer must be a whole page."""
    from django.test import RequestFactory

    from gongkai.portal import asking

    make = RequestFactory()

    def ask(query: str) -> None:
        answer = asking.search(make.get("/search/", {"q": query}))
        assert answer.status_code == 200, query

    return ask


def _times(queries: list[tuple[str, str]], ask) -> dict[str, list[float]]:
    """Milliseconds by group; the first question of a process, which builds tables, is not among them."""
    times: dict[str, list[float]] = {group: [] for group in GROUPS}
    ask(queries[0][1])
    ask(queries[-1][1])
    for group, query in queries:
        started = time.perf_counter()
        ask(query)
        times[group].append((time.perf_counter() - started) * 1000)
    return times


def _recalls(index, texts: list[tuple[int, str]], queries: list[tuple[str, str]]) -> tuple[int, list[str]]:
    """How many hits the scans found, and the queries that the index answered otherwise."""
    hits, wrong = 0, []
    for _, query in queries:
        found, true = _every(index, query), _scan(texts, index.asked(query))
        hits += len(true)
        if found != true:
            wrong.append(query)
    return hits, wrong


def _texts() -> list[tuple[int, str]]:
    from gongkai.search.models import PublicText

    texts = list(PublicText.objects.values_list("docid", "folded"))
    if not texts:
        raise SystemExit("nothing is published here: load a database first, e.g. gongkai demo --prepare, or --fill")
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


def _print(name: str, times: dict[str, list[float]]) -> None:
    every = [value for values in times.values() for value in values]
    print(f"{name:20}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'worst ms':>10}")
    for group, values in (*times.items(), ("all", every)):
        if ordered := sorted(values):
            print(f"{group:20}{len(values):8}{statistics.median(values):11.2f}{_p95(ordered):9.2f}{ordered[-1]:10.2f}")


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fill", type=int, default=0, help="documents to lay out first in an empty database")
    parser.add_argument("--write", action="store_true", help="put the figures into bench/RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
