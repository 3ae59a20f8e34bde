"""事实: the columns that are typed: facts, marks, proofs, as the engine reads them in one pass; lists as counted."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from gongkai.law.facts.building import mark_places
from gongkai.law.facts.store import EVIDENCE, Key
from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import ABSENT, APART, FACTS, WAITING, Column, Inexpressible
from gongkai.law.formulas.derived import fold, share
from gongkai.law.numbers import ZERO
from gongkai.law.rulebook.model import Annex, Fact, Fold, ShareOf
from gongkai.law.rulebook.names import CLASS, Meaning, meaning
from gongkai.law.scoring import values
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.states import KNOWN, WORDS, Val

if TYPE_CHECKING:
    from gongkai.law.scoring.reads import Read

NUMERIC = ("count", "number", "share", "judged", "list", "set")
SPOKEN = frozenset({ABSENT, APART, WAITING})
LARGEST = 10**14
UNIT, UNIT_CLASS = "unit", "class"


class Inputs:
    """Makes each column once, whoever reads it. `add` takes a column into the workbook."""

    def __init__(self, run: Run, add: Callable[[Column], Column]) -> None:
        self.run, self.book, self.add = run, run.book, add
        self.known: dict[Any, Column] = {}

    def read(self, read: "Read", frame: Frame) -> Column:
        """A fact, or the class of the unit."""
        if read.meaning.kind == CLASS:
            return self.unit_class()
        if read.scored:
            raise Inexpressible("读取由得分算出的事实")
        return self.fact(read.name, frame)

    def fact(self, name: str, frame: Frame) -> Column:
        """A fact by name."""
        said, found = meaning(self.book, name), self.book.facts.get(name)
        assert said is not None
        key = ("fact", name, *self._origin(name, frame, found))
        return self._once(key, lambda: self._fact(name, said, found, frame))

    def mark(self, name: str, frame: Frame) -> Column:
        """A person's mark."""
        key = ("mark", name, *self._rows(name, frame, frame.judges))
        return self._once(key, lambda: self._mark(name, frame))

    def proof(self, id: str, frame: Frame) -> Column:
        """Whether the evidence of an indicator was accepted."""
        name = id + EVIDENCE
        key = ("mark", name, *self._rows(name, frame, frame.judges))
        return self._once(key, lambda: self._proof(id, name, frame))

    def unit_class(self) -> Column:
        return self._once(("class",), self._classes)

    def _once(self, key: Any, make: Callable[[], Column]) -> Column:
        if key not in self.known:
            self.known[key] = self.add(make())
        return self.known[key]

    # Which rows of the facts a pass reads: two passes that read the same cells share a column ------------------------

    def _origin(self, name: str, frame: Frame, found: Fact | None) -> tuple[Any, ...]:
        given = found is None or found.derived is None or isinstance(found.derived, Annex)
        if given and not (found is not None and found.is_list):
            judged = found is None or found.type == "judged" or found.origin == "judged"
            return self._rows(name, frame, frame.judges and judged)
        return (frame.period, frame.source, frame.judges)

    def _rows(self, name: str, frame: Frame, own_source: bool) -> tuple[Any, ...]:
        return tuple(self.keys(name, frame, own_source))

    def keys(self, name: str, frame: Frame, own_source: bool) -> list[Key]:
        """The columns of the facts that a name is read from, the closest first."""
        periods = values.own_periods(self.run, frame.period)
        levels = self.run.facts._levels(name, periods, frame.source, own_source)
        return [key for level in levels for key in level]

    def reading(self, name: str) -> Iterator[tuple[set[Key], Column]]:
        """The columns made so far of what was given under a name, and the columns of the facts each is read from."""
        for made, column in self.known.items():
            keys = made[2:]
            if made[1:2] == (name,) and keys and all(isinstance(key, Key) for key in keys):
                yield set(keys), column

    # The columns ------------------------------------------------------------------------------------------------------

    def _fact(self, name: str, said: Meaning, found: Fact | None, frame: Frame) -> Column:
        val = values.fact(self.run, name, frame.period, frame.source, frame.judges)
        if said.type in ("flag", "state", "text"):
            return self._words(name, said, val, frame)
        if said.type not in NUMERIC:
            raise Inexpressible("读取日期、时刻")
        title = self._title(said.name, name, frame, frame.judges)
        column = self._computed(title, val, found, frame) or self._numbers(title, val, self._declared(said, found))
        column.percent = said.type == "share"
        if found is not None and (found.derived is not None or found.is_list):
            column.counted = column.expr is None
        return column

    def _computed(self, title: str, val: Val, found: Fact | None, frame: Frame) -> Column | None:
        """A fact made of others in the row, as a formula; None where it is typed, counted, or made of other rows."""
        derived = found.derived if found is not None else None
        if found is None or found.is_list or not isinstance(derived, ShareOf | Fold):
            return None
        if isinstance(derived, ShareOf):
            parts = [self.fact(name, frame) for name in (derived.part, derived.whole)]
            shown = share(found, parts[0], parts[1], self.run.mode) if _all_numbers(parts) else None
        elif derived.field or derived.among:
            return None
        else:
            parts = [self.fact(name, frame) for name in derived.names]
            shown = fold(found, derived.op, parts, self.run.mode) if _all_numbers(parts) else None
        if shown is None:
            return None
        whole = shown.whole()
        column = Column(self._key(), FACTS, title, whole.expr, expected=val, words=shown.words)
        column.grid, column.clean = whole.grid, whole.clean
        return column

    def _declared(self, said: Meaning, found: Fact | None) -> int:
        """The grid on which the fact is declared to lie."""
        places = found.round if found is not None and found.round is not None else said.places
        return int(10 ** (places + 2 if said.type == "share" else places))

    def _numbers(self, title: str, val: Val, grid: int) -> Column:
        shown = [self._number(val, row) for row in range(len(self.run.facts.units))]
        for value in shown:
            if not isinstance(value, str):
                grid = grids.common(grid, value.denominator)
        return Column(self._key(), FACTS, title, given=shown, words=SPOKEN, grid=grid)

    def _number(self, val: Val, row: int) -> Any:
        if val.state(row) != KNOWN:
            return WORDS[val.state(row)]
        value = val.num.at(row)
        if abs(value.numerator) > LARGEST or value.denominator > LARGEST:
            raise Inexpressible("数太大，表格软件记不准")
        return value

    def _words(self, name: str, said: Meaning, val: Val, frame: Frame) -> Column:
        kind = "flag" if said.type == "flag" else "state"
        shown = [self._word(said, val, row) for row in range(len(self.run.facts.units))]
        title = self._title(said.name, name, frame)
        labels = self.labels(said, val)
        return Column(self._key(), FACTS, title, given=shown, words=SPOKEN, kind=kind, labels=labels)

    def labels(self, said: Meaning, val: Val) -> dict[str, str]:
        """What each state is called in the cells; by its id where two are called the same."""
        words = list(dict.fromkeys([*said.states, *val.words]))
        names = [said.states.get(word, word) for word in words]
        folded = {name.casefold() for name in names}
        if len(folded) < len(names) or folded & {"", *SPOKEN}:
            names = words
        return dict(zip(words, names, strict=True))

    def _word(self, said: Meaning, val: Val, row: int) -> str:
        if val.state(row) != KNOWN:
            return WORDS[val.state(row)]
        code = int(val.num.at(row))
        if said.type == "flag":
            return "是" if code else "否"
        return self.labels(said, val)[val.words[code]]

    def _mark(self, name: str, frame: Frame) -> Column:
        val = values.mark(self.run, name, frame)
        title = self._title(self.run.facts.name_of(name), name, frame, frame.judges)
        return self._numbers(title, val, 10 ** mark_places(self.book))

    def _proof(self, id: str, name: str, frame: Frame) -> Column:
        val = values.mark(self.run, name, frame)
        title = f"{self.book.indicators[id].title}佐证"
        said = Meaning("fact", "flag", title)
        return self._words(name, said, val, frame)

    def _classes(self) -> Column:
        labels = self.labels(Meaning(CLASS, "state", "类别", self.book.classes), Val(ZERO))
        shown = [labels.get(unit.cls, "") for unit in self.run.facts.units]
        return Column(UNIT_CLASS, FACTS, "类别", given=shown, kind="state", labels=labels)

    def _title(self, name: str, of: str, frame: Frame, own: bool = False) -> str:
        """The 中文名, with the source and period whose rows alone are read."""
        keys = self.keys(of, frame, own)
        source = frame.source if frame.source and (not keys or any(key.source for key in keys)) else ""
        period = frame.period if frame.period and (not keys or any(key.period for key in keys)) else ""
        told = "、".join(part for part in (self.book.sources.get(source, source), period) if part)
        return f"{name}（{told}）" if told else name

    def _key(self) -> str:
        return f"f{len(self.known)}"


def _all_numbers(columns: list[Column]) -> bool:
    return all(column.kind == "number" for column in columns)
