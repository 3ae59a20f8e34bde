"""Which routes hold for a record on a day: the nearer unit's first, and of two the one that names the column."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.accounts.models import Post, Unit
from gongkai.acts import sitting
from gongkai.acts.clock import BEIJING
from gongkai.workflow.models import Interpretation, Route

FAR = 99  # further than any unit above: a route that names no unit
Place = tuple[int, int]  # (unit key, topic key) of a record


@dataclass
class Ruling:
    """What the routes say of one record. ``seats``: posts by step; a step that is not there is open to its role."""

    seats: dict[str, list[Post]] = field(default_factory=dict)
    vacant: list[str] = field(default_factory=list)
    collective: bool = False
    interpretation: str = ""
    signers: list[Unit] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)


class Routes:
    """Every route that had begun by a day, read once for a batch."""

    def __init__(self, last: date) -> None:
        self.rows = [row for row in sitting.once("routes", _every) if row.since <= last]
        self._parents: dict[int, int | None] = sitting.held("parents", _parents) if self.rows else {}
        self._known: dict[tuple[int, int, date], Ruling] = {}

    def __bool__(self) -> bool:
        return bool(self.rows)

    def ruling(self, place: Place, day: date) -> Ruling:
        key = (*place, day)
        if key not in self._known:
            self._known[key] = _ruling(self._holding(place, day), day)
        return self._known[key]

    def _holding(self, place: Place, day: date) -> list[Route]:
        unit, topic = place
        above = self._above(unit)
        found = [
            (above.get(row.unit_id, FAR), row.topic_id is None, -row.pk, row)
            for row in self.rows
            if row.standing_on(day) and row.topic_id in (None, topic) and (row.unit_id is None or row.unit_id in above)
        ]
        return [row for *_, row in sorted(found, key=lambda one: one[:3])]

    def _above(self, unit: int | None) -> dict[int | None, int]:
        found: dict[int | None, int] = {}
        while unit is not None and unit not in found:
            found[unit] = len(found)
            unit = self._parents.get(unit)
        return found


def rulings(takes: Iterable, places: Mapping[int, Place]) -> dict[int, Ruling]:
    """Rulings by case key at the moment of each take; empty where no route had begun."""
    days = {take.case.pk: take.at.astimezone(BEIJING).date() for take in takes}
    known = Routes(max(days.values()))
    return {key: known.ruling(places[key], day) for key, day in days.items()} if known else {}


def demand(at: datetime) -> bool:
    """Whether any route had begun that wants documents explained."""
    last = at.astimezone(BEIJING).date()
    return any(row.interpretation and row.since <= last for row in sitting.once("routes", _every))


def ruling(place: Place, day: date) -> Ruling:
    known = Routes(day)
    return known.ruling(place, day) if known else Ruling()


def _parents() -> dict[int, int | None]:
    return dict(Unit.objects.values_list("pk", "parent"))


def _every() -> list[Route]:
    beside = ("unit", "topic", "seats__post__person", "seats__post__unit", "signers__unit")
    return list(Route.objects.order_by("pk").prefetch_related(*beside))


def _ruling(rows: list[Route], day: date) -> Ruling:
    """Every route adds its demands; a station is filled by the nearest route that has somebody standing there."""
    found = Ruling(routes=rows)
    named: set[str] = set()
    for row in rows:
        found.collective |= row.collective
        found.interpretation = _stricter(found.interpretation, row.interpretation)
        found.signers += [one.unit for one in row.signers.all() if one.unit not in found.signers]
        by_step: dict[str, list[Post]] = defaultdict(list)
        for seat in row.seats.all():
            named.add(seat.step)
            if seat.standing_on(day):
                by_step[seat.step].append(seat.post)
        found.seats = dict(by_step) | found.seats
    found.vacant = sorted(named - set(found.seats))
    return found


def _stricter(one: str, other: str) -> str:
    order = ["", Interpretation.FOLLOW.value, Interpretation.TOGETHER.value]
    return max(one, other, key=order.index)
