"""What of the frame stands on which pages, told by hashes: a new sentence at one column is no new navigation."""

import hashlib
from dataclasses import dataclass, field

from gongkai.acts.models import Installation
from gongkai.publication.frame import Frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import etag

OF_COLUMN = ("name", "description", "type", "keywords", "parent")
OF_UNIT = ("name", "full_name", "carries_on")
OF_ROWS = ("result", "register", "entry")  # they name units and columns other than those they stand under


@dataclass
class Plan:
    """What a change of the frame touches: every page, or those of some columns and units. ``below``: down to where."""

    everything: bool = False
    columns: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    below: int = (1 << 63) - 1

    def __bool__(self) -> bool:
        return bool(self.everything or self.columns or self.units)

    def rows(self):
        """Rows whose pages are to be written, the newest first."""
        rows = Shown.objects.filter(docid__lt=self.below).order_by("-docid")
        if self.everything:
            return rows
        own = rows.filter(column__in=self.columns) | rows.filter(unit__in=self.units)
        return own | rows.filter(kind__in=OF_ROWS)


def shape(around: Frame) -> dict:
    """Hashes of what every page shows, and of what only those of a column or a unit show."""
    born = Installation.objects.values_list("born", flat=True).first()
    return {
        "common": _hash(etag(), born, around.face, around.notice, around.told, around.parts),
        "columns": {code: _hash(*(getattr(one, name) for name in OF_COLUMN)) for code, one in around.columns.items()},
        "units": {code: _hash(*(one.fields.get(name) for name in OF_UNIT)) for code, one in around.units.items()},
    }


def plan(before: dict, after: dict, unfinished: Plan, around: Frame) -> Plan:
    """What lies between two shapes, and what is left of an earlier plan."""
    found = {
        sort: {
            code
            for code in before.get(sort, {}) | after[sort]
            if before.get(sort, {}).get(code) != after[sort].get(code)
        }
        for sort in ("columns", "units")
    }
    below = {one.code for code in found["columns"] if code in around.columns for one in around.columns[code].family()}
    return Plan(
        everything=unfinished.everything or before.get("common") != after["common"],
        columns=sorted({*unfinished.columns, *found["columns"], *below}),
        units=sorted({*unfinished.units, *found["units"]}),
    )


def _hash(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
