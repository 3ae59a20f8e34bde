"""Keeping what was found: a fault met again stays one fault, one met no more has ended."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from gongkai.inspection.models import Fault, Round

KEY = ("indicator", "place", "says")


class Found(NamedTuple):
    """What was found, and where. ``unit``: code of whoever keeps the place."""

    indicator: str
    place: str
    says: str
    unit: str = ""
    title: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.indicator, self.place[:300], self.says[:300]


def keep(found: Iterable[Found], some: Round, now: datetime) -> None:
    """Writes faults; those known already are met again."""
    told = {one.key: one for one in found}
    places = sorted({place for _, place, _ in told})
    known = {(row.indicator, row.place, row.says): row for row in Fault.objects.filter(place__in=places)}
    fresh = [_fresh(one, some, now) for key, one in told.items() if key not in known]
    Fault.objects.bulk_create(fresh, ignore_conflicts=True)
    again = [row for key, row in known.items() if key in told]
    for row in again:
        row.since = row.since if row.ended is None else now
        row.last, row.ended, row.met = now, None, some
        row.title, row.unit = told[_key(row)].title[:200], told[_key(row)].unit
    Fault.objects.bulk_update(again, ["since", "last", "ended", "met", "title", "unit"])


def end(some: Round, now: datetime) -> dict[str, int]:
    """What was met no more in a whole round has gone; how many stand, by indicator."""
    Fault.objects.filter(ended=None).exclude(met=some).update(ended=now)
    return dict(Counter(Fault.objects.filter(ended=None).values_list("indicator", flat=True)))


def _fresh(one: Found, some: Round, now: datetime) -> Fault:
    named = dict(zip(KEY, one.key, strict=True))
    return Fault(**named, unit=one.unit, title=one.title[:200], since=now, last=now, met=some)


def _key(row: Fault) -> tuple[str, str, str]:
    return row.indicator, row.place, row.says
