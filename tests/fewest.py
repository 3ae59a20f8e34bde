"""The fewest tests that PostgreSQL must see: together they send what all tests sent on SQLite, statement by statement.

While tests run on SQLite with ``GONGKAI_NOTES`` naming a folder, each test's statements are noted there: where in
the product a statement was sent from, its words without its values, and the error it met. With ``GONGKAI_FEWEST``
naming that folder, the tests that add nothing to what the others send are left out. Tests that kill, race or start
processes are never left out, as their statements are not seen from here.
"""

import hashlib
import heapq
import json
import os
import re
import sys
import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest

PRODUCT = str(Path(__file__).parents[1] / "gongkai")
AMONG = re.compile(r"\bIN \((?:%s|NULL|\d+)(?:, (?:%s|NULL|\d+))*\)")
ROWS = re.compile(r"(\([^()]*%s[^()]*\))(?:, ?\1)+")
SAVEPOINT = re.compile(r'"?s\d+_x\d+"?')
PAGE = re.compile(r"\b(LIMIT|OFFSET) \d+")
ALWAYS = ("crash", "postgres", "browser")
SITES = {"installation", "installed", "served", "standing"}
OVERHEAD = 0.02  # seconds that a test takes beside its own
SHARE = Fraction(98, 100)  # of all statements; the last fiftieth would take half as long again
Notes = dict[str, tuple[float, frozenset[str]]]  # a test: its seconds, its statements


def register(config: pytest.Config) -> None:
    if folder := os.environ.get("GONGKAI_NOTES"):
        config.pluginmanager.register(Noting(Path(folder)))
    if folder := os.environ.get("GONGKAI_FEWEST"):
        config.pluginmanager.register(Choosing(notes(Path(folder))))


class Noting:
    """Notes what each test sends; one file a process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seen, self.now = folder, {}, set()
        self.short: dict[str, str] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item):
        from django.db import connection

        self.now, started = set(), time.process_time()
        with connection.execute_wrapper(self._watch):
            yield
        self.seen[item.nodeid] = (time.process_time() - started, sorted(self.now))

    def pytest_sessionfinish(self):
        if self.seen:
            (self.folder / f"{os.getpid()}.json").write_text(json.dumps(self.seen))

    def _watch(self, execute, sql, params, many, context):
        sent = f"{_place()} {self.short.get(sql) or self.short.setdefault(sql, shape(sql))}"
        try:
            answer = execute(sql, params, many, context)
        except Exception as error:
            self.now.add(_digest(f"{sent} {type(error).__name__}"))
            raise
        self.now.add(_digest(sent))
        return answer


class Choosing:
    """Leaves out what is not among the fewest."""

    def __init__(self, noted: Notes) -> None:
        self.noted = noted

    def pytest_collection_modifyitems(self, config, items):
        tests = {item.nodeid: self.noted.get(item.nodeid) for item in items}
        chosen = fewest(tests, [item.nodeid for item in items if _always(item, tests[item.nodeid])])
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
        items[:] = [item for item in items if item.nodeid in chosen]


def notes(folder: Path) -> Notes:
    read = (json.loads(path.read_text()) for path in sorted(folder.glob("*.json")))
    return {name: (seconds, frozenset(sent)) for each in read for name, (seconds, sent) in each.items()}


def fewest(tests: dict[str, tuple[float, frozenset[str]] | None], always: Iterable[str]) -> set[str]:
    """Who sends most that nobody chosen has sent, for its time, comes first, until ``SHARE`` of all is sent; a test
    without a note is chosen."""
    chosen = set(always) | {name for name, note in tests.items() if note is None}
    left = {name: note for name, note in tests.items() if note and name not in chosen}
    done = {one for name in chosen if (note := tests.get(name)) for one in note[1]}
    queue = [(-len(sent) / (seconds + OVERHEAD), name) for name, (seconds, sent) in left.items()]
    heapq.heapify(queue)
    enough = SHARE * len(frozenset().union(*(note[1] for note in tests.values() if note)))
    while queue and len(done) < enough:
        promised, name = heapq.heappop(queue)
        seconds, sent = left[name]
        worth = -len(sent - done) / (seconds + OVERHEAD)
        if worth > promised and queue and worth > queue[0][0]:
            heapq.heappush(queue, (worth, name))
        elif worth:
            chosen.add(name)
            done |= sent
    return chosen


def shape(sql: str) -> str:
    """A statement without its values: lists, rows and pages of any length are one, savepoints have no number."""
    return PAGE.sub(r"\1", ROWS.sub(r"\1", AMONG.sub("IN (%s)", SAVEPOINT.sub("s", sql))))


def _always(item, note) -> bool:
    """It kills, races or starts processes: by its mark, by the site that it wants, or a test of the house by itself."""
    mark = item.get_closest_marker("django_db")
    commits = bool(mark and mark.kwargs.get("transaction"))
    alone = item.path.parent.name == "house" and bool(note) and not note[1]
    return commits or alone or bool(SITES & {*item.fixturenames}) or any(map(item.get_closest_marker, ALWAYS))


def _place() -> str:
    """File and line of the product nearest to the statement."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(PRODUCT):
            return f"{frame.f_code.co_filename[len(PRODUCT) :]}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def _digest(sent: str) -> str:
    return hashlib.blake2b(sent.encode(), digest_size=8).hexdigest()
