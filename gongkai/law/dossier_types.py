"""Kinds of matter followed to its result (重大决策、重大项目 …) and of theme (专题), as in `rulebooks/dossiers`.

A kind says what is told of a matter (its particulars) and through which stages it goes, in which order. Read strictly:
every fault is told with its line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongkai.law.citation import Register
from gongkai.law.reading import Fault, Node, Refused, read_file

PHASES = {
    "decision": "决策", "execution": "执行", "management": "管理", "service": "服务", "result": "结果",
    "before": "事前", "during": "事中", "after": "事后", "section": "",
}  # fmt: skip
GENRES = {"matter": "全过程公开", "theme": "专题"}
NAME = re.compile(r"[a-z][a-z0-9-]{1,38}")
FIELD = re.compile(r"[a-z][a-z0-9_]{0,29}")
OF_A_TYPE = ("dossier", "title", "says", "genre", "cite", "columns", "stages")
OF_A_STAGE = ("name", "phase", "says")
MAY_STAGE = ("elements", "columns", "compulsory", "optional", "explained")


@dataclass(frozen=True, slots=True)
class Particular:
    """Something told of the matter itself: 建设单位, 回报机制. ``long``: more than a line."""

    id: str
    name: str
    required: bool = False
    long: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. ``elements`` and ``columns``: content elements and codes of topics that papers of this stage bear.

    ``compulsory``: it cannot be said not to apply; ``optional``: nothing need be said of it; ``explained``: what is
    gathered here goes out with its interpretation (SQ-3.1).
    """

    id: str
    name: str
    phase: str
    says: str
    elements: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    compulsory: bool = False
    optional: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class DossierType:
    """A kind of matter or theme. ``columns``: codes of topics it may stand in, the first there is."""

    id: str
    title: str
    says: str
    genre: str
    cite: tuple[str, ...]
    columns: tuple[str, ...]
    particulars: Mapping[str, Particular]
    stages: Mapping[str, Stage]


@lru_cache(maxsize=64)
def dossier_type_at(path: Path) -> DossierType:
    """The kind in a file; files of the shelf never change under one name."""
    return read_dossier_type(read_file(path))


def read_dossier_type(node: Node, register: Register | None = None) -> DossierType:
    """The kind that a file describes. Raises `Refused` with every fault; ``register`` makes it ask for each article."""
    table = node.table(required=OF_A_TYPE, allowed=("particulars",))
    faults: list[Fault] = []
    particulars = table["particulars"].table() if "particulars" in table else {}
    known = DossierType(
        id=table["dossier"].string(),
        title=table["title"].string(),
        says=table["says"].string(),
        genre=table["genre"].one_of(GENRES, faults),
        cite=table["cite"].words(),
        columns=table["columns"].words(),
        particulars={name: _particular(name, each, faults) for name, each in particulars.items()},
        stages={name: _stage(name, each, faults) for name, each in table["stages"].table().items()},
    )
    if not NAME.fullmatch(known.id):
        faults.append(table["dossier"].fault(f"“{known.id}”只能用小写字母、数字和连字符"))
    places = [list(PHASES).index(stage.phase) for stage in known.stages.values() if stage.phase in PHASES]
    if places != sorted(places):
        faults.append(table["stages"].fault(f"环节要按{'、'.join(word for word in PHASES.values() if word)}的先后排列"))
    if register:
        faults += register.unresolved(known.cite, table["cite"])
    if faults:
        raise Refused(*faults)
    return known


def _particular(name: str, node: Node, faults: list[Fault]) -> Particular:
    table = node.table(required=("name",), allowed=("required", "long", "says"))
    _named(name, node, faults)
    says = table["says"].string() if "says" in table else ""
    return Particular(name, table["name"].string(), _flag(table, "required"), _flag(table, "long"), says)


def _stage(name: str, node: Node, faults: list[Fault]) -> Stage:
    table = node.table(required=OF_A_STAGE, allowed=MAY_STAGE)
    _named(name, node, faults)
    found = Stage(
        id=name,
        name=table["name"].string(),
        phase=table["phase"].one_of(PHASES, faults),
        says=table["says"].string(),
        elements=table["elements"].words() if "elements" in table else (),
        columns=table["columns"].words() if "columns" in table else (),
        compulsory=_flag(table, "compulsory"),
        optional=_flag(table, "optional"),
        explained=_flag(table, "explained"),
    )
    if found.compulsory and found.optional:
        faults.append(node.fault(f"“{found.name}”不能既必须有（compulsory）又可以没有（optional）"))
    return found


def _named(name: str, node: Node, faults: list[Fault]) -> None:
    if not FIELD.fullmatch(name):
        faults.append(node.fault(f"代码“{name}”只能用小写字母、数字和下划线"))


def _flag(table: Mapping[str, Node], name: str) -> bool:
    return table[name].flag() if name in table else False
