"""What a rulebook leans on outside itself: the register of documents, and the nation's limits."""

from collections.abc import Iterator
from typing import Any

from gongkai.law.comparing import looser
from gongkai.law.findings import WARNING, Finding, Place
from gongkai.law.limits import Limits
from gongkai.law.rulebook import Rulebook


def check_outside(book: Rulebook) -> Iterator[Finding]:
    documents = getattr(book.shelf, "documents", None)
    if documents is not None:
        register = documents()
        if any(register.cites(code) for code in _own_codes(book)):
            yield from _citations(book, register)
    if book.limits and book.shelf is not None:
        limits = Limits(book.id, book.title, book.document, book.limits.values())
        for fault in looser(limits, book.shelf.limits(), book.shelf.calendar()):  # type: ignore[arg-type]
            place = (fault.file, fault.line, fault.column)
            yield Finding(fault.says, *place, code="limit-looser", level=WARNING)


def _own_codes(book: Rulebook) -> Iterator[str]:
    """A rulebook whose document is in no register (an example, a draft) is not asked for its articles."""
    yield book.document
    yield from (code for _, codes in _cited(book) for code in codes)


def _citations(book: Rulebook, register: Any) -> Iterator[Finding]:
    if book.document and not register.cites(book.document):
        says = f"文件“{book.document}”没有登记"
        yield Finding(says, book.file, 1, 1, code="cite-unknown", level=WARNING, at=book.document)
    for place, codes in _cited(book):
        for code in codes:
            if not register.cites(code):
                yield Finding(f"条款“{code}”没有登记", *place, code="cite-unknown", level=WARNING, at=code)


def _cited(book: Rulebook) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for node in book.indicators.values():
        yield node.place, node.cite
        yield from ((line.place, line.cite) for line in node.rules)
        yield from ((veto.place, veto.cite) for veto in node.veto)
    if book.grades is not None:
        yield from ((band.place, band.cite) for band in book.grades.bands)
        yield from ((lowered.place, lowered.cite) for lowered in book.grades.lowered)
    yield from ((use.place, use.cite) for use in book.use)
    for id in book.own_facts:
        yield book.facts[id].place, book.facts[id].cite
