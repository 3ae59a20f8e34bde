"""The fewest tests that PostgreSQL must see: together they send what all tests sent on SQLite, statement by statement.

While tests run on SQLite with ``GONGKAI_NOTES`` naming a folder, each test's statements are noted there: where in
the product a statement was sent from, its words without its values, and the error it met.
``python -m tests.fewest FOLDER FILE`` then writes down the tests that add something to what the others send, and with
``GONGKAI_FEWEST`` naming that file no other test runs. Tests that kill, race or start processes are never left out, as
their statements are not seen from here.
"""

import hashlib
import heapq
import json
import os
import re
import sys
import time
from collections import Counter
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
Note = tuple[float, frozenset[str], bool]  # of a test: its seconds, its statements, whether it is never left out


def register(config: pytest.Config) -> None:
    if folder := os.environ.get("GONGKAI_NOTES"):
        config.pluginmanager.register(Noting(Path(folder)))
    if file := os.environ.get("GONGKAI_FEWEST"):
        config.pluginmanager.register(Choosing(**json.loads(Path(file).read_text())))


class Noting:
    """Notes what each test sends; one file a process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seen, self.now, self.short = folder, {}, set(), Short()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item):
        from django.db import connection

        self.now, started = set(), time.process_time()
        with connection.execute_wrapper(self._watch):
            yield
        seconds = time.process_time() - started
        self.seen[item.nodeid] = (seconds, sorted({self.short[one] for one in self.now}), _always(item, bool(self.now)))

    def pytest_sessionfinish(self):
        if self.seen:
            (self.folder / f"{os.getpid()}.json").write_text(json.dumps(self.seen))

    def _watch(self, execute, sql, params, many, context):
        place = _place()
        try:
            answer = execute(sql, params, many, context)
        except Exception as error:
            self.now.add((place, sql, type(error).__name__))
            raise
        self.now.add((place, sql, ""))
        return answer


class Short(dict[tuple[tuple[str, int], str, str], str]):
    """A short word for a place in the product, a statement sent from it, and the error it met; found once for each."""

    def __missing__(self, sent):
        (file, line), sql, error = sent
        self[sent] = hashlib.blake2b(f"{file}:{line} {shape(sql)} {error}".encode(), digest_size=8).hexdigest()
        return self[sent]


class Choosing:
    """Leaves out what is not among the fewest; what was never noted stays, where its file is read at all."""

    def __init__(self, chosen: list[str], others: list[str]) -> None:
        self.files, self.others = {name.partition("::")[0] for name in chosen}, set(others)

    def pytest_ignore_collect(self, collection_path, config):
        test = collection_path.name.startswith("test_")
        return (test and collection_path.relative_to(config.rootpath).as_posix() not in self.files) or None

    def pytest_collection_modifyitems(self, config, items):
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in self.others])
        items[:] = [item for item in items if item.nodeid not in self.others]


def main(folder: str, file: str, *ignored: str) -> None:
    """``ignored``: files and folders as pytest is told (``--ignore=tests/…``), of which no test is chosen."""
    away = tuple(one.partition("=")[2] + end for one in ignored for end in ("/", "::"))
    tests = {name: note for name, note in notes(Path(folder)).items() if not name.startswith(away)}
    chosen = fewest(tests)
    told = {"chosen": sorted(chosen), "others": sorted(tests.keys() - chosen)}
    Path(file).write_text(json.dumps(told))


def notes(folder: Path) -> dict[str, Note]:
    read = (json.loads(path.read_text()) for path in sorted(folder.glob("*.json")))
    return {name: (seconds, frozenset(sent), always) for each in read for name, (seconds, sent, always) in each.items()}


def fewest(tests: dict[str, Note]) -> set[str]:
    """Who sends most that nobody chosen has sent, for its time, comes first, until ``SHARE`` of all is sent."""
    chosen = {name for name, (*_, always) in tests.items() if always}
    left = {name: note for name, note in tests.items() if name not in chosen}
    done = {one for name in chosen for one in tests[name][1]}
    queue = [(-len(sent) / (seconds + OVERHEAD), name) for name, (seconds, sent, _) in left.items()]
    heapq.heapify(queue)
    enough = SHARE * len(frozenset().union(*(sent for _, sent, _ in tests.values())))
    while queue and len(done) < enough:
        promised, name = heapq.heappop(queue)
        seconds, sent, _ = left[name]
        worth = -len(sent - done) / (seconds + OVERHEAD)
        if worth > promised and queue and worth > queue[0][0]:
            heapq.heappush(queue, (worth, name))
        elif worth:
            chosen.add(name)
            done |= sent
    return chosen - _spared(tests, chosen & left.keys())


def _spared(tests: dict[str, Note], chosen: set[str]) -> set[str]:
    """Of ``chosen``, dearest first, whose statements have all come to be sent by others chosen after them."""
    told = Counter(one for name in chosen for one in tests[name][1])
    told.update(one for _, sent, always in tests.values() if always for one in sent)
    spared = set()
    for name in sorted(chosen, key=lambda name: (-tests[name][0], name)):
        if all(told[one] > 1 for one in tests[name][1]):
            told.subtract(tests[name][1])
            spared.add(name)
    return spared


def shape(sql: str) -> str:
    """A statement without its values: lists, rows and pages of any length are one, savepoints have no number."""
    return PAGE.sub(r"\1", ROWS.sub(r"\1", AMONG.sub("IN (%s)", SAVEPOINT.sub("s", sql))))


def _always(item, sends: bool) -> bool:
    """It kills, races or starts processes: by its mark, by the site that it wants, or a test of the house by itself."""
    mark = item.get_closest_marker("django_db")
    commits = bool(mark and mark.kwargs.get("transaction"))
    alone = item.path.parent.name == "house" and not sends
    return commits or alone or bool(SITES & {*item.fixturenames}) or any(map(item.get_closest_marker, ALWAYS))


class Inside(dict[str, bool]):
    """Whether a file is one of the product."""

    def __missing__(self, file):
        self[file] = file.startswith(PRODUCT)
        return self[file]


INSIDE = Inside()


def _place() -> tuple[str, int]:
    """File and line of the product nearest to the statement."""
    frame = sys._getframe(2)
    while frame is not None:
        if INSIDE[frame.f_code.co_filename]:
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return "", 0


if __name__ == "__main__":
    main(*sys.argv[1:])
