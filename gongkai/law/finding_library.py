"""问题库 (`rulebooks/findings`): losses that come again and again, each with its problem in words, basis and remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongkai.law.citation import Register
from gongkai.law.kinds import Reading
from gongkai.law.reading import Fault, Node, Refused, read_file


@dataclass(frozen=True, slots=True)
class Entry:
    """One common problem. ``at``: where tables take points for it, as document:indicator (``DY:info.foi``)."""

    id: str
    name: str
    says: str
    remedy: str
    cite: tuple[str, ...]
    at: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def finding_library_at(path: Path) -> dict[str, Entry]:
    """By id, in the order of the file; files of the shelf never change under one name."""
    return read_finding_library(read_file(path))


def read_finding_library(node: Node, register: Register | None = None) -> dict[str, Entry]:
    """Raises `Refused` with every fault; ``register`` makes it ask for each article."""
    reading, table = Reading(), node.table(required=("findings", "title", "entries"), allowed=("rewards",))
    parts = reading.parts(Entry, _ill_placed)
    found: dict[str, Entry] = parts(table["entries"])  # type: ignore[assignment]
    reading.faults += _placed_twice(found, table["entries"])
    if "rewards" in table:
        reading.faults += _misplaced(table["rewards"].words(), table["rewards"])
    if register:
        for name, one in found.items():
            reading.faults += register.unresolved(one.cite, table["entries"].table()[name])
    if reading.faults:
        raise Refused(*reading.faults)
    return found


@lru_cache(maxsize=16)
def rewards_at(path: Path) -> frozenset[str]:
    """document:indicator of what is given for more than a unit owes: who did not earn it has no problem."""
    table = read_file(path).table()
    return frozenset(table["rewards"].words() if "rewards" in table else ())


def by_place(entries: Iterable[Entry]) -> dict[str, Entry]:
    """document:indicator → the problem that stands behind a loss there; a later entry wins over an earlier one."""
    return {place: one for one in entries for place in one.at}


def _ill_placed(found: Entry, node: Node) -> Iterator[Fault]:
    yield from _misplaced(found.at, node)


def _misplaced(places: Iterable[str], node: Node) -> Iterator[Fault]:
    for place in places:
        document, _, indicator = place.partition(":")
        if not document or not indicator:
            yield node.fault(f"“{place}”应当写成“文件代号:指标”，如 DY:info.foi")


def _placed_twice(found: dict[str, Entry], node: Node) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, one in found.items():
        for place in one.at:
            if place in seen:
                yield node.table()[name].fault(f"“{place}”已经写在“{seen[place]}”下面，一个指标只归一个问题")
            seen[place] = name
