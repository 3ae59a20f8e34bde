"""Which unit a name in a paper means: its own name, its full one, or that without the county before it (SQ-6.6.1)."""

from collections.abc import Iterable
from datetime import date

from gongkai.accounts.models import Unit
from gongkai.plans.models import Part

AREAS = "省市县区"
OTHERS = "等"


class Units:
    """Units standing on a day, by what people write for them."""

    def __init__(self, day: date) -> None:
        self.known: dict[str, list[Unit]] = {}
        for unit in Unit.objects.standing_on(day):
            for name in {unit.name, unit.full_name, *_shorter(unit.full_name)} - {""}:
                self.known.setdefault(name, []).append(unit)

    @property
    def names(self) -> set[str]:
        return set(self.known)

    def find(self, name: str) -> Unit | None:
        """The one unit of that name; none where several answer to it."""
        name = name.strip()
        for written in (name, name.lstrip(AREAS) if len(name) > 2 else name):
            found = self.known.get(written, [])
            if len(found) == 1:
                return found[0]
        return None

    def sort_out(self, sort: str, names: Iterable[str]) -> tuple[list[Unit], list[list[str]]]:
        """(units found, what fits none as [sort, name])."""
        units, unknown = list[Unit](), list[list[str]]()
        for name in names:
            found = self.find(name)
            if found is None:
                unknown.append([sort, name])
            elif found not in units:
                units.append(found)
        return units, unknown


def others(sort: str = Part.LEAD) -> list[str]:
    """What an 等 leaves to be settled."""
    return [str(sort), OTHERS]


def _shorter(full: str) -> set[str]:
    """交通运输局, 县交通运输局 of 大英县交通运输局."""
    for place, sign in enumerate(full[:-2]):
        if sign in AREAS and place:
            return {full[place:], full[place + 1 :]}
    return set()
