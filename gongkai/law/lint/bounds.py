"""How low and how high a node can come out, class by class, whatever the facts."""

from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from gongkai.law.periods import PASSES as PERIODS
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import (
    AllOf,
    Asks,
    ByClass,
    Condition,
    Equals,
    Indicator,
    Line,
    Over,
    Ref,
    Rows,
    Share,
    Table,
)
from gongkai.law.rulebook.names import meaning

Number = Fraction | float


@dataclass(frozen=True, slots=True)
class Span:
    """From `lo` to `hi`, both reachable or approached."""

    lo: Number
    hi: Number

    def plus(self, other: "Span") -> "Span":
        return Span(self.lo + other.lo, self.hi + other.hi)

    def minus(self, other: "Span") -> "Span":
        return Span(self.lo - other.hi, self.hi - other.lo)

    def times(self, other: "Span") -> "Span":
        ends = [_product(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Span(min(ends), max(ends))


NOTHING = Span(Fraction(0), Fraction(0))
ANY = Span(Fraction(0), inf)
PART = Span(Fraction(0), Fraction(1))


def points_of(book: Rulebook, node: Indicator, cls: str) -> Fraction | None:
    """Full marks for a class; None where the class is not asked."""
    if not _asks(node.only, cls):
        return None
    if node.points is None:
        parts = [(points_of(book, child, cls), weight_of(child, cls)) for child in node.indicators]
        return sum((points * weight for points, weight in parts if points is not None), Fraction(0))
    if isinstance(node.points, ByClass):
        found = node.points.values.get(cls)
        return found if isinstance(found, Fraction) else None
    return node.points


def _asks(only: Condition | None, cls: str) -> bool:
    """Whether a class may meet a condition, as far as its class decides."""
    if isinstance(only, AllOf):
        return all(_asks(part, cls) for part in only.parts)
    if isinstance(only, Asks) and only.name == "class" and cls:
        return all(cls in test.values for test in only.tests if isinstance(test, Equals))
    return True


def weight_of(node: Indicator, cls: str) -> Fraction:
    weight = node.weight.values.get(cls) if isinstance(node.weight, ByClass) else node.weight
    return weight.value if isinstance(weight, Share) else Fraction(1)


def span_of(book: Rulebook, node: Indicator, cls: str) -> Span:
    """The span of a node's final score for a class."""
    points = points_of(book, node, cls) or Fraction(0)
    inner = _leaf(book, node, cls, points) if node.leaf else _parent(book, node, cls, points)
    if node.times is not None:
        inner = inner.times(_factor(book, node.times, cls))
    inner = _limited(node, inner, cls, points)
    lo, hi = inner.lo, inner.hi
    for veto in node.veto:
        if veto.score is not None:
            worth = _worth(veto.score, cls, points)
            lo, hi = min(lo, worth), max(hi, worth)
    if node.over is not None and node.over.take == "sum":
        lo, hi = _summed(book, node, node.over, lo, hi)
    if node.gate is not None or (node.evidence is not None and node.evidence.required):
        lo = min(lo, Fraction(0))
    return Span(lo, hi)


def _summed(book: Rulebook, node: Indicator, over: Over, lo: Number, hi: Number) -> tuple[Number, Number]:
    """What all passes come to together: each keeps its own limits, and those without data may be left out."""
    known = {"rounds": len(book.rounds), "sources": len(book.sources)}
    count: Number = Fraction(known[over.what]) if known.get(over.what) else inf
    if over.what in PERIODS:
        count = Fraction(len(book.period.parts(over.what)))
    lo, hi = _product(lo, count), _product(hi, count)
    return (min(lo, Fraction(0)), max(hi, Fraction(0))) if over.skip_missing or count == inf else (lo, hi)


def line_span(book: Rulebook, node: Indicator, line: Line, cls: str) -> Span:
    """What one line can come to."""
    points = points_of(book, node, cls) or Fraction(0)
    span = _amount(line, cls, points)
    if line.each is not None:
        span = span.times(ANY)
    if line.times is not None:
        span = span.times(_factor(book, line.times, cls))
    if line.when is not None or line.unless is not None:
        span = Span(min(span.lo, Fraction(0)), span.hi)
    if line.at_most is not None:
        most = _worth(line.at_most, cls, points)
        span = Span(min(span.lo, most), min(span.hi, most))
    return span


def _leaf(book: Rulebook, node: Indicator, cls: str, points: Fraction) -> Span:
    span = _start(node, cls, points)
    for line in node.rules:
        one = line_span(book, node, line, cls)
        span = span.plus(one) if line.kind == "earn" else span.minus(one)
    return span


def _start(node: Indicator, cls: str, points: Fraction) -> Span:
    default = points if all(line.kind == "lose" for line in node.rules) else Fraction(0)
    if node.start is None:
        return Span(default, default)
    if isinstance(node.start, Rows):
        ends = [_worth(row.figure, cls, points) for row in node.start.rows]
        ends += [] if node.start.rows[-1].when is None else [default]
        return Span(min(ends), max(ends))
    worth = _worth(node.start, cls, points)
    return Span(worth, worth)


def _parent(book: Rulebook, node: Indicator, cls: str, points: Fraction) -> Span:
    parts = []
    for child in node.indicators:
        if points_of(book, child, cls) is None:
            continue
        weight = weight_of(child, cls)
        span = span_of(book, child, cls)
        parts.append(Span(_product(span.lo, weight), _product(span.hi, weight)))
    if not parts:
        return NOTHING
    if node.combine in ("lowest", "highest", "one_of"):
        return Span(min(part.lo for part in parts), max(part.hi for part in parts))
    total = NOTHING
    for part in parts:
        total = total.plus(part)
    return _scaled(book, node, cls, points, total)


def _scaled(book: Rulebook, node: Indicator, cls: str, points: Fraction, total: Span) -> Span:
    weights = [weight_of(child, cls) for child in node.indicators if points_of(book, child, cls) is not None]
    if node.combine == "mean":
        part = 1 / sum(weights) if any(weights) else Fraction(0)
    elif node.combine == "rescaled":
        possible = sum_of_children(book, node, cls)
        part = points / possible if possible else Fraction(1)
    else:
        return total
    return Span(_product(total.lo, part), _product(total.hi, part))


def sum_of_children(book: Rulebook, node: Indicator, cls: str) -> Fraction:
    """The points of the children a class is asked for, by weight."""
    found = ((points_of(book, child, cls), weight_of(child, cls)) for child in node.indicators)
    return sum((points * weight for points, weight in found if points is not None), Fraction(0))


def _limited(node: Indicator, span: Span, cls: str, points: Fraction) -> Span:
    cap: Any = node.cap if node.cap is not None else (points if node.leaf else "none")
    floor: Any = node.floor if node.floor is not None else (Fraction(0) if node.leaf else "none")
    caps = [row.figure for row in cap.rows] if isinstance(cap, Rows) else [cap]
    floors = [row.figure for row in floor.rows] if isinstance(floor, Rows) else [floor]
    most = inf if "none" in caps else max(_worth(one, cls, points) for one in caps)
    least = -inf if "none" in floors else min(_worth(one, cls, points) for one in floors)
    return Span(max(min(span.lo, most), least), max(min(span.hi, most), least))


def _amount(line: Line, cls: str, points: Fraction) -> Span:
    if line.judged:
        low, high = line.between or (Fraction(0), Share(Fraction(1)))
        return Span(_worth(low, cls, points), _worth(high, cls, points))
    if isinstance(line.amount, Table):
        ends = [_worth(one, cls, points) for one in line.amount.amounts.values()]
    elif isinstance(line.amount, Rows):
        ends = [_worth(row.figure, cls, points) for row in line.amount.rows]
    else:
        ends = [_worth(line.amount, cls, points)]
    return Span(min(ends), max(ends))


def _factor(book: Rulebook, written: Any, cls: str) -> Span:
    if isinstance(written, Ref):
        found = meaning(book, written.name)
        return PART if found is not None and found.type == "share" else ANY
    figures = [row.figure for row in written.rows] + [Fraction(1)] if isinstance(written, Rows) else [written]
    ends = [_worth(one, cls, Fraction(1)) for one in figures]
    return Span(min(ends), max(ends))


def _worth(written: Any, cls: str, points: Fraction) -> Fraction:
    if isinstance(written, ByClass):
        written = written.values.get(cls, Fraction(0))
    if isinstance(written, Share):
        return written.value * points
    if written == "full":
        return points
    return written if isinstance(written, Fraction) else Fraction(0)


def _product(a: Number, b: Number) -> Number:
    return Fraction(0) if a == 0 or b == 0 else a * b


def classes_of(book: Rulebook) -> list[str]:
    """The classes to look at one by one; one nameless class where there are none."""
    return list(book.classes) or [""]
