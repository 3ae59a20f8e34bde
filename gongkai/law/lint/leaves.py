"""Lines one by one: bands with gaps, states without an amount, a share without `per`, numbers that say otherwise."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gongkai.law.findings import WARNING, Finding, Place
from gongkai.law.lint.bounds import classes_of, points_of
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.lines import all_figures
from gongkai.law.rulebook.model import (
    Aged,
    Asks,
    ByClass,
    Compare,
    Dated,
    Equals,
    Indicator,
    IsLate,
    Line,
    Pick,
    Rows,
    Share,
    Table,
    asked,
)
from gongkai.law.rulebook.names import Meaning, ingredients, meaning, node_conditions, reads, root_list
from gongkai.law.words import decimal_text

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def check_leaves(book: Rulebook) -> Iterator[Finding]:
    for node in book.indicators.values():
        yield from _said(book, node)
        yield from _vetoes(book, node)
        for line in node.rules:
            yield from _line(book, node, line)


def _line(book: Rulebook, node: Indicator, line: Line) -> Iterator[Finding]:
    records = root_list(line.each.name, book.facts) if line.each else None
    inside = root_list(node.over.what, book.facts) if node.over else None
    if isinstance(line.amount, Rows):
        yield from first_of(_bands(node, line.amount, cls) for cls in classes_of(book))
    if isinstance(line.amount, Table) and line.by is not None:
        yield from _states(node, line, line.amount, meaning(book, line.by.name, records or inside))
    each = meaning(book, line.each.name, inside) if line.each else None
    if each is not None and each.type == "share" and line.per is None:
        says = f"“{each.name}”是百分比，没有写 per，现在按每100个百分点计；一般写 per: 1%"
        yield _finding(line.place, "per-missing", says, node.id)


def _finding(place: Place, code: str, says: str, at: str) -> Finding:
    return Finding(says, *place, code=code, level=WARNING, at=at)


# Bands ---------------------------------------------------------------------------------------------------------------


def first_of(found: Iterable[Iterator[Finding]]) -> list[Finding]:
    """The findings of the first class that has any: what is wrong for all is told once."""
    return next((told for told in map(list, found) if told), [])


def _bands(node: Indicator, rows: Rows, cls: str) -> Iterator[Finding]:
    """Bands by one fact, as one class meets them: gaps and overlaps, and fewer points for more."""
    bands = [(row, edges_of(row.band, cls)) for row in rows.rows if row.band and has_edges(row.band, cls)]
    if len(bands) != len([row for row in rows.rows if row.when is not None]) or len(bands) < 2:
        return
    whole = rows.rows[-1].when is None
    ordered = sorted(bands, key=lambda band: band[1][0])
    for (_, low), (row, high) in pairwise(ordered):
        if problem := between(low, high):
            if problem == "overlap" and float("inf") in (low[2], -high[0]):
                continue  # open-ended rows, the first that holds wins
            if not (whole and problem == "gap"):
                yield _finding(row.place, f"bands-{problem}", _bands_say(node.title, low, high, problem), node.id)
    worth = [row.figure for row, _ in ordered]
    if all(isinstance(one, Fraction) for one in worth) and not _one_way(worth):
        yield _finding(bands[0][0].place, "bands-order", f"“{node.title}”的分档里，数值更大反而分数忽高忽低", node.id)


def _bands_say(title: str, low: Any, high: Any, problem: str) -> str:
    where = f"{_edge(low[2])}与{_edge(high[0])}之间" if problem == "gap" else f"{_edge(high[0])}处"
    return f"“{title}”的分档在{where}{'有空档' if problem == 'gap' else '重叠'}"


def _edge(value: Fraction | float) -> str:
    return decimal_text(Fraction(value)) if abs(value) != float("inf") else "无穷"


def edges_of(tests: tuple[Any, ...], cls: str = "") -> tuple[Any, bool, Any, bool]:
    """(from, is it within, to, is it within) of the edges of a band, for a class where they differ."""
    low: Any = float("-inf")
    high: Any = float("inf")
    low_in, high_in = False, False
    for test in tests:
        value = _plain(test.against, cls) if isinstance(test, Compare) else None
        if value is None:
            continue
        if test.op in ("at_least", "above"):
            low, low_in = value, test.op == "at_least"
        else:
            high, high_in = value, test.op == "at_most"
    return low, low_in, high, high_in


def has_edges(tests: tuple[Any, ...], cls: str) -> bool:
    """Whether every edge has a figure for a class; a band that has none is not one of its bands."""
    return all(not isinstance(test.against, ByClass) or cls in test.against.values for test in tests)


def between(low: tuple[Any, bool, Any, bool], high: tuple[Any, bool, Any, bool]) -> str:
    """What is wrong between two neighbouring bands: gap, overlap or nothing."""
    if low[2] < high[0] or (low[2] == high[0] and not low[3] and not high[1]):
        return "gap"
    if low[2] > high[0] or (low[2] == high[0] and low[3] and high[1]):
        return "overlap"
    return ""


def _plain(written: Any, cls: str) -> Fraction | None:
    if isinstance(written, ByClass):
        written = written.values.get(cls)
    if isinstance(written, Share):
        return written.value
    return written if isinstance(written, Fraction) else None


def _one_way(worth: list[Any]) -> bool:
    return worth == sorted(worth) or worth == sorted(worth, reverse=True)


def _states(node: Indicator, line: Line, table: Table, by: Meaning | None) -> Iterator[Finding]:
    missing = [label for state, label in (by.states if by else {}).items() if state not in table.amounts]
    if missing and by:
        says = f"“{node.title}”没有写{by.name}为{'、'.join(missing)}时得多少分，遇到时待定"
        yield _finding(line.place, "state-unrated", says, node.id)


# What is said ---------------------------------------------------------------------------------------------------------


def _said(book: Rulebook, node: Indicator) -> Iterator[Finding]:
    """Numbers in `says` that stand nowhere in the rule. Where a person marks, they are what the person goes by."""
    for says, place, known in _sentences(book, node):
        strange = [text for text in NUMBER.findall(says) if Fraction(text) not in known]
        if strange:
            words = f"“{node.title}”的说明里写了{'、'.join(strange)}，规则里没有这个数"
            yield _finding(place, "says-number", words, node.id)


def _sentences(book: Rulebook, node: Indicator) -> Iterator[tuple[str, Place, set[Fraction]]]:
    of_node = {number for line in node.rules for number in _numbers(book, node, line)} | _own_numbers(book, node)
    judged = bool(node.rules) and all(line.judged for line in node.rules)
    if node.says and not judged:
        yield node.says, node.place, of_node
    for line in node.rules:
        if line.says and not line.judged:
            yield line.says, line.place, set(_numbers(book, node, line)) | _own_numbers(book, node)


def _own_numbers(book: Rulebook, node: Indicator) -> set[Fraction]:
    found: list[Any] = [node.points, node.weight, node.times]
    found += [child.weight for child in node.indicators] + [child.points for child in node.indicators]
    found += list(node.over.weights.values()) if node.over and node.over.weights else []
    for limit in (node.start, node.cap, node.floor, node.times):
        found += [row.figure for row in limit.rows] if isinstance(limit, Rows) else [limit]
    found += [veto.score for veto in node.veto]
    numbers = {abs(number) for one in found for number in _of(one)} | {  # a floor of -8 is told as 最多扣8分
        Fraction(book.period.year),
        Fraction(0),
        Fraction(100),
    }
    for name, _ in reads(node):
        numbers |= _in_fact(book, name)
    for condition in [*node_conditions(node), *([node.only] if node.only else [])]:
        numbers |= _in_condition(condition)
    return numbers


def _in_fact(book: Rulebook, name: str, seen: frozenset[str] = frozenset()) -> set[Fraction]:
    """Numbers that a fact's own words or conditions bring: 45 days, 20 workdays, 16 topics."""
    fact = book.facts.get(name)
    if fact is None or name in seen:
        return set()
    numbers = {Fraction(text) for text in NUMBER.findall(fact.says + fact.name)} | {Fraction(len(fact.states))}
    if isinstance(fact.derived, Pick):
        numbers |= _in_condition(fact.derived.where)
        for question in asked(fact.derived.where):
            limit = book.limit(question.limit) if isinstance(question, IsLate) else None
            span = (limit.within or limit.every) if limit else None
            numbers |= {Fraction(span.number)} if span else set()
    for part in ingredients(fact, book.facts, book.limits):
        numbers |= _in_fact(book, part, seen | {name})
    return numbers


