"""政务服务窗口的要求: what `rulebooks/windows` asks of guides, of approval online, of a centre (KF-2.1, KF-5.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.law.reading import Fault, Node, Refused

NAME = re.compile(r"[a-z][a-z_]*")
ALL = "all"
LEVELS = ("county", "township", "village")


@dataclass(frozen=True, slots=True)
class CentreDemands:
    """``ends``: how the name of a centre of this level ends; the others are what it has, by name."""

    ends: str
    cite: tuple[str, ...]
    windows: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowDemands:
    """``lists``: kinds of list whose rows are items, each with the sections that are (none: all of them).

    ``guide``: elements by id, of which ``least`` are the ones a street publishes; ``stages`` of approval by id, of
    which ``online`` make an item one that is handled online; ``centres`` by level."""

    title: str
    lists: Mapping[str, tuple[str, ...]]
    guide: Mapping[str, str]
    least: tuple[str, ...]
    stages: Mapping[str, str]
    online: tuple[str, ...]
    centres: Mapping[str, CentreDemands] = field(default_factory=dict)


def read_window_demands(node: Node) -> WindowDemands:
    """The demands in a YAML tree. Raises `Refused` with every fault."""
    table = node.table(required=("windows", "title", "items", "guide", "stages", "centres"))
    guide = table["guide"].table(required=("elements", "least", "cite"))
    stages = table["stages"].table(required=("names", "online", "cite"))
    lists = table["items"].table(required=("lists", "cite"))["lists"].table()
    found = WindowDemands(
        table["title"].string(), {name: _sections(one) for name, one in lists.items()},
        _named(guide["elements"]), guide["least"].words(), _named(stages["names"]),
        stages["online"].words(), {level: _centre(one) for level, one in table["centres"].table().items()},
    )  # fmt: skip
    faults = [*_strange(guide["least"], found.guide), *_strange(stages["online"], found.stages)]
    faults += [
        one.fault(f"“{level}”不是层级，写 {'、'.join(LEVELS)}")
        for level, one in table["centres"].table().items()
        if level not in LEVELS
    ]
    if faults:
        raise Refused(*faults)
    return found


def _named(node: Node) -> dict[str, str]:
    for name, one in node.table().items():
        if not NAME.fullmatch(name):
            raise Refused(one.fault(f"“{name}”只用小写字母和下划线"))
    return {name: one.string() for name, one in node.table().items()}


def _sections(node: Node) -> tuple[str, ...]:
    return () if node.text == ALL else node.words()


def _strange(node: Node, known: Mapping[str, str]) -> list[Fault]:
    return [node.fault(f"“{name}”不在上面的名称里") for name in node.words() if name not in known]


def _centre(node: Node) -> CentreDemands:
    table = node.table(required=("ends", "cite"), allowed=("windows", "equipment", "rules"))
    lists = {name: table[name].words() for name in ("windows", "equipment", "rules") if name in table}
    return CentreDemands(table["ends"].string(), table["cite"].words(), **lists)
