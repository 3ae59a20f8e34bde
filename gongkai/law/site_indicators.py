"""What a government site is looked through for (`rulebooks/inspection`): indicators with basis and remedy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gongkai.law.citation import Register
from gongkai.law.kinds import Reading, words_by_name
from gongkai.law.reading import Fault, Node, Refused, read_file


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing looked for. ``tags``: page tags it asks for; ``veto``: how many faults fail the whole site (0: none);
    ``limits``: the limit that a type of column keeps; ``functions``: types of column that fulfil a function of a site.
    """

    id: str
    name: str
    block: str
    says: str
    remedy: str
    cite: tuple[str, ...]
    tags: tuple[str, ...] = ()
    veto: int = 0
    limits: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=8)
def site_indicators_at(path: Path) -> dict[str, Indicator]:
    """By id, in the order of the file; files of the shelf never change under one name."""
    return read_site_indicators(read_file(path))


def read_site_indicators(node: Node, register: Register | None = None) -> dict[str, Indicator]:
    """Raises `Refused` with every fault; ``register`` makes it ask for each article."""
    reading, table = Reading(), node.table(required=("inspection", "title", "indicators"))
    functions = lambda one: {name: each.words() for name, each in one.table().items()}
    parts = reading.parts(Indicator, _misfits, veto=_number, limits=words_by_name, functions=functions)
    found: dict[str, Indicator] = parts(table["indicators"])  # type: ignore[assignment]
    if register:
        for name, one in found.items():
            reading.faults += register.unresolved(one.cite, table["indicators"].table()[name])
    if reading.faults:
        raise Refused(*reading.faults)
    return found


def _number(node: Node) -> int:
    if isinstance(node.value, bool) or not isinstance(node.value, int):
        raise Refused(node.fault("这里应当是整数"))
    return node.value


def _misfits(found: Indicator, node: Node) -> Iterator[Fault]:
    if found.veto < 0:
        yield node.fault("否决的个数不能小于 0")
