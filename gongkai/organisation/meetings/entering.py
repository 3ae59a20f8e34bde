"""A meeting as its unit enters it; it counts once a leader has agreed to the entry."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.organisation.models import Meeting

FIELDS = ("sort", "held", "there", "people", "chair", "principal", "decided", "minutes")


@dataclass
class Told:
    """What is entered of one meeting; ``minutes`` as [sha256, name]."""

    sort: str
    held: date
    there: str
    people: int
    decided: str
    minutes: list[list[str]] = field(default_factory=list)
    chair: str = ""
    principal: bool = False

    def detail(self) -> dict:
        """As an act keeps it."""
        papers = f"，会议记录 {len(self.minutes)} 份" if self.minutes else "，没有会议记录"
        return asdict(self) | {"held": self.held.isoformat(), "says": f"{self.held} 召开，{self.people} 人{papers}"}


def enter_meetings(meetings: list[tuple[str, Told]], by: Post, at: datetime) -> list[Meeting]:
    """Opens the cases: (subject, what is told). All or none."""
    found: list[Meeting] = []

    def room(cases: list[Case]) -> None:
        found.extend(Meeting(case=case, **asdict(told)) for case, (_, told) in zip(cases, meetings, strict=True))
        Meeting.objects.bulk_create(found)

    openings = [Opening(by.unit, subject, by, at, detail=told.detail()) for subject, told in meetings]
    open_many("work_meeting", "enter", openings, room)
    return found


def is_past(cases, takes) -> dict[int, list[str]]:
    """Only a meeting that was held is entered."""
    return {
        take.case.pk: ["召开日期还没有到，请开过以后再登记"]
        for take in takes
        if not take.only_asks and take.detail["held"] > take.at.astimezone(BEIJING).date().isoformat()
    }


def amended(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in FIELDS}
        Meeting.objects.filter(pk=take.case.pk).update(**said)
