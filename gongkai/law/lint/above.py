"""Grades, ranking, time and facts: what stands beside the tree."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from gongkai.law.findings import NOTE, WARNING, Finding
from gongkai.law.lint.bounds import classes_of
from gongkai.law.lint.leaves import between, edges_of, first_of, has_edges
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Annex, Grades, Pick
from gongkai.law.rulebook.names import condition_names, ingredients, reads
from gongkai.law.words import decimal_text


def check_above(book: Rulebook) -> Iterator[Finding]:
    yield from _bands(book)
    yield from _issued(book)
    yield from _unused(book)
    yield from _annexes(book)
    yield from _measured(book)


def _bands(book: Rulebook) -> Iterator[Finding]:
    """Grades that leave a gap or overlap."""
    if book.grades is None:
        return
    yield from first_of(_bands_of(book.grades, cls) for cls in classes_of(book))


def _bands_of(grades: Grades, cls: str) -> Iterator[Finding]:
    """As one class meets them."""
    met = [(edges_of(band.edges, cls), band) for band in grades.bands if has_edges(band.edges, cls)]
    ordered = sorted(met, key=lambda pair: pair[0][0])
    for (low, below), (high, above) in pairwise(ordered):
        if problem := between(low, high):
            what = "之间有空档，落在其中没有等次" if problem == "gap" else "重叠"
            says = f"等次“{below.grade}”与“{above.grade}”{what}"
            yield Finding(says, *above.place, code=f"grades-{problem}", level=WARNING, at=above.grade)
    if ordered and ordered[0][0][0] != float("-inf"):
        says = f"最低一等“{ordered[0][1].grade}”有下限{decimal_text(Fraction(ordered[0][0][0]))}，更低的没有等次"
        yield Finding(says, *ordered[0][1].place, code="grades-gap", level=WARNING, at=ordered[0][1].grade)


def _issued(book: Rulebook) -> Iterator[Finding]:
    if book.issued is None:
        yield Finding("没有写印发日期（issued）", book.file, 1, 1, code="issued-missing", level=NOTE)
    elif book.issued > book.period.last:
        says = f"规则于{book.issued}印发，在考核期间（{book.period.title}）之后"
        yield Finding(says, book.file, 1, 1, code="issued-late", level=NOTE)


def _unused(book: Rulebook) -> Iterator[Finding]:
    """Facts of the rulebook that no rule reads."""
    used = set(_read(book))
    for id in book.own_facts:
        if id not in used:
            fact = book.facts[id]
            yield Finding(f"事实“{fact.name}”没有规则用到", *fact.place, code="fact-unused", level=WARNING, at=id)


def _read(book: Rulebook) -> Iterator[str]:
    waiting = [name for node in book.indicators.values() for name, _ in reads(node)]
    waiting += [name for node in book.indicators.values() for name in node.beside]
    waiting += [node.over.what for node in book.indicators.values() if node.over]
    conditions = [band.needs for band in book.grades.bands] if book.grades else []
    conditions += [lowered.when for lowered in book.grades.lowered] if book.grades else []
    conditions += [use.when for use in book.use]
    waiting += [name for condition in conditions for name, _ in condition_names(condition)]
    waiting += [ref.name for ref in book.ranking.break_by] if book.ranking else []
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in book.facts:
            continue
        seen.add(name)
        yield name
        fact = book.facts[name]
        waiting += ingredients(fact, book.facts, book.limits)
        if isinstance(fact.derived, Pick):
            waiting.append(fact.derived.source)
        waiting += [step for limit in book.limits.values() for step in (*limit.after, *limit.done)]


def _annexes(book: Rulebook) -> Iterator[Finding]:
    """附表 that do not add up to what the document says."""
    for id, figures in book.annexes.items():
        fact = book.facts[id]
        assert isinstance(fact.derived, Annex)
        total = sum(figures.values(), Fraction(0))
        if fact.derived.adds_to is not None and total != fact.derived.adds_to:
            says = f"附表“{fact.derived.file}”合计{decimal_text(total)}，文件写明{decimal_text(fact.derived.adds_to)}"
            yield Finding(says, *fact.place, code="annex-total", level=WARNING, at=id)


def _measured(book: Rulebook) -> Iterator[Finding]:
    """A fact the platform counts is named by the room that counts it."""
    for id in book.own_facts:
        fact = book.facts[id]
        if fact.origin == "measured" and "." not in id:
            says = f"“{fact.name}”写作平台计数（measured），名称应以房间开头（如 foi.late_replies），否则没有人会计它"
            yield Finding(says, *fact.place, code="fact-nobody", level=WARNING, at=id)
