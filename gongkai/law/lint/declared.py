"""Faults and silences of a document that no check finds: whoever writes the rulebook writes them down."""

from collections.abc import Iterator

from gongkai.law.findings import NOTE, WARNING, Finding
from gongkai.law.rulebook import Rulebook

DECLARED = "document-fault"


def check_declared(book: Rulebook) -> Iterator[Finding]:
    """Each is a note with the reading that was chosen; one that names nothing of the rulebook calls for somebody."""
    for one in book.accept:
        if one.finding != DECLARED:
            continue
        if one.at and one.at not in book.indicators and one.at not in book.facts:
            says = f"accept 里写的“{one.at}”不是指标，也不是事实，请改正"
            yield Finding(says, *one.place, code="accept-unused", level=WARNING, at=one.at)
            continue
        says = f"{_where(book, one.at)}有毛病，或者没有写明"
        yield Finding(says, *one.place, code="document-fault", level=NOTE, at=one.at, accepted=one.because)


def _where(book: Rulebook, at: str) -> str:
    if at in book.indicators:
        return f"文件关于“{book.indicators[at].title}”"
    return f"文件关于“{book.facts[at].name}”" if at else "文件"
