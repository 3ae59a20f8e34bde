"""Planning a training, and what is told once it was held: day, hours, who was there, materials, its effect."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.organisation.models import Attendance, Level, Sort, Training


@dataclass
class Plan:
    """One session of the year's plan."""

    title: str
    sort: str
    planned: date
    audience: str
    hours: int
    aim: str
    level: str = Level.UNIT


def plan_trainings(plans: list[Plan], by: Post, at: datetime) -> list[Training]:
    """Opens the cases. All or none."""
    found: list[Training] = []

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, plans, strict=True):
            said = {name: getattr(one, name) for name in ("sort", "level", "planned", "audience", "hours", "aim")}
            found.append(Training(case=case, year=one.planned.year, **said))
        Training.objects.bulk_create(found)

    says = [f"{Sort(one.sort).label}，计划 {one.planned}，{one.hours} 学时" for one in plans]
    openings = [
        Opening(by.unit, one.title, by, at, detail={"says": said}) for one, said in zip(plans, says, strict=True)
    ]
    open_many("training", "plan", openings, room)
    return found


def is_told(cases, takes) -> dict[int, list[str]]:
    """A day that has come, hours, and at least one unit with people."""
    reasons: dict[int, list[str]] = {}
    for take in takes:
        if take.only_asks:
            continue
        said = take.detail
        lacks = [] if said.get("attendance") else ["请写明各单位参加培训的人数"]
        if said["held"] > take.at.astimezone(BEIJING).date().isoformat():
            lacks.append("举办日期还没有到，请举办以后再登记")
        known = set(Unit.objects.filter(code__in=said["attendance"]).values_list("code", flat=True))
        if strange := set(said["attendance"]) - known:
            lacks.append(f"没有这些单位：{'、'.join(sorted(strange))}")
        if lacks:
            reasons[take.case.pk] = lacks
    return reasons


def held(cases, takes, acts) -> None:
    for take in takes:
        said = take.detail
        Training.objects.filter(pk=take.case.pk).update(
            held=said["held"], hours=said["hours"], effect=said["effect"], materials=said["materials"]
        )
        Attendance.objects.filter(training=take.case.pk).delete()
        units = dict(Unit.objects.filter(code__in=said["attendance"]).values_list("code", "pk"))
        Attendance.objects.bulk_create(
            Attendance(training_id=take.case.pk, unit_id=units[code], people=people)
            for code, people in said["attendance"].items()
        )
