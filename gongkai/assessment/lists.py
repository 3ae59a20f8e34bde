"""Lists that people keep for an assessment (表彰, 审批创新): written a record a line, its columns parted by commas."""

import re
from collections.abc import Iterable
from fractions import Fraction

from gongkai.assessment.items import Item
from gongkai.law.facts import Facts
from gongkai.law.facts.building import not_said
from gongkai.law.facts.cells import BadCell, Builder
from gongkai.law.rulebook.model import Field
from gongkai.law.states import OPEN

NOTHING = "无"
COMMA = re.compile(r"[,，\t]")


def read(item: Item, text: str, klass: str = "") -> str:
    """The list as it is kept, a record a line, or 无; ``klass`` is the unit's class.

    Raises ``ValueError`` with the line that does not fit.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines == [NOTHING]:
        return NOTHING
    return "\n".join("，".join(_checked(item, number, line, klass)) for number, line in enumerate(lines, 1))


def records(item: Item, unit: str, kept: str) -> list[dict]:
    """The records of a unit as the engine takes them; numbered, because a record is told apart by its number."""
    names = [field.id for field in item.fields]
    lines = [] if kept == NOTHING else kept.splitlines()
    return [
        {"unit": unit, "id": str(number)} | dict(zip(names, COMMA.split(line), strict=False))
        for number, line in enumerate(lines, 1)
    ]


def leave_open(facts: Facts, name: str, told: Iterable[str]) -> None:
    """A unit of which nobody has told its list has none that is known: 待定, and not an empty one."""
    known = set(told)
    states = {row: OPEN for row, unit in enumerate(facts.units) if unit.unit not in known}
    if states:
        facts.registers[name] = not_said(facts.registers[name], states, len(facts.units))


def how(item: Item) -> str:
    """How a line is written: 级别（市级、省级），名称."""
    return "，".join(_column(field) for field in item.fields)


def _column(field: Field) -> str:
    return f"{field.name}（{'、'.join(field.states.values())}）" if field.states else field.name


def _checked(item: Item, number: int, line: str, klass: str) -> list[str]:
    cells = [cell.strip() for cell in COMMA.split(line)]
    if len(cells) > len(item.fields):
        raise ValueError(f"第{number}行多于{len(item.fields)}栏，请按“{how(item)}”填，栏内不要用逗号")
    for field, cell in zip(item.fields, cells + [""] * len(item.fields), strict=False):
        _check(item, field, cell, number, klass)
    return cells


def _check(item: Item, field: Field, cell: str, number: int, klass: str) -> None:
    if not cell and field.type != "text":
        raise ValueError(f"第{number}行缺“{field.name}”，请按“{how(item)}”填")
    builder = Builder(field, 1)
    try:
        builder.put(0, cell)
    except BadCell as bad:
        raise ValueError(f"第{number}行的“{field.name}”：{bad}") from None
    if field.type == "judged":
        least, most = item.bounds(klass)
        if not least <= Fraction(builder.values[0], 10**field.places) <= most:
            raise ValueError(f"第{number}行的“{field.name}”应在{float(least):g}到{float(most):g}之间")
