"""全过程公开: what an applicant reads of a case: every step inside, its clocks, the words that are for him."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.acts.models import Act, Due, Remark
from gongkai.windows.models import Part, ServiceCase

FOR_APPLICANT = frozenset({"ask_more", "refuse", "decide", "answer"})
TITLES = {
    "windows.accept": "受理",
    "windows.legal": "法定时限",
    "windows.promise": "承诺时限",
    "windows.deliver": "反馈结果",
}


@dataclass(frozen=True)
class Stage:
    """One step of the whole: what, by which unit, when; ``words`` those that are the applicant's to read."""

    at: datetime
    title: str
    unit: str
    words: str = ""


@dataclass(frozen=True)
class Running:
    """A clock: by when, and when it was kept; ``late`` whether it was not."""

    title: str
    unit: str
    due: datetime
    done: datetime | None
    late: bool


def stages(row: ServiceCase) -> list[Stage]:
    """Of the case and of every partner's part, oldest first; no person is named."""
    keys = [row.pk, *row.parts.values_list("pk", flat=True)]
    acts = Act.objects.filter(case__in=keys).select_related("case__unit", "remark").order_by("at", "case_id", "number")
    return [Stage(act.at, act.label, act.case.unit.name, _words(act) if act.case_id == row.pk else "") for act in acts]


def clocks(row: ServiceCase, at: datetime) -> list[Running]:
    """Legal, promised and partners' days side by side."""
    own = Due.objects.filter(case=row.pk, limit__in=TITLES).order_by("due")
    found = [_running(TITLES[one.limit], row.case.unit.name, one, at) for one in own]
    parts = Part.objects.filter(whole=row.pk).select_related("case__unit").order_by("pk")
    dues = {one.case_id: one for one in Due.objects.filter(case__in=[part.pk for part in parts])}
    return found + [_running("并联审批", part.case.unit.name, dues[part.pk], at) for part in parts if part.pk in dues]


def _running(title: str, unit: str, one: Due, at: datetime) -> Running:
    return Running(title, unit, one.due, one.done, (one.done or at) > one.due)


def _words(act: Act) -> str:
    remark: Remark | None = getattr(act, "remark", None)
    return (remark.text or "") if remark and act.step in FOR_APPLICANT else ""
