"""重算期限: when the calendar or a limit changes, dates of open cases move; each move is an act (条例-33).

Kinds of case that have a step ``recount`` are recounted; the others count anew with their next step.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from django.db import transaction

from gongkai import shelf
from gongkai.acts import dues, rows, steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Due, Recount
from gongkai.acts.taking import Take, take_many
from gongkai.law.limits import Limit
from gongkai.law.workdays import Calendar

STEP, CHUNK = "recount", 1000
Move = tuple[Due, datetime, bool]


def due(now: datetime) -> list[str]:
    """The law by which dates are to be counted, where they were counted by another one."""
    law = in_force()
    last = Recount.objects.order_by("-pk").values_list("law", flat=True).first()
    return [] if last == law else [law]


def recount(law: str, now: datetime) -> Recount:
    """Counts every open date anew, an act wherever one moved. Cut off, it is done again: what moved has moved."""
    looked = moved = 0
    for kind in steps.kinds():
        if STEP in kind.steps and kind.limits_of:
            for cases in _open(kind.name):
                looked += len(cases)
                moved += _some(kind, cases, now)
    return Recount.objects.create(law=law, at=now, looked=looked, moved=moved)


def in_force() -> str:
    """A digest of the calendar and the limits that are in force."""
    return _digest(shelf.calendar(), tuple(shelf.here().values()))


def _open(kind: str) -> Iterator[list[Case]]:
    """Cases with a date that nothing has ended yet; which they are is asked once."""
    waiting = Due.objects.filter(done=None, case__kind=kind).order_by("case").values_list("case", flat=True).distinct()
    keys = list(waiting)
    for start in range(0, len(keys), CHUNK):
        yield list(Case.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("pk"))


def _some(kind: steps.Kind, cases: list[Case], now: datetime) -> int:
    by_key = {case.pk: case for case in cases}
    with transaction.atomic():
        counted = {(case, limit, number): (last, unsure) for case, limit, number, last, unsure in _counted(kind, cases)}
        moves: list[Move] = []
        for one in Due.objects.filter(case__in=by_key, done=None):
            found = counted.get((one.case_id, one.limit, one.round))
            if found and found != (one.due, one.provisional):
                moves.append((one, *found))
        if moves:
            _move(kind, by_key, moves, now)
    return len(moves)


def _counted(kind: steps.Kind, cases: list[Case]) -> Iterator[tuple[int, str, int, datetime, bool]]:
    for case, limit, number, _, _, last, unsure, done in dues.counted(kind, cases):
        if done is None:
            yield case, limit, number, last, unsure


def _move(kind: steps.Kind, by_key: dict[int, Case], moves: list[Move], now: datetime) -> None:
    fit = rows.moment
    rows.update(Due, ["due", "provisional"], [(fit(last), unsure, one.pk) for one, last, unsure in moves])
    says: dict[int, list[str]] = {}
    for one, last, _ in moves:
        if one.due != last:
            says.setdefault(one.case_id, []).append(f"{_title(one.limit)} {_day(one.due)} → {_day(last)}")
    able = {key: words for key, words in says.items() if by_key[key].status in kind.steps[STEP].frm}
    takes = [
        Take(by_key[key], None, now, follows=True, detail={"says": "；".join(words)}) for key, words in able.items()
    ]
    if takes:
        take_many(kind.name, STEP, takes)


def _title(name: str) -> str:
    known = shelf.here()
    return known[name].title if name in known else name


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()


@lru_cache(maxsize=8)
def _digest(calendar: Calendar, limits: tuple[Limit, ...]) -> str:
    notices = [calendar.notice(year) for year in calendar.years]
    days = [(sorted(one.off.items()), sorted(one.work.items())) for one in notices]
    told = [(one.name, one.within, one.every, one.windows, one.by, one.after, one.done, one.pause, one.extend)
            for one in limits]  # fmt: skip
    return sha256(repr((days, told)).encode()).hexdigest()
