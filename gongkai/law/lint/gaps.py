"""Rows by yes and no that leave a case out: a unit it fits stays undetermined, having no amount."""

from collections.abc import Iterator
from itertools import product

from gongkai.law.findings import WARNING, Finding
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import AllOf, AnyOf, Asks, Condition, Equals, Indicator, IsLate, Line, Not, Rows, asked

MOST = 6  # flags in one line of rows; beyond, nobody reads the cases
SHOWN = 3  # cases told one by one


def check_gaps(book: Rulebook) -> Iterator[Finding]:
    for node in book.indicators.values():
        for line in node.rules:
            yield from _line(book, node, line)


def _line(book: Rulebook, node: Indicator, line: Line) -> Iterator[Finding]:
    if not isinstance(line.amount, Rows) or line.when is not None or line.each is not None:
        return
    conditions = [row.when for row in line.amount.rows if row.when is not None]
    flags = list(dict.fromkeys(one.name for when in conditions for one in asked(when) if isinstance(one, Asks)))
    if len(conditions) < len(line.amount.rows) or not 0 < len(flags) <= MOST:
        return
    if not all(_plain(book, one) for when in conditions for one in asked(when)):
        return
    cases = [dict(zip(flags, known, strict=True)) for known in product((True, False), repeat=len(flags))]
    left = [case for case in cases if not any(_holds(when, case) for when in conditions)]
    if left:
        told = "；".join(_told(book, case) for case in left[:SHOWN]) + ("……" if len(left) > SHOWN else "")
        says = f"“{node.title}”没有写这样的情形得多少分，遇到时待定：{told}"
        yield Finding(says, *line.place, code="rows-gap", level=WARNING, at=node.id)


def _plain(book: Rulebook, one: Asks | IsLate) -> bool:
    """Whether a question asks a flag for yes or no."""
    if not isinstance(one, Asks) or one.name not in book.facts or book.facts[one.name].type != "flag":
        return False
    return all(isinstance(test, Equals) and all(isinstance(value, bool) for value in test.values) for test in one.tests)


def _holds(condition: Condition, case: dict[str, bool]) -> bool:
    if isinstance(condition, AllOf):
        return all(_holds(part, case) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(_holds(part, case) for part in condition.parts)
    if isinstance(condition, Not):
        return not _holds(condition.part, case)
    if isinstance(condition, Asks):
        return all(isinstance(test, Equals) and case[condition.name] in test.values for test in condition.tests)
    return False


def _told(book: Rulebook, case: dict[str, bool]) -> str:
    return "，".join(f"{book.facts[name].name}：{'是' if yes else '否'}" for name, yes in case.items())
