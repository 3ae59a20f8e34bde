"""Kinds of matter followed to its result (重大决策、重大项目 …) and of theme (专题), as in `rulebooks/dossiers`.

A kind says what is told of a matter (its particulars) and through which stages it goes, in which order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gongkai.law.citation import Register
from gongkai.law.kinds import Kind, Reading
from gongkai.law.reading import Fault, Node, read_file

PHASES = {
    "decision": "决策", "execution": "执行", "management": "管理", "service": "服务", "result": "结果",
    "before": "事前", "during": "事中", "after": "事后", "section": "",
}  # fmt: skip
GENRES = {"matter": "全过程公开", "theme": "专题"}


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
class DossierType(Kind):
    """A kind of matter or theme."""

    stages: Mapping[str, Stage]
    particulars: Mapping[str, Particular] = field(default_factory=dict)


@lru_cache(maxsize=64)
def dossier_type_at(path: Path) -> DossierType:
    """The kind in a file; files of the shelf never change under one name."""
    return read_dossier_type(read_file(path))


def read_dossier_type(node: Node, register: Register | None = None) -> DossierType:
    """The kind that a file describes. Raises `Refused` with every fault; ``register`` makes it ask for each article."""
    reading = Reading()
    return reading.kind(
        DossierType, node, "dossier", register, _misfits, genre=reading.one_of(GENRES),
        stages=reading.parts(Stage, _ill_made, phase=reading.one_of(PHASES)),
        particulars=reading.parts(Particular, lambda particular, node: ()),
    )  # fmt: skip


def _ill_made(stage: Stage, node: Node) -> Iterator[Fault]:
    if stage.compulsory and stage.optional:
        yield node.fault(f"“{stage.name}”不能既必须有（compulsory）又可以没有（optional）")


def _misfits(known: DossierType, node: Node) -> Iterator[Fault]:
    places = [list(PHASES).index(stage.phase) for stage in known.stages.values() if stage.phase in PHASES]
    if places != sorted(places):
        words = "、".join(word for word in PHASES.values() if word)
        yield node.table()["stages"].fault(f"环节要按{words}的先后排列")
