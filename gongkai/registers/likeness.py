"""What the lists of a kind must say alike in every unit (KF-5.2: one name, one sign, the same windows and matters)."""

import re
from collections import Counter
from dataclasses import dataclass, field

from gongkai import shelf
from gongkai.law.register_types import RegisterType
from gongkai.registers.models import Line

SPLIT = re.compile(r"[、，,；;。\s]+")
Words = frozenset[str]


@dataclass(frozen=True)
class Difference:
    """A cell that says otherwise than most: what it lacks, what it has besides."""

    name: str
    lacks: list[str]
    has: list[str]


@dataclass
class Odd:
    """A row with what sets it apart."""

    line: Line
    differences: list[Difference]


@dataclass
class Section:
    """The rows of one level: what most of them say, by the name of the field, and those that say otherwise."""

    name: str
    many: int
    usual: dict[str, str] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)


def kinds() -> list[RegisterType]:
    """Kinds of list whose rows must be alike."""
    return [kind for kind in shelf.register_types().values() if kind.alike]


def sections(kind: RegisterType) -> list[Section]:
    """Level by level, over the published lists of every unit."""
    rows: dict[str, list[Line]] = {}
    lines = Line.objects.standing().filter(register__type=kind.id, register__live__isnull=False)
    for line in lines.select_related("live", "register__unit").order_by("register__unit__order", "key"):
        assert line.live is not None
        rows.setdefault(line.live.values.get(kind.section, ""), []).append(line)
    order = kind.fields[kind.section].choices
    return [_section(kind, name, rows[name]) for name in order if name in rows]


def _section(kind: RegisterType, name: str, lines: list[Line]) -> Section:
    found = Section(name, len(lines))
    most: dict[str, Words] = {}
    for one in kind.alike:
        said = Counter(_words(line, one) for line in lines)
        most[one] = max(said, key=lambda words: (said[words], len(words), sorted(words)))
        usual = next(line for line in lines if _words(line, one) == most[one])
        assert usual.live is not None
        found.usual[kind.fields[one].name] = usual.live.values.get(one, "")
    for line in lines:
        differences = [
            Difference(kind.fields[one].name, sorted(most[one] - words), sorted(words - most[one]))
            for one in kind.alike
            if (words := _words(line, one)) != most[one]
        ]
        if differences:
            found.odd.append(Odd(line, differences))
    return found


def _words(line: Line, name: str) -> Words:
    assert line.live is not None
    return frozenset(word for word in SPLIT.split(line.live.values.get(name, "")) if word)
