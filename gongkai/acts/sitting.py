"""A sitting: one transaction in which cases are opened and moved on at once. What it wrote it need not read back.

Bulk work takes every step to the cases it has just opened. Nobody else sees them before the transaction ends, so their
rows, their trails and what their room keeps of them stay in the hand: the same steps and checks, without the reading.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from gongkai.acts.models import Act, Case


class Sitting:
    """``cases`` opened here by key, the acts done to each, and the room's own row of each."""

    def __init__(self) -> None:
        self.cases: dict[int, Case] = {}
        self.trails: dict[int, list[Act]] = {}
        self.rows: dict[int, Any] = {}
        self.steps: set[str] = set()  # names of steps taken here


_now: ContextVar[Sitting | None] = ContextVar("sitting", default=None)
_held: ContextVar[dict[Any, Any] | None] = ContextVar("held", default=None)
_settled: ContextVar[dict[Any, Any] | None] = ContextVar("settled", default=None)


@contextmanager
def sitting() -> Iterator[None]:
    """All or none of what is opened and taken within."""
    mark = _now.set(Sitting())
    try:
        with transaction.atomic(), settled():
            yield
    finally:
        _now.reset(mark)


def sits() -> bool:
    """Whether a sitting is going on."""
    return _now.get() is not None


def opened(cases: Iterable[Case]) -> None:
    """These cases were opened just now."""
    if here := _now.get():
        here.cases |= {case.pk: case for case in cases}
        here.trails |= {case.pk: [] for case in cases}


def done(acts: Iterable[Act]) -> None:
    """These acts were written just now."""
    if here := _now.get():
        for act in acts:
            if act.case_id in here.trails:
                here.steps.add(act.step)
                here.trails[act.case_id].append(act)


def keep(rows: dict[int, Any]) -> None:
    """The room's rows by case key: what they say is what the database says."""
    if here := _now.get():
        here.rows |= {key: row for key, row in rows.items() if key in here.cases}


def forget(keys: Iterable[int]) -> None:
    """These cases were written to otherwise than by a step: they are read again when they are next asked for."""
    if here := _now.get():
        for key in keys:
            for known in (here.cases, here.trails, here.rows):
                known.pop(key, None)


@contextmanager
def holding() -> Iterator[None]:
    """While it lasts nothing is written, so that what is asked for twice is read once: see ``held``."""
    with _kept_in(_held):
        yield


@contextmanager
def settled() -> Iterator[None]:
    """A sitting, or one step and what follows from it: what is set for the house stays so meanwhile, see ``once``."""
    with _kept_in(_settled):
        yield


@contextmanager
def _kept_in(place: ContextVar[dict[Any, Any] | None]) -> Iterator[None]:
    """The outermost keeps it for all within."""
    mark = place.set({}) if place.get() is None else None
    try:
        yield
    finally:
        if mark:
            place.reset(mark)


def held(name: Hashable, read: Callable[[], Any]) -> Any:
    """What ``read`` gives, read once while something is held; otherwise every time."""
    return _known(_held.get(), name, read)


def once(name: str, read: Callable[[], Any]) -> Any:
    """What ``read`` gives of what is set for the house, read once a sitting or a step; outside of both as ``held``."""
    known = _settled.get()
    return held(name, read) if known is None else _known(known, name, read)


def _known(store: dict[Any, Any] | None, name: Hashable, read: Callable[[], Any]) -> Any:
    if store is None:
        return read()
    if name not in store:
        store[name] = read()
    return store[name]


def cases(keys: Iterable[int]) -> dict[int, Case]:
    here = _now.get()
    return {key: here.cases[key] for key in keys if key in here.cases} if here else {}


def trails(keys: Iterable[int]) -> dict[int, list[Act]]:
    """Whole trails, oldest first."""
    here = _now.get()
    return {key: here.trails[key] for key in keys if key in here.trails} if here else {}


def acts_of(keys: Iterable[int], steps: Iterable[str]) -> dict[int, list[Act]]:
    """Acts of these steps by case key, oldest first; cases without one are left out. Reads what is not in the hand."""
    wanted, keys, here = frozenset(steps), list(keys), _now.get()
    known = trails(keys)
    found: dict[int, list[Act]] = {}
    if here and wanted & here.steps:
        found = {key: [act for act in trail if act.step in wanted] for key, trail in known.items()}
    others = [key for key in keys if key not in known]
    if others:
        for act in Act.objects.filter(case__in=others, step__in=wanted).order_by("case_id", "number"):
            found.setdefault(act.case_id, []).append(act)
    return {key: acts for key, acts in found.items() if acts}


def rows(keys: Iterable[int]) -> dict[int, Any]:
    here = _now.get()
    return {key: here.rows[key] for key in keys if key in here.rows} if here else {}