def _numbers(book: Rulebook, node: Indicator, line: Line) -> Iterator[Fraction]:
    points = [points_of(book, node, cls) for cls in classes_of(book)]
    for _, written in all_figures(line):
        for number in _of(written):
            yield number
            yield from (number / 100 * one for one in points if one is not None)
    for end in line.between or ():
        yield from _of(end)
    if isinstance(line.amount, Rows):
        for row in line.amount.rows:
            yield from _in_condition(row.when)
    for condition in (line.when, line.unless):
        yield from _in_condition(condition)
    if line.per is None and line.each is not None:
        yield Fraction(1)


def _in_condition(condition: Any) -> set[Fraction]:
    found: set[Fraction] = set()
    for question in asked(condition):
        for test in question.tests if isinstance(question, Asks) else ():
            if isinstance(test, Compare):
                found |= set(_of(test.against))
            elif isinstance(test, Equals):
                found |= {number for value in test.values for number in _of(value)}
            elif isinstance(test, Aged):
                found.add(Fraction(test.number))
            elif isinstance(test, Dated):
                found |= _in_stretch(test)
    return found


def _in_stretch(test: Dated) -> set[Fraction]:
    """Year, month and day of each end, as a sentence writes it: before 1 July is also up to 30 June."""
    before = [test.before, test.before - timedelta(days=1)] if test.before else []
    during = [test.during.first, test.during.last] if test.during else []
    days = [day for day in (test.since, *before, *during) if day is not None]
    return {number for day in days for number in _of(day)}


def _of(written: Any) -> Iterator[Fraction]:
    if isinstance(written, bool):
        return
    if isinstance(written, Fraction | int):
        yield Fraction(written)
    elif isinstance(written, date):
        yield from (Fraction(written.year), Fraction(written.month), Fraction(written.day))
    elif isinstance(written, Share):
        yield written.value * 100
    elif isinstance(written, ByClass):
        for value in written.values.values():
            yield from _of(value)


def _vetoes(book: Rulebook, node: Indicator) -> Iterator[Finding]:
    """A veto that writes full marks or more hits nothing."""
    for veto in node.veto:
        for cls in classes_of(book):
            points = points_of(book, node, cls)
            worth = next(iter(_of(veto.score)), None)
            if points and worth is not None and isinstance(veto.score, Fraction) and worth >= points:
                says = f"“{node.title}”的否决记{decimal_text(worth)}分，不低于满分，不起否决作用"
                yield _finding(veto.place, "veto-nothing", says, node.id)
                return
