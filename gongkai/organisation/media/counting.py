"""What an account did day by day, and whether any of posts, comments, reposts and likes stands at zero (SQ-6.4).

A day nobody told of is unknown, not zero: an account is called asleep only where every day since the last sign of life
is known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.rows import put
from gongkai.law.deadlines import Clock, Event, clock
from gongkai.law.deadlines import State as ClockState
from gongkai.organisation.media import keeping
from gongkai.organisation.models import MediaAccount, MediaDay

DAY = timedelta(days=1)
MEASURES = {"posts": "发帖", "comments": "评论", "reposts": "转发", "likes": "点赞"}
LIMITS = {"posts": "catalogue.refresh_media"} | dict.fromkeys(
    ("comments", "reposts", "likes"), "organisation.media_response"
)
RUNNING = ("running", "pausing")
MOST = 10**9
Numbers = tuple[str, int, int, int, int]  # day as ISO text, then the measures in their order


class State(StrEnum):
    FINE = "正常"
    NEAR = "临近"
    ZERO = "为零"
    UNKNOWN = "待定"


@dataclass(frozen=True)
class Mark:
    """One measure of an account as of a day. ``last``: the last day on which it was not zero; ``until``: the last day
    that was told of.
    """

    measure: str
    state: State
    clock: Clock
    last: date | None
    until: date | None

    @property
    def says(self) -> str:
        """发帖：最近一次 2025-12-20，期限 2026-01-05，已经为零."""
        since = f"最近一次 {self.last}" if self.last else "运行以来没有"
        told = f"{MEASURES[self.measure]}{self.state.value}：{since}，期限 {self.clock.due}"
        if self.state is State.UNKNOWN:
            told += f"，数据只到 {self.until}" if self.until else "，还没有导入过数据"
        return told


@dataclass(frozen=True)
class Seen:
    """An account with its four measures as of a day."""

    account: MediaAccount
    marks: tuple[Mark, ...]

    @property
    def state(self) -> State:
        """The worst of them."""
        found = {mark.state for mark in self.marks}
        return next((state for state in (State.ZERO, State.UNKNOWN, State.NEAR) if state in found), State.FINE)

    @property
    def says(self) -> str:
        return "；".join(mark.says for mark in self.marks if mark.state is not State.FINE)

    @property
    def worst(self) -> Mark | None:
        """The mark that the account's state is told by."""
        return next((mark for mark in self.marks if mark.state is self.state), None)


def running() -> Iterable[MediaAccount]:
    return MediaAccount.objects.filter(case__status__in=RUNNING, since__isnull=False).select_related("case__unit")


def look(accounts: Sequence[MediaAccount], today: date, as_of: datetime | None = None) -> list[Seen]:
    """Each account by what was known (until ``as_of``) at the end of ``today``; the worst first."""
    days: dict[int, list[MediaDay]] = {account.pk: [] for account in accounts}
    told = MediaDay.objects.filter(account__in=list(days), day__lte=today).order_by("day")
    for one in told.filter(told__lt=as_of) if as_of else told:
        days[one.account_id].append(one)
    order = (State.ZERO, State.UNKNOWN, State.NEAR, State.FINE)
    found = [Seen(one, tuple(_marks(one, days[one.pk], today))) for one in accounts]
    return sorted(found, key=lambda one: (order.index(one.state), str(one.account.case.title)))


def are_days(cases, takes) -> dict[int, list[str]]:
    """Days that have come, each with four whole numbers, none told twice."""
    reasons: dict[int, list[str]] = {}
    for take in takes:
        if take.only_asks:
            continue
        today, days = take.at.astimezone(BEIJING).date().isoformat(), [one[0] for one in take.detail["days"]]
        if not days or len(set(days)) != len(days):
            reasons[take.case.pk] = ["同一天出现了两次，请只留一行"] if days else ["没有可以登记的日子"]
        elif max(days) > today:
            reasons[take.case.pk] = [f"{max(days)} 还没有到，请改正日期"]
    return reasons


def tell(cases, takes, acts) -> None:
    """The days that an act tells of, over what was told of them before."""
    at = {act.case_id: act.at for act in acts}
    values = [
        (take.case.pk, date.fromisoformat(day), *numbers, at[take.case.pk])
        for take in takes
        for day, *numbers in take.detail["days"]
    ]
    put(MediaDay, ["account_id", "day", *MEASURES, "told"], values, once=["account_id", "day"])
    keeping.show([case.pk for case in cases], acts[0].at)


def detail(days: Sequence[Numbers]) -> dict:
    """What the act of telling keeps."""
    first, last = min(one[0] for one in days), max(one[0] for one in days)
    sums = "、".join(f"{name} {sum(one[place] for one in days)}" for place, name in enumerate(MEASURES.values(), 1))
    span = first if first == last else f"{first} 至 {last}，{len(days)} 天"
    return {"days": [list(one) for one in days], "says": f"{span}：{sums}"}


def _marks(account: MediaAccount, days: list[MediaDay], today: date) -> Iterable[Mark]:
    known, limits = {one.day for one in days}, shelf.here()
    until = max(known, default=None)
    for measure, name in LIMITS.items():
        if name not in limits:
            continue
        last = max((one.day for one in days if getattr(one, measure)), default=None)
        begins = max(filter(None, (last, account.since)))
        run = lambda day, name=name, begins=begins: clock(
            limits[name], [Event("updated", begins)], day, shelf.calendar()
        )
        now = run(today)
        yield Mark(measure, _state(now, run, begins, until, known), now, last, until)


def _state(now: Clock, run, begins: date, until: date | None, known: set[date]) -> State:
    if not now.late:
        return State.NEAR if now.state is ClockState.NEAR else State.FINE
    silent = (begins + DAY * number for number in range(1, (until - begins).days + 1)) if until else ()
    if until and until > begins and run(until).late and all(day in known for day in silent):
        return State.ZERO
    return State.UNKNOWN
