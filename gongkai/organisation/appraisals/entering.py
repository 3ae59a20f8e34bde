"""The weight of a year as its unit enters it; it counts once a leader has agreed to the entry."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.dues import MOMENT
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.organisation import home
from gongkai.organisation.models import Appraisal


@dataclass
class Told:
    """What is entered; ``weight`` in per cent, ``files`` as [sha256, name]."""

    year: int
    weight: Decimal
    paper: str
    files: list[list[str]] = field(default_factory=list)

    def detail(self) -> dict:
        says = f"{self.year}年权重 {self.weight:f}%，{self.paper}"
        return {"weight": str(self.weight), "paper": self.paper, "files": self.files, "says": says}


def enter(told: Told, by: Post, at: datetime) -> Appraisal:
    """Opens the case. Raises ``Unready`` where the unit has an entry of that year."""
    unit = home.of(by)
    others = Appraisal.objects.filter(case__unit=unit, year=told.year).exclude(case__status="dropped")
    if others.exists():
        raise Unready([f"{told.year}年的权重已经登记，有变化的请在那里更正"])
    made: list[Appraisal] = []

    def room(cases: list[Case]) -> None:
        row = Appraisal(case=cases[0], year=told.year, weight=told.weight, paper=told.paper, files=told.files)
        row.save(force_insert=True)
        made.append(row)

    title = f"{told.year}年政务公开在绩效考核中的权重"
    open_many("appraisal", "enter", [Opening(unit, title, by, at, detail=told.detail())], room)
    return made[0]


def amended(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in ("weight", "paper", "files")}
        Appraisal.objects.filter(pk=take.case.pk).update(**said)


def in_force(units: list[Unit], year: int, as_of: datetime) -> dict[int, Appraisal]:
    """By unit key: the weight agreed to by ``as_of``, its own, that of the nearest unit above it, or the county's."""
    agreed = Act.objects.filter(case__kind="appraisal", step="accept", at__lt=as_of).values("case")
    rows = Appraisal.objects.filter(case__in=agreed, case__status="accepted", year=year).select_related("case__unit")
    own = {row.case.unit_id: row for row in rows}
    above = dict(Unit.objects.values_list("pk", "parent_id")) if own else {}
    county = home.government() if own else None
    found = {}
    for unit in units:
        at: int | None = unit.pk
        while at is not None and at not in own:
            at = above.get(at)
        row = own.get(at or 0) or own.get(county.pk if county else 0)
        if row is not None:
            found[unit.pk] = row
    return found


def why_short(unit: Unit, year: int, at: datetime) -> str:
    """What is to be said to whoever sets up an assessment of the year; empty where the weight is enough (SQ-6.1)."""
    row, least = in_force([unit], year, at + MOMENT).get(unit.pk), shelf.backing().weight
    if row is None:
        waits = Appraisal.objects.filter(case__unit=unit, year=year, case__status__in=("entered", "returned")).exists()
        lacks = "核定" if waits else "登记"
        return f"还没有{lacks}{year}年政务公开在绩效考核中的权重（不低于 {least:f}%），请先{lacks}"
    if row.weight < least:
        return f"登记的{year}年权重是 {row.weight.normalize():f}%，低于 {least:f}%，请报请调整"
    return ""
