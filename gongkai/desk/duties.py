"""What is due, for whom: one list over every kind of case, soonest legal risk first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Count, QuerySet
from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.dues import NEVER
from gongkai.acts.models import Case, Due, visible
from gongkai.desk.waiting import NEAR_AGAIN, SOON, Counts, Waiting, next_step
from gongkai.law.limits import Limit, Limits
from gongkai.law.workdays import Calendar
from gongkai.look.words import time_left, unit_of

SHOWN, SHOWN_OTHERS = 30, 15  # the whole lists are a page further (desk.lists)
RESTS, SOME = "暂停计时", 987_654_321


@dataclass(frozen=True)
class Duty:
    """One thing to do. ``name``, ``kind``: what kind of case, in code and in words; ``due`` is None where nothing but
    order asks for it; ``state`` is late, near or empty."""

    key: int
    title: str
    name: str
    kind: str
    unit: str
    status: str
    step: str
    url: str
    due: datetime | None
    state: str
    left: str
    why: str
    day: str = ""


def mine(post: Post, at: datetime) -> list[Duty]:
    """Cases that wait for a step this post may take, those with a clock first, the soonest on top."""
    return foremost(Waiting(post, at))


def foremost(waiting: Waiting, kind: str = "") -> list[Duty]:
    """The same, or those of one kind."""
    timed, untimed = waiting.dues(), waiting.clockless()
    if kind:
        timed, untimed = timed.filter(case__kind=kind), untimed.filter(kind=kind)
    found = _once(timed, SHOWN)
    return of([*found, *untimed[: SHOWN - len(found)]], waiting)


def of_others(waiting: Waiting) -> list[Duty]:
    """Open clocks of everything else the post sees, near or late, the soonest on top."""
    near = waiting.of_others().filter(due__lt=waiting.at + NEAR_AGAIN)
    return of(_once(near, SHOWN_OTHERS), waiting)


def total(found: Iterable[Counts]) -> Counts:
    rows = [(one.late, one.today, one.soon, one.all) for one in found]
    return Counts(*map(sum, zip(*rows, strict=True))) if rows else Counts(0, 0, 0, 0)


def _once(dues: QuerySet[Due], most: int) -> list[Case]:
    """The first cases of clocks in their order, each once; no more clocks are read than that takes."""
    ordered, asked = dues.order_by("due", "pk").values_list("case", flat=True), 2 * most
    keys = list(ordered[:asked])
    while len(set(keys)) < most and len(keys) == asked:
        asked *= 4
        keys = list(ordered[:asked])
    found = list(dict.fromkeys(keys))[:most]
    rows = Case.objects.select_related("unit").in_bulk(found)
    return [rows[key] for key in found]


def of(cases: Sequence[Case], waiting: Waiting) -> list[Duty]:
    """What each case asks for, in the order given, by the clock of it that ends first."""
    limits, calendar = shelf.here(), shelf.calendar()
    rows = Due.objects.filter(case__in=[case.pk for case in cases], done=None).order_by("-due")
    dues = list(rows.values_list("case_id", "limit", "due"))
    first = {case: (_known(limits, name), due) for case, name, due in dues if due < NEVER}
    resting = {case for case, _, due in dues if due >= NEVER}
    nothing = (None, None)
    return [_duty(case, waiting, first.get(case.pk, nothing), case.pk in resting, calendar) for case in cases]


def _duty(
    case: Case, waiting: Waiting, clock: tuple[Limit | None, datetime | None], resting: bool, calendar: Calendar
) -> Duty:
    kind, (limit, due), at = case.kind_of, clock, waiting.at
    ahead = next_step(kind, case.status, waiting.post.role) or next(iter(kind.ahead(case.status)), None)
    if case.pk in waiting.asks:
        ahead = kind.steps[waiting.asks[case.pk]]
    elif limit and limit.name in kind.recalls:
        ahead = kind.steps[kind.recalls[limit.name]]
    state, left = _left(due, at, limit, calendar)
    return Duty(
        key=case.pk,
        title=case.title,
        name=kind.name,
        kind=kind.label,
        unit=case.unit.name,
        status=case.status_label,
        step=ahead.label if ahead else "",
        url=_address(kind.url, case.pk),
        due=due,
        state=state,
        left=left or (RESTS if resting else ""),
        why=_address("desk:why", case.pk) if due else "",
        day=_day(due, at) if due else "",
    )


def _address(page: str, key: int) -> str:
    before, behind = _around(page)
    return f"{before}{key}{behind}"


@cache
def _around(page: str) -> tuple[str, str]:
    """What stands before and behind the key in the address of a page: looked up once, not for each of a hundred."""
    before, _, behind = reverse(page, args=[SOME]).rpartition(str(SOME))
    return before, behind


def _day(due: datetime, at: datetime) -> str:
    """1月8日; with its year where that is another."""
    last, today = due.astimezone(BEIJING), at.astimezone(BEIJING)
    return f"{last:%-m月%-d日}" if last.year == today.year else f"{last:%Y年%-m月%-d日}"


def _left(due: datetime | None, at: datetime, limit: Limit | None, calendar: Calendar) -> tuple[str, str]:
    """State, and the time left in the unit the limit counts in, as the record's own page says it."""
    if due is None:
        return "", ""
    unit, late = unit_of(limit) if limit else "日", due < at
    today, last = at.astimezone(BEIJING).date(), due.astimezone(BEIJING).date()
    left = (last - today).days
    if unit == "个工作日":
        left = calendar.between(today, last).workdays
    elif unit == "小时":
        left = (due - at) // timedelta(hours=1)
    state = "late" if late else "near" if due < at + SOON else ""
    return state, time_left(left, unit, late)


def late_by_unit(post: Post, at: datetime):
    """For those who watch the county: units with late clocks, most first."""
    late = Due.objects.filter(visible(post, "case__"), done=None, due__lt=at)
    return late.values("case__unit__name", "case__unit").annotate(number=Count("pk")).order_by("-number")


def _known(limits: Limits, name: str) -> Limit | None:
    """A clock may run by a limit that this place has dropped since."""
    return limits[name] if name in limits else None  # noqa: SIM401 - an unknown name is refused, not passed over
