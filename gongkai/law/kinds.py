"""Kinds that a place may write down for itself (`rulebooks/registers`, `rulebooks/dossiers`), read strictly.

What a kind may say is said by its class: a field without a default must be written, its type tells how. Every fault is
told with its line.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, TypeVar

from gongkai.law.citation import Register
from gongkai.law.reading import Fault, Node, Refused

NAME = re.compile(r"[a-z][a-z0-9-]{1,38}")
PART = re.compile(r"[a-z][a-z0-9_]{0,29}")
Read = Callable[[Node], object]
BY_TYPE: Mapping[object, Read] = {str: Node.string, bool: Node.flag, tuple[str, ...]: Node.words}


@dataclass(frozen=True, slots=True)
class Kind:
    """What every kind says of itself. ``columns``: codes of topics it may stand in, the first there is."""

    id: str
    title: str
    says: str
    genre: str
    cite: tuple[str, ...]
    columns: tuple[str, ...]


K = TypeVar("K", bound=Kind)
Misfits = Callable[[Any, Node], Iterable[Fault]]


class Reading:
    """Gathers faults while a file is walked through."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def kind(self, cls: type[K], node: Node, word: str, register: Register | None, misfits: Misfits, **how: Read) -> K:
        """The kind in a file whose id stands under ``word``. ``how``: fields that their type does not tell.

        Raises `Refused` with every fault; ``register`` makes it ask for each article.
        """
        found: K = self._filled(cls, node, word, how)
        assert isinstance(node.value, dict)
        self._named(found.id, NAME, "小写字母、数字和连字符", node.value[word])
        self.faults += misfits(found, node)
        if register:
            self.faults += register.unresolved(found.cite, node.value["cite"])
        if self.faults:
            raise Refused(*self.faults)
        return found

    def parts(self, cls: type, misfits: Misfits, **how: Read) -> Read:
        """Reads entries by their names: stages, fields. Each is an object of ``cls`` with the name as its id."""

        def part(name: str, node: Node) -> object:
            self._named(name, PART, "小写字母、数字和下划线", node)
            found = self._filled(cls, node, "", how, id=name)
            self.faults += misfits(found, node)
            return found

        return lambda node: {name: part(name, each) for name, each in node.table().items()}

    def one_of(self, known: Iterable[str]) -> Read:
        return lambda node: node.one_of(known, self.faults)

    def some_of(self, known: Iterable[str]) -> Read:
        return lambda node: tuple(one.one_of(known, self.faults) for one in node.listing())

    def _filled(self, cls: type, node: Node, word: str, how: Mapping[str, Read], **said: object) -> Any:
        asked = {word if one.name == "id" else one.name: one for one in fields(cls) if one.name not in said}
        table = node.table(required=[name for name, one in asked.items() if _is_needed(one)], allowed=asked)
        for name, one in asked.items():
            if name in table:
                said[one.name] = (how.get(name) or BY_TYPE[one.type])(table[name])
        return cls(**said)

    def _named(self, name: str, pattern: re.Pattern[str], says: str, node: Node) -> None:
        if not pattern.fullmatch(name):
            self.faults.append(node.fault(f"“{name}”只能用{says}"))


def words_by_name(node: Node) -> dict[str, str]:
    return {name: each.string() for name, each in node.table().items()}


def _is_needed(one: "Field[Any]") -> bool:
    return one.default is MISSING and one.default_factory is MISSING
