"""What a table must be told: every fact, mark, list and proof its rules read, down to what was typed or counted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.law.facts.store import EVIDENCE, Facts, Key
from gongkai.law.findings import Finding
from gongkai.law.periods import PASSES, read_period
from gongkai.law.reading import Refused
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Annex, Condition, IsLate, LateBy, Pick, asked
from gongkai.law.rulebook.names import condition_names, ingredients, reads, root_list
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.lateness import steps_of

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored


def names_below(node: "Scored") -> set[str]:
    """The raw names read by a node and all below: facts as given, lists, fields, marks."""
    found: set[str] = set()
    for below in node.walk():
        found |= needs_of(node.book, below)
        for read in below.reads:
            found.add(read.name)
    return found


def told(node: "Scored", frame: Frame) -> list[Key]:
    """The columns of the facts that speak of this very pass, or of a period in it that something below is read in."""
    assert node.over is not None
    what, names, finer = node.over.what, names_below(node), _finer(node, frame.period or "")

    def own(key: Key) -> bool:
        if what not in (*PASSES, "rounds", "sources"):
            return True
        here = frame.source == key.source if what == "sources" else frame.period == key.period
        return here or any(key.name in read and key.period in parts for read, parts in finer)

    return [key for key in frame.run.facts.columns if key.name in names and own(key)]


def _finer(node: "Scored", period: str) -> list[tuple[set[str], set[str]]]:
    """What is read month by month in a quarter: the names, and the periods that lie in this one."""
    here = read_period(period) if node.over is not None and node.over.what in PASSES else None
    return [
        (names_below(below), {str(part) for part in here.parts(below.over.what)})
        for below in node.walk()
        if here is not None and below.over is not None and below.over.what in PASSES
    ]


def needs_of(book: Rulebook, node: "Scored") -> set[str]:
    """What one node reads itself, derivations followed down to what is given."""
    found: set[str] = set()
    for name, _ in reads(node.node):
        found |= raw_names(book, name)
    if node.over is not None:
        found |= raw_names(book, node.over.what)
    for line in node.lines:
        if line.mark:
            found.add(line.mark)
    if node.node.evidence is not None and node.node.evidence.required:
        found.add(node.id + EVIDENCE)
    return found


def raw_names(book: Rulebook, name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The given facts and lists behind a name; an indicator stands for itself and is asked elsewhere."""
    fact = book.facts.get(name)
    if fact is None or name in seen:
        return set()
    if fact.derived is None or isinstance(fact.derived, Annex):
        return {name}
    found: set[str] = set()
    parts = list(ingredients(fact, book.facts, book.limits))
    if isinstance(fact.derived, LateBy):
        limit = book.limit(fact.derived.limit)
        parts = [step for step in steps_of(limit) if step in book.facts] if limit else []
    if isinstance(fact.derived, Pick):
        parts += _late_steps(book, fact.derived)
    for part in parts:
        found |= raw_names(book, part, seen | {name})
    return found


def _late_steps(book: Rulebook, pick: Pick) -> list[str]:
    """The steps of the limits a pick asks about that are facts of the unit and not fields of the record."""
    base = root_list(pick.source, book.facts)
    fields = base.fields if base else {}
    limits = [book.limit(asks.limit) for asks in asked(pick.where) if isinstance(asks, IsLate)]
    steps = [step for limit in limits if limit for step in steps_of(limit)]
    return [step for step in steps if step in book.facts and step not in fields]


def needed(book: Rulebook, nodes: "dict[str, Scored]") -> set[str]:
    """Everything a rulebook must be told."""
    found: set[str] = set()
    for node in nodes.values():
        found |= needs_of(book, node)
    for condition in _conditions_above(book):
        for name, _ in condition_names(condition):
            found |= raw_names(book, name)
    for ref in book.ranking.break_by if book.ranking else ():
        found |= raw_names(book, ref.name)
    return found


def _conditions_above(book: Rulebook) -> Iterator[Condition | None]:
    for band in book.grades.bands if book.grades else ():
        yield band.needs
    for lowered in book.grades.lowered if book.grades else ():
        yield lowered.when
    for use in book.use:
        yield use.when


def refuse_missing(book: Rulebook, facts: Facts, names: set[str]) -> None:
    """A column that is needed and absent is an error, never a column of zeros. Raises `Refused`."""
    missing = sorted(name for name in names if not facts.has(name))
    if not missing:
        return
    raise Refused(*(Finding(_missing(book, facts, name), code="column-missing", at=name) for name in missing))


def _missing(book: Rulebook, facts: Facts, name: str) -> str:
    if name.endswith(EVIDENCE):
        title = book.indicators[name.removesuffix(EVIDENCE)].title
        return f"缺少“{title}”的佐证一列（列名：{title}佐证，填是否已认可）"
    if name in book.facts and book.facts[name].type == "set":
        return f"缺少事实列“{book.facts[name].name}”（{name}）：几个名称用顿号分开，没有的填“无”，未查明的可以留空"
    if name in book.facts and book.facts[name].is_list:
        return f"缺少名单“{book.facts[name].name}”（{name}）：请附上名单表，或在总表里加一列"
    what = "事实" if name in book.facts else "评分"
    return f"缺少{what}列“{facts.name_of(name)}”（{name}）；未查明的可以留空，但要有这一列"
