"""公共事实: what every rulebook may speak of without declaring it."""

from pathlib import Path

from gongkai.law import reading
from gongkai.law.findings import Faults
from gongkai.law.rulebook.facts import read_facts
from gongkai.law.rulebook.model import Fact


def shared_facts(source: str | Path) -> dict[str, Fact]:
    """The facts by id, from a path or from a text; none where there is no such file. Raises `Refused`."""
    faults = Faults()
    if isinstance(source, Path) and not source.is_file():
        return {}
    root = reading.read_file(source) if isinstance(source, Path) else reading.read(source, "facts.yaml")
    found = read_facts(root.table(required=("facts",))["facts"], faults, {})
    faults.check()
    return found
