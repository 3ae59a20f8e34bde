"""公共事实: what every rulebook may speak of without declaring it."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from gongkai.law import reading
from gongkai.law.findings import Faults
from gongkai.law.reading import Fault
from gongkai.law.rulebook.facts import read_facts
from gongkai.law.rulebook.model import Fact

FACTS = Path(__file__).parents[2] / "rulebooks" / "facts.yaml"


def shared_facts(source: str | Path, faults: Faults) -> Mapping[str, Fact]:
    """The facts by id, from a path or from a text; none where there is no such file. Raises `Refused` for what is no
    table of facts; what is wrong with one of them goes to ``faults``."""
    path = source if isinstance(source, Path) else reading.as_path(source)
    if path is not None and not path.is_file():
        return {}
    found, wrong = _read(reading.text_of(path), str(path)) if path else _read(str(source), "facts.yaml")
    faults.found += wrong
    return found


@lru_cache(maxsize=8)
def _read(text: str, file: str) -> tuple[Mapping[str, Fact], tuple[Fault, ...]]:
    faults = Faults()
    found = read_facts(reading.read(text, file).table(required=("facts",))["facts"], faults, {})
    return MappingProxyType(found), tuple(faults.found)
