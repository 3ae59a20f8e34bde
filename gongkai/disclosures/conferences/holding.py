"""Planning a press conference, and what is told once it was reported and held."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.disclosures.models import Conference, Disclosure


@dataclass
class Plan:
    """One conference: its name, why it is held, and the last day for it."""

    title: str
    event: str
    planned: date


def plan_conferences(plans: list[Plan], by: Post, at: datetime) -> list[Conference]:
    """Opens the cases. All or none."""
    found: list[Conference] = []

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, plans, strict=True):
            found.append(Conference(case=case, event=one.event, planned=one.planned))
        Conference.objects.bulk_create(found)

    openings = [Opening(by.unit, one.title, by, at, detail={"says": f"{one.planned} 以前举行"}) for one in plans]
    open_many("conference", "plan", openings, room)
    return found


def has_come(cases, takes) -> dict[int, list[str]]:
    """The day that is told lies not ahead."""
    return {
        take.case.pk: [f"{take.detail['day']} 还没有到，请改正日期"]
        for take in takes
        if not take.only_asks and take.detail["day"] > take.at.astimezone(BEIJING).date().isoformat()
    }


def reported(cases, takes, acts) -> None:
    for take in takes:
        Conference.objects.filter(pk=take.case.pk).update(reported=take.detail["day"])


def held(cases, takes, acts) -> None:
    for take in takes:
        said = take.detail
        row = Conference.objects.get(pk=take.case.pk)
        row.held, row.speakers, row.media, row.papers = said["day"], said["speakers"], said["media"], said["papers"]
        row.principal, row.recording = said.get("principal", False), said.get("recording", "")
        row.save(update_fields=["held", "speakers", "media", "papers", "principal", "recording"])
        row.items.set(Disclosure.objects.filter(pk__in=said["items"]))


def told(cases, takes, acts) -> None:
    """What was published of it later: the transcript, pictures, the film."""
    for take in takes:
        row = Conference.objects.get(pk=take.case.pk)
        row.recording = take.detail["recording"] or row.recording
        row.save(update_fields=["recording"])
        row.items.add(*Disclosure.objects.filter(pk__in=take.detail["items"]))
