"""Registering an incident, its evidence, and what the office and the leaders make of it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.findings import judging
from gongkai.findings.models import Consequence, Incident, Sort


@dataclass(frozen=True)
class Told:
    """What is told of an event. ``evidence`` as [sha256, name]; ``record``: the case it is about, if any."""

    unit: Unit
    sort: str
    happened: date
    source: str
    says: str
    serious: bool = False
    evidence: list[list[str]] = field(default_factory=list)
    record: Case | None = None


def report(told: Told, by: Post, at: datetime) -> Incident:
    """Opens the case. Raises ``Unready`` for a day that has not come."""
    if told.happened > at.astimezone(BEIJING).date():
        raise Unready(["发生日期还没有到，请核对"])
    opening = Opening(told.unit, f"{told.unit.name}：{Sort(told.sort).label}", by, at)
    made: list[Incident] = []

    def room(cases: list[Case]) -> None:
        made.append(
            Incident.objects.create(
                case=cases[0], sort=told.sort, happened=told.happened, source=told.source, says=told.says,
                serious=told.serious, evidence=told.evidence, record=told.record,
            )
        )  # fmt: skip

    open_many("incident", "report", [opening], room)
    return made[0]


def from_withdrawals(told: list[tuple[Case, Sort]], by: Post | None, at: datetime) -> list[Incident]:
    """公开信息撤回: an incident for each record that should not have been out, for the office to look into (TZ-6.3)."""
    found: list[Incident] = []
    openings = [Opening(case.unit, f"{case.unit.name}：{sort.label}", by, at, follows=True) for case, sort in told]

    def room(fresh: list[Case]) -> None:
        found.extend(
            Incident(
                case=own, sort=sort, happened=at.astimezone(BEIJING).date(), source="撤回公开时由系统登记",
                says=f"《{about.title}》撤回公开，原因：{sort.label}"[:1000], record=about,
            )
            for own, (about, sort) in zip(fresh, told, strict=True)
        )  # fmt: skip
        Incident.objects.bulk_create(found)

    open_many("incident", "withdraw", openings, room)
    return found


def is_shown(cases, takes) -> dict[int, list[str]]:
    """Nothing is confirmed without a paper, or the record that it is about."""
    rows = Incident.objects.filter(pk__in=[case.pk for case in cases], record=None)
    return {row.pk: ["还没有证据，请先补充证据"] for row in rows if not row.evidence}


def evidence_added(cases, takes, acts) -> None:
    for take in takes:
        row = Incident.objects.get(pk=take.case.pk)
        known = {sha256 for sha256, _ in row.evidence}
        row.evidence = [*row.evidence, *(one for one in take.detail["evidence"] if one[0] not in known)]
        row.save(update_fields=["evidence"])


def brings_a_file(cases, takes) -> dict[int, list[str]]:
    return {
        take.case.pk: ["请选择证据文件"] for take in takes if not take.only_asks and not take.detail.get("evidence")
    }


def says_what_followed(cases, takes) -> dict[int, list[str]]:
    return {
        take.case.pk: ["请选择处理结果"]
        for take in takes
        if not take.only_asks and take.detail.get("consequence") not in Consequence.values
    }


def concluded(cases, takes, acts) -> None:
    for take in takes:
        Incident.objects.filter(pk=take.case.pk).update(consequence=take.detail["consequence"])
    judging.tell(cases, takes, acts)
