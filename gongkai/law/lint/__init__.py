"""检查: what a rulebook says and may not mean. A fault of the document itself is loaded and told, never mended."""

from collections.abc import Iterator

from gongkai.law.findings import NOTE, WARNING, Finding, Place
from gongkai.law.lint.above import check_above
from gongkai.law.lint.declared import DECLARED, check_declared
from gongkai.law.lint.gaps import check_gaps
from gongkai.law.lint.leaves import check_leaves
from gongkai.law.lint.outside import check_outside
from gongkai.law.lint.totals import check_totals
from gongkai.law.rulebook import Rulebook


def lint(book: Rulebook) -> list[Finding]:
    """Every finding in the order of the file; what the rulebook accepts keeps its place and says why."""
    found = [*check_totals(book), *check_leaves(book), *check_gaps(book), *check_above(book), *check_outside(book)]
    accepted = {(one.finding, one.at): one for one in book.accept if one.finding != DECLARED}
    used = set()
    for number, finding in enumerate(found):
        for key in ((finding.code, finding.at), (finding.code, "")):
            if key in accepted:
                found[number] = _accepted(finding, accepted[key].because)
                used.add(key)
    found += [*_unused(book, used), *check_declared(book)]
    return sorted(found, key=lambda one: (one.file, one.line, one.column, one.code))


def open_findings(found: list[Finding]) -> list[Finding]:
    """Those that call for somebody: neither accepted nor mere notes."""
    return [finding for finding in found if not finding.accepted and finding.level != NOTE]


def _accepted(finding: Finding, because: str) -> Finding:
    return Finding(
        finding.says, finding.file, finding.line, finding.column, finding.code, finding.level, finding.at, because
    )


def _unused(book: Rulebook, used: set[tuple[str, str]]) -> Iterator[Finding]:
    for one in book.accept:
        if one.finding != DECLARED and (one.finding, one.at) not in used:
            says = f"accept 里的“{one.finding}”现在并没有出现，请删去"
            yield Finding(says, *one.place, code="accept-unused", level=WARNING, at=one.at)


def warning(place: Place, code: str, says: str, at: str = "") -> Finding:
    return Finding(says, *place, code=code, level=WARNING, at=at)


__all__ = ["lint", "open_findings"]
