"""Lists as columns: which records are picked, how many a unit has, and one field of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gongkai.law import numbers
from gongkai.law.facts.store import Register
from gongkai.law.findings import Finding
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Pick
from gongkai.law.rulebook.names import root_list
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.states import OPEN, UNSURE, YES, Val


@dataclass(frozen=True)
class Picked:
    """Records of a list: their numbers in the register `of`, their units, and the state of the list a unit."""

    of: str
    register: Register
    index: Any
    units: Any
    st: Any


def picked(run: Run, name: str, period: str | None, source: str | None) -> Picked:
    """The records of a list or a pick from one, as read in one pass."""
    return run.once(("picked", name, period, source), lambda: _picked(run, name, period, source))


def _picked(run: Run, name: str, period: str | None, source: str | None) -> Picked:
    fact = run.book.facts[name]
    if not isinstance(fact.derived, Pick):
        return _all(run, name, period, source)
    base = picked(run, fact.derived.source, period, source)
    root = root_list(name, run.book.facts)
    assert root is not None
    refuse_nameless(run, base, fact.name)
    frame = run.once(("records", root.id, period, source), lambda: record_frame(run, root.id, period, source))
    compiled = run.cache["compiled"]
    codes = compiled.picks[name].at(frame).codes(frame.size)[base.index]
    chosen = codes == YES
    st = _with_unsure(run, base, codes == UNSURE)
    return Picked(root.id, base.register, base.index[chosen], base.units[chosen], st)


def _with_unsure(run: Run, base: Picked, unsure: Any) -> Any:
    if not unsure.any():
        return base.st
    st = np.zeros(len(run.facts.units), dtype=np.uint8) if base.st is None else base.st.copy()
    np.maximum.at(st, base.units[unsure], np.uint8(OPEN))
    return st


def record_frame(run: Run, name: str, period: str | None, source: str | None) -> Frame:
    """Every record of a register as a row."""
    register = run.facts.registers[name]
    frame = Frame(run, register.units, len(register), period=period, source=source)
    frame.records = (name, np.arange(len(register)))
    return frame


def _all(run: Run, name: str, period: str | None, source: str | None) -> Picked:
    register = run.facts.registers[name]
    keep = np.ones(len(register), dtype=bool)
    if register.periods is not None and period is not None:
        keep &= np.array([tag in (None, period) for tag in register.periods], dtype=bool)
    if register.sources is not None and source is not None:
        keep &= np.array([tag in (None, source) for tag in register.sources], dtype=bool)
    index = np.flatnonzero(keep)
    return Picked(name, register, index, register.units[index], register.st)


def counted(run: Run, name: str, period: str | None, source: str | None) -> Val:
    """How many records each unit has."""
    chosen = picked(run, name, period, source)
    counts = np.bincount(chosen.units, minlength=len(run.facts.units))
    return Val(numbers.column(counts), chosen.st)


def column_of(run: Run, chosen: Picked, field: str) -> Val:
    """One field of the picked records."""
    refuse_nameless(run, chosen, field)
    return chosen.register.fields[field].val.rows(chosen.index)


def refuse_nameless(run: Run, chosen: Picked, asked: str) -> None:
    """Records known only by their number have no fields and no identity. Raises `Refused`."""
    here = np.flatnonzero(chosen.register.nameless[chosen.index])
    if len(here):
        unit = run.facts.units[int(chosen.units[here[0]])].shown
        name = run.book.facts[chosen.of].name
        says = f"“{unit}”的“{name}”只填了件数，而“{asked}”要看每一件的内容；请在名单表里逐件填写"
        raise Refused(Finding(says, code="list-nameless", at=chosen.of))


def rows_of(frame: Frame, chosen: Picked) -> tuple[Any, Any]:
    """Which picked records belong to the rows of a frame: positions among the picked, and the frame's row of each."""
    if isinstance(frame.units, slice) and frame.units == slice(None):
        return slice(None), chosen.units
    if isinstance(frame.units, slice):
        start, stop, _ = frame.units.indices(len(frame.run.facts.units))
        first, last = np.searchsorted(chosen.units, [start, stop])
        return slice(int(first), int(last)), chosen.units[first:last] - start
    starts = np.searchsorted(chosen.units, frame.units, side="left")
    counts = np.searchsorted(chosen.units, frame.units, side="right") - starts
    rows = np.repeat(np.arange(frame.size), counts)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(starts, counts) + offsets, rows
