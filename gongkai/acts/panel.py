"""The right-hand column of every record: where it stands, what is due and why, the next act, what was done."""

from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.acts import clocks, ways
from gongkai.acts.models import Act, Case
from gongkai.law.deadlines import Clock, State

CLOCK_LOOKS = {State.LATE: "late", State.DONE_LATE: "late", State.NEAR: "near", State.DONE: "done"}


def panel(case: Case, post: Post, at: datetime, step_url: str) -> dict:
    """Context of ``acts/panel.html``. ``step_url`` names the address of a step (key, name)."""
    found = ways.next_steps(case, post, at)
    forward = [way for way in found if way.step.name in case.kind_of.path]
    return {
        "tasks": [_task(station) for station in ways.stations(case)],
        "clocks": [clock_part(clock) for clock in clocks.of(case, at)],
        "today": at,
        "next_act": _next(case, forward[0], step_url) if forward else None,
        "other_steps": [
            {"title": way.step.label, "url": reverse(step_url, args=[case.pk, way.step.name]), "reasons": way.reasons}
            for way in found
            if way not in forward[:1]
        ],
        "trail": trail(case),
    }


def trail(case: Case) -> list[dict]:
    """Everything done to the case, newest first, as ``look/parts/trail.html`` shows it."""
    acts = Act.objects.filter(case=case).select_related("person", "post__unit", "remark", "case").order_by("-number")
    return [_told(act) for act in acts]


def clock_part(clock: Clock) -> dict:
    """A clock as ``look/parts/clock.html`` shows it."""
    return {
        "title": clock.limit.title,
        "due": clock.due,
        "state": CLOCK_LOOKS.get(clock.state, ""),
        "left": _left(clock),
        "law": "、".join(clock.limit.cite),
        "provisional": clock.notes[0] if clock.provisional and clock.notes else "",
        "reasons": [clock.summary],
        "days": _days(clock),
    }


class _Day(NamedTuple):
    day: date
    kind: str
    number: int | None
    why: str


def _days(clock: Clock) -> list[_Day]:
    due = clock.due.date() if isinstance(clock.due, datetime) else clock.due
    return [
        _Day(line.day, _kind(clock, line, place, due), line.counted, line.says)
        for place, line in enumerate(clock.proof)
    ]


def _kind(clock: Clock, line, place: int, due: date) -> str:
    if line.day == due:
        return "due"
    if line.counted is not None:
        return "counted"
    if place == 0:
        return "start"
    return "paused" if any(rest.first <= line.day <= rest.last for rest in clock.rests) else "skipped"


def _left(clock: Clock) -> str:
    if clock.state.settled or clock.state is State.NOT_STARTED:
        return clock.state.value
    unit = "小时" if clock.limit.span.unit == "hours" else "天" if clock.limit.windows else "个工作日"
    if clock.state is State.LATE:
        return f"已超期 {-clock.left} {unit}" if clock.left else "今天已过时限"
    return f"还剩 {clock.left} {unit}" if clock.left else "今天到期"


def _task(station: ways.Station) -> dict:
    act = station.act
    return {
        "title": station.step.label,
        "state": station.state,
        "who": act.person.name if act and act.person else "",
        "when": act.at if act else None,
    }


def _next(case: Case, way: ways.Way, step_url: str) -> dict:
    step = way.step
    return {
        "title": step.label,
        "url": reverse(step_url, args=[case.pk, step.name]),
        "method": "get" if step.says_why else "post",
        "law": "、".join(step.cite),
        "refused": way.reasons,
        "read": case.content if step.binds else "",
    }


def _told(act: Act) -> dict:
    remark = getattr(act, "remark", None)
    post = f"({act.post.unit.name}·{act.post.get_role_display()})" if act.post else ""
    return {
        "title": act.label,
        "who": f"{act.person.name if act.person else '系统'}{post}",
        "at": act.at,
        "effective": act.effective,
        "ground": act.ground.replace(",", "、"),
        "words": "（理由已依法删除）" if remark and remark.erased else remark.text if remark else "",
    }
