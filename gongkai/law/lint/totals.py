"""Sums and ends: points that do not add up, full marks out of reach, totals with no limit said."""

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from gongkai.law.findings import NOTE, WARNING, Finding
from gongkai.law.lint.bounds import classes_of, points_of, span_of, sum_of_children, weight_of
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import ByClass, Indicator
from gongkai.law.words import decimal_text


def check_totals(book: Rulebook) -> Iterator[Finding]:
    for table in book.tables:
        yield from _total(book, table)
        for node in table.walk():
            yield from _sums(book, node)
            yield from _weights(book, node)
            yield from _members(node)
            if node.leaf:
                yield from _reach(book, node)


def _finding(node: Indicator, code: str, says: str, level: str = WARNING) -> Finding:
    return Finding(says, *node.place, code=code, level=level, at=node.id)


def _sums(book: Rulebook, node: Indicator) -> Iterator[Finding]:
    """Declared points against the children's, class by class."""
    if node.leaf or node.points is None or node.combine not in ("sum", "rescaled"):
        return
    if node.combine == "rescaled" and len(node.indicators) == 1:
        return  # a table of 150 points told on a scale of 100
    for cls in classes_of(book):
        declared, found = points_of(book, node, cls), sum_of_children(book, node, cls)
        if declared is not None and declared != found:
            whom = f"({book.classes[cls]})" if cls and _varies(book, node) else ""
            says = f"“{node.title}”{whom}写明{decimal_text(declared)}分，下级合计{decimal_text(found)}分"
            yield _finding(node, "points-sum", says)
            if not whom:
                return


def _varies(book: Rulebook, node: Indicator) -> bool:
    return any(isinstance(below.points, ByClass) or isinstance(below.weight, ByClass) for below in node.walk())


def _weights(book: Rulebook, node: Indicator) -> Iterator[Finding]:
    """Weights of siblings that do not make up the whole."""
    weighted = [child for child in node.indicators if child.weight is not None]
    if not weighted or node.combine not in ("sum", "rescaled"):
        return
    if len(weighted) < len(node.indicators) and any(
        points_of(book, c, "") for c in node.indicators if c.weight is None
    ):
        yield _finding(node, "weights-mixed", f"“{node.title}”的下级有的写了权重，有的没有写")
        return
    for cls in classes_of(book):
        total = sum((weight_of(child, cls) for child in weighted), Fraction(0))
        if total != 1 and all(points_of(book, child, cls) == 100 for child in weighted):
            yield _finding(node, "weights-total", f"“{node.title}”下级的权重合计{decimal_text(total * 100)}%，不是100%")
            return


def _members(node: Indicator) -> Iterator[Finding]:
    """Points by class where members are marked are those of the members, not of the unit they make up."""
    if node.over is not None and node.over.what == "members" and isinstance(node.points, ByClass):
        says = f"“{node.title}”逐个所属单位评，按类别写的分值看的是所属单位的类别；只考核某一类单位的，写 only"
        yield _finding(node, "members-points", says)


def _reach(book: Rulebook, node: Indicator) -> Iterator[Finding]:
    """Full marks that cannot be reached, points that cannot be lost, a bonus that never counts."""
    for cls in classes_of(book):
        points = points_of(book, node, cls)
        if points is None:
            continue
        span = span_of(book, node, cls)
        if points and span.hi < points:
            says = f"“{node.title}”满分{decimal_text(points)}分，按规则最多只能得{_end(span.hi)}分"
            yield _finding(node, "full-unreachable", says)
            return
        if not points and span.hi == span.lo == 0:
            kinds = {line.kind for line in node.rules}
            what = "cap（加到多少为止）" if "earn" in kinds else "floor（扣到多少为止，或 none）"
            says = f"“{node.title}”满分为0，又没有写 {what}，这些规则不起作用"
            yield _finding(node, "no-effect", says)
            return
        if points and span.lo > 0 and _only_loses(node):
            says = f"“{node.title}”{decimal_text(points)}分中有{_end(span.lo)}分按规则永远扣不到"
            yield _finding(node, "points-never-lost", says, NOTE)
            return


def _only_loses(node: Indicator) -> bool:
    return all(line.kind == "lose" for line in node.rules) and node.floor is None


def _total(book: Rulebook, table: Indicator) -> Iterator[Finding]:
    """A total that can pass full marks, or fall below zero, with no limit said anywhere."""
    for cls in classes_of(book):
        points = points_of(book, table, cls)
        if points is None or not points:
            continue
        span = span_of(book, table, cls)
        if span.hi > points and table.cap is None:
            high = "无限加上去" if span.hi == inf else f"达到{_end(span.hi)}分"
            says = f"“{table.title}”可以{high}，超过满分{decimal_text(points)}分，没有写上限（cap）"
            yield _finding(table, "total-above", says)
        if span.lo < 0 and table.floor is None:
            low = "无限扣下去" if span.lo == -inf else f"低到{_end(span.lo)}分"
            says = f"“{table.title}”可以{low}，没有写下限（floor）"
            yield _finding(table, "total-below", says)
        return


def _end(value: Fraction | float) -> str:
    return "无限" if value in (inf, -inf) else decimal_text(Fraction(value))
