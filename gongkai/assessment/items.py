"""What a rulebook asks people for: judged numbers, and facts that are found out by hand. Everything else is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from gongkai.assessment import proofs
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import AllOf, Asks, ByClass, Condition, Equals, Fact, Field, Indicator, Line, Share
from gongkai.law.rulebook.names import reads
from gongkai.law.rulebook.structure import marks_of
from gongkai.law.scoring.needs import raw_names

Bound = Fraction | ByClass


@dataclass(frozen=True)
class Item:
    """One thing to be marked for every unit. ``name`` is an indicator, a line or a fact; ``source`` who speaks for it.

    ``kind`` is mark (a number between ``least`` and ``most``), proof (whether evidence is accepted) or the type of the
    fact; ``states`` are its choices. A list has ``fields``, its columns; where each of its records is judged, ``least``
    and ``most`` are for one record. ``mark`` is what the engine calls a mark; where every source marks the same
    (BW-16.4), ``passing`` is whose it is. ``classes`` are those of the units it is asked of; None: of all.
    """

    name: str
    title: str
    says: str
    kind: str
    source: str
    cite: tuple[str, ...]
    least: Fraction | ByClass = Fraction(0)
    most: Fraction | ByClass = Fraction(0)
    states: tuple[tuple[str, str], ...] = ()
    loses: bool = False
    leaf: str = ""
    mark: str = ""
    passing: str | None = None
    fields: tuple[Field, ...] = ()
    classes: frozenset[str] | None = None

    def asks(self, klass: str) -> bool:
        """Whether it is asked of units of a class."""
        return self.classes is None or klass in self.classes

    def bounds(self, klass: str) -> tuple[Fraction, Fraction]:
        """Lowest and highest mark for a unit of a class."""
        return _of_class(self.least, klass), _of_class(self.most, klass)


def items(book: Rulebook) -> list[Item]:
    """Everything people must give, in the order of the table; a fact asked in several places stands once."""
    found: dict[str, Item] = {}
    where: dict[str, list[str]] = {}
    marks = {(node.id, name): line for name, node, line in marks_of(book)}
    each_marks = _marked_by_each(book)
    for node, source in _with_source(book):
        for (leaf, name), line in marks.items():
            if leaf == node.id and node.id in each_marks:
                found |= {item.name: item for item in _of_each(book, name, node, line)}
            elif leaf == node.id:
                found[name] = _mark(name, node, line, source)
        if node.evidence is not None and node.evidence.required:
            found[proofs.name_of(node.id)] = _proof(node, source)
        for name in _given(book, node):
            found.setdefault(name, _fact(book, book.facts[name], node, source))
            where.setdefault(name, []).append(node.id)
    known = classes(book)
    return [
        replace(item, classes=_any_of(known[id] for id in where.get(item.name, [item.leaf]))) for item in found.values()
    ]


def measured(book: Rulebook) -> list[str]:
    """Ids of the facts that rooms count for this rulebook."""
    names = {name for node, _ in _with_source(book) for name in raw(book, node)}
    return sorted(name for name in names if book.facts[name].origin == "measured")


def classes(book: Rulebook) -> dict[str, frozenset[str] | None]:
    """By indicator the classes of units it is for, its own condition and those above it; None: for all."""
    found: dict[str, frozenset[str] | None] = {}

    def below(node: Indicator, known: frozenset[str] | None) -> None:
        own = _named(node.only)
        found[node.id] = known = own if known is None else known if own is None else known & own
        for child in node.indicators:
            below(child, known)

    for table in book.tables:
        below(table, None)
    return found


def _with_source(book: Rulebook) -> Iterator[tuple[Indicator, str]]:
    """Every node with the source that speaks for it: its own, else that of the node above."""

    def below(node: Indicator, source: str) -> Iterator[tuple[Indicator, str]]:
        source = node.source or source
        yield node, source
        for child in node.indicators:
            yield from below(child, source)

    for table in book.tables:
        yield from below(table, "")


def _named(condition: Condition | None) -> frozenset[str] | None:
    """Classes that a condition names outright."""
    if isinstance(condition, AllOf):
        known = [one for part in condition.parts if (one := _named(part)) is not None]
        return frozenset.intersection(*known) if known else None
    if not isinstance(condition, Asks) or condition.name != "class":
        return None
    (test,) = condition.tests[:1]
    return frozenset(str(value) for value in test.values) if isinstance(test, Equals) else None


def _any_of(classes: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    known: list[frozenset[str]] = []
    for one in classes:
        if one is None:
            return None
        known.append(one)
    return frozenset().union(*known)


def _given(book: Rulebook, node: Indicator) -> list[str]:
    """Facts a node reads that people find out: neither counted by a room nor a table of the rulebook."""
    names = (book.facts[name] for name in raw(book, node))
    return [f.id for f in names if f.origin != "measured" and f.derived is None]


def raw(book: Rulebook, node: Indicator) -> list[str]:
    """Ids of the given facts that one node reads, derived ones resolved, and of those shown beside its mark."""
    names = {raw for name, _ in reads(node) for raw in raw_names(book, name)} | set(node.beside)
    return sorted(name for name in names if name in book.facts)


def _mark(name: str, node: Indicator, line: Line, source: str) -> Item:
    least, most = _range(node, line)
    says, cite = line.says or node.says, line.cite or node.cite
    loses = line.kind == "lose"
    title = node.title if name == node.id else f"{node.title}：{says}"
    return Item(name, title, says, "mark", source, cite, least, most, loses=loses, leaf=node.id, mark=name)


def _proof(node: Indicator, source: str) -> Item:
    says = f"要有{'或'.join(node.evidence.kinds if node.evidence else ())}佐证，没有认可的不得分。{node.says}"
    title = f"{node.title}：佐证材料"
    return Item(
        proofs.name_of(node.id), title, says, proofs.KIND, source, node.cite, states=proofs.STATES, leaf=node.id
    )


def _marked_by_each(book: Rulebook) -> set[str]:
    """Ids of the nodes that every source marks by itself."""
    over = (node for node in book.indicators.values() if node.over is not None and node.over.what == "sources")
    return {below.id for node in over for below in node.walk()}


def _of_each(book: Rulebook, name: str, node: Indicator, line: Line) -> Iterator[Item]:
    for source, word in book.sources.items():
        one = _mark(f"{name}.{source}", node, line, source)
        yield replace(one, title=f"{node.title}：{word}", mark=name, passing=source)


def _range(node: Indicator, line: Line) -> tuple[Bound, Bound]:
    """Lowest and highest number that may be given: as written, else 0 to the node's points."""
    points = node.points or Fraction(0)
    if line.between is None:
        return Fraction(0), points
    return _end(line.between[0], points), _end(line.between[1], points)


def _end(value: Fraction | Share, points: Bound) -> Bound:
    if not isinstance(value, Share):
        return value
    if isinstance(points, ByClass):
        return ByClass({klass: _of_class(points, klass) * value.value for klass in points.values})
    return points * value.value


def _of_class(bound: Bound, klass: str) -> Fraction:
    """A figure for a class; a class the table does not name has no points here."""
    found = bound.values.get(klass, Fraction(0)) if isinstance(bound, ByClass) else bound
    return found.value if isinstance(found, Share) else found


def _fact(book: Rulebook, fact: Fact, node: Indicator, source: str) -> Item:
    cite, states = fact.cite or node.cite, tuple(fact.states.items())
    found = Item(fact.id, fact.name, fact.says, fact.type, source, cite, states=states, leaf=node.id)
    if not fact.is_list:
        return found
    judged = (line for line in node.rules if line.judged and line.each is not None and line.each.name == fact.id)
    least, most = next((_range(node, line) for line in judged), (Fraction(0), node.points or Fraction(0)))
    return replace(found, kind="list", least=least, most=most, fields=tuple(fact.fields.values()))
