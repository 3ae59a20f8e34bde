"""What a score may look at: no score that waits for it, none of another pass, and nobody is asked by his points."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.law.findings import Faults, Place
from gongkai.law.rulebook.model import Indicator
from gongkai.law.rulebook.names import condition_names, ingredients, line_conditions, reads

if TYPE_CHECKING:
    from gongkai.law.rulebook.loading import Rulebook


def check_scores(book: "Rulebook", faults: Faults) -> None:
    """A score waits for none that waits for it, and is looked at only from where it is one figure."""
    _circles(book, faults)
    _once_alone(book, faults)
    _only_without_scores(book, faults)
    _passes_of_scores(book, faults)


def _circles(book: "Rulebook", faults: Faults) -> None:
    """A score that would have to be known before itself."""
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...], place: Place) -> None:
        if name in path:
            circle = [*path[path.index(name) :], name]
            if any(step in book.indicators for step in circle):
                titles = " → ".join(_title(book, step) for step in circle)
                faults.refuse(place, "circle", f"得分互相引用成环：{titles}", name)
            return
        if name not in done:
            for other, where in _needs(name, book):
                visit(other, (*path, name), where)
            done.add(name)

    for id, node in book.indicators.items():
        visit(id, (), node.place)


def _once_alone(book: "Rulebook", faults: Faults) -> None:
    """Below `no_double` every charge depends on every other, so none may depend on a score there, nor cross passes."""
    for top in book.indicators.values():
        below = list(top.walk()) if top.no_double else []
        inside = {node.id for node in below}
        for node in below:
            if (
                node.over is not None
                and node is not top
                and any(line.each for leaf in node.walk() for line in leaf.rules)
            ):
                says = f"“{top.title}”写了 no_double，它下面不能再有逐次评定的“{node.title}”；请把 no_double 写到里面"
                faults.refuse(node.place, "no-double-over", says, node.id)
            for line in node.rules if node.over is None or node is top else ():
                for condition in line_conditions(line):
                    for name, place in condition_names(condition):
                        if scores_behind(name, book) & inside:
                            says = f"“{top.title}”下同一问题只计一次，其中的规则不能再看“{_title(book, name)}”的得分"
                            faults.refuse(place, "circle", says, node.id)


def _only_without_scores(book: "Rulebook", faults: Faults) -> None:
    for node in book.indicators.values():
        for name, place in condition_names(node.only):
            if scores_behind(name, book):
                says = f"only 不能看得分（“{_title(book, name)}”）：考核谁，不取决于得了多少分；请改用 gate"
                faults.refuse(place, "only-score", says, node.id)


def _passes_of_scores(book: "Rulebook", faults: Faults) -> None:
    """A score is read in the same unit and pass: what stands inside an `over` is not seen from outside it."""
    inside = {id: chain for table in book.tables for id, chain in _chains(table, ())}
    for id, node in book.indicators.items():
        here = inside[id] + ((id,) if node.over else ())
        for name, place in reads(node):
            for score in {name} & set(inside) or scores_behind(name, book):
                seen = here if name in inside else ()
                if inside[score] != seen[: len(inside[score])]:
                    says = f"“{book.indicators[score].title}”逐次评定，在它外面没有单一的得分可看"
                    faults.refuse(place, "score-inside", says, id)


def _needs(name: str, book: "Rulebook") -> list[tuple[str, Place]]:
    if name in book.indicators:
        node = book.indicators[name]
        return [*reads(node), *((child.id, child.place) for child in node.indicators)]
    if name in book.facts:
        fact = book.facts[name]
        return [(other, fact.place) for other in ingredients(fact, book.facts, book.limits)]
    return []


def scores_behind(name: str, book: "Rulebook", seen: frozenset[str] = frozenset()) -> set[str]:
    """The indicators whose scores a name reads: itself, or those its derivation reaches."""
    if name in book.indicators:
        return {name}
    if name in seen or name not in book.facts:
        return set()
    found: set[str] = set()
    for other in ingredients(book.facts[name], book.facts, book.limits):
        found |= scores_behind(other, book, seen | {name})
    return found


def _chains(node: Indicator, chain: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield node.id, chain
    below = (*chain, node.id) if node.over else chain
    for child in node.indicators:
        yield from _chains(child, below)


def _title(book: "Rulebook", name: str) -> str:
    return book.indicators[name].title if name in book.indicators else book.facts[name].name
