"""What is due, for whom: one list over every kind of case, soonest legal risk first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q
from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts import steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.dues import NEVER
from gongkai.acts.models import Case, Due
from gongkai.disclosures import waits
from gongkai.law.limits import Limit
from gongkai.look.words import time_left, unit_of

SHOWN, SHOWN_OTHERS = 100, 40
SOON = timedelta(days=3)
NEAR_AGAIN = timedelta(days=30)
RESTS = "暂停计时"


@dataclass(frozen=True)
class Duty:
    """One thing to do. ``due`` is None where nothing but order asks for it; ``state`` is late, near or empty."""

    key: int
    title: str
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


@dataclass(frozen=True)
class Counts:
    """How many of a post's duties are late, due today or within three days, and open in all."""

    late: int
    today: int
    soon: int
    all: int


def mine(post: Post, at: datetime) -> list[Duty]:
    """Cases that wait for a step this post may take, those with a clock first, the soonest on top."""
    soonest = F("due_first").asc(nulls_last=True)
    return _duties(_waiting(post, at).order_by(soonest, "opened")[:SHOWN], post, at)


def of_unit(post: Post, at: datetime) -> list[Duty]:
    """Open clocks of everything this post sees that wait for somebody else, the soonest on top."""
    cases = _with_due(Case.objects.visible_to(post)).filter(due_first__isnull=False, due_first__lt=at + NEAR_AGAIN)
    return _duties(
        cases.exclude(_steps_of(post) | _called_back(post, at)).order_by("due_first")[:SHOWN_OTHERS], post, at
    )


def counts(post: Post, at: datetime) -> Counts:
    """Numbers over what waits for this post; the same rows as ``mine`` without its cut."""
    waiting = _waiting(post, at)
    midnight = (at.astimezone(BEIJING) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return Counts(
        late=waiting.filter(due_first__lt=at).count(),
        today=waiting.filter(due_first__gte=at, due_first__lt=midnight).count(),
        soon=waiting.filter(due_first__gte=midnight, due_first__lt=at + SOON).count(),
        all=waiting.count(),
    )


def _waiting(post: Post, at: datetime):
    """Cases whose next step is this post's, save those that a route gives to others; and those called back."""
    waiting = Case.objects.visible_to(post).filter(_steps_of(post) | _called_back(post, at))
    return _with_due(waiting.exclude(pk__in=waits.for_others(waiting, post, at)))


def _called_back(post: Post, at: datetime) -> Q:
    """Settled cases that this post is to look at again, once the day is near."""
    limits = [name for kind in steps.kinds() for name in kind.recalls]
    near = Due.objects.filter(limit__in=limits, done=None, due__lt=at + NEAR_AGAIN, role=post.role)
    return Q(pk__in=near.values("case"))


def _with_due(cases):
    """With the soonest clock that runs; one that stands still until somebody does something has no day."""
    running = Q(dues__done=None, dues__due__lt=NEVER)
    return cases.select_related("unit").annotate(due_first=Min("dues__due", filter=running))


def _steps_of(post: Post) -> Q:
    """States from which the ordinary way goes on by a step of this post's role."""
    found = Q(pk=None)
    for kind in steps.kinds():
        states = [state for state in kind.states if _next(kind, state, post)]
        if states:
            at_home = {"unit": post.unit_id} if kind.home else {}
            found |= Q(kind=kind.name, status__in=states, **at_home)
    return found


def _next(kind: steps.Kind, status: str, post: Post) -> steps.Step | None:
    """The step of the ordinary way that a case in this state waits for from this post."""
    waited = [step for step in kind.ahead(status) if step.name not in kind.unhurried and post.role in step.roles]
    return waited[-1] if waited else None


def _duties(cases: Iterable[Case], post: Post, at: datetime) -> list[Duty]:
    rows, limits = list(cases), shelf.here()
    dues = Due.objects.filter(case__in=rows, done=None).order_by("-due")
    open_dues = list(dues.values_list("case_id", "limit", "due"))
    first = {case: limits[name] for case, name, due in open_dues if name in limits and due < NEVER}
    resting = {case for case, _, due in open_dues if due >= NEVER}
    return [_duty(case, post, at, first.get(case.pk), case.pk in resting) for case in rows]


def _duty(case: Case, post: Post, at: datetime, limit: Limit | None, resting: bool) -> Duty:
    kind, due = case.kind_of, getattr(case, "due_first")  # noqa: B009 - annotated by the query
    ahead = _next(kind, case.status, post) or next(iter(kind.ahead(case.status)), None)
    if limit and limit.name in kind.recalls:
        ahead = kind.steps[kind.recalls[limit.name]]
    state, left = _left(due, at, limit)
    return Duty(
        key=case.pk,
        title=case.title,
        kind=kind.label,
        unit=case.unit.name,
        status=case.status_label,
        step=ahead.label if ahead else "",
        url=reverse(kind.url, args=[case.pk]),
        due=due,
        state=state,
        left=left or (RESTS if resting else ""),
        why=reverse("desk:why", args=[case.pk]) if due else "",
        day=_day(due, at) if due else "",
    )


def _day(due: datetime, at: datetime) -> str:
    """1月8日; with its year where that is another."""
    last, today = due.astimezone(BEIJING), at.astimezone(BEIJING)
    return f"{last:%-m月%-d日}" if last.year == today.year else f"{last:%Y年%-m月%-d日}"


def _left(due: datetime | None, at: datetime, limit: Limit | None) -> tuple[str, str]:
    """State, and the time left in the unit the limit counts in, as the record's own page says it."""
    if due is None:
        return "", ""
    unit, late = unit_of(limit) if limit else "日", due < at
    today, last = at.astimezone(BEIJING).date(), due.astimezone(BEIJING).date()
    left = (last - today).days
    if unit == "个工作日":
        left = shelf.calendar().between(today, last).workdays
    elif unit == "小时":
        left = (due - at) // timedelta(hours=1)
    state = "late" if late else "near" if due < at + SOON else ""
    return state, time_left(left, unit, late)


def late_by_unit(post: Post, at: datetime):
    """For those who watch the county: units with late clocks, most first."""
    late = Due.objects.filter(done=None, due__lt=at, case__in=Case.objects.visible_to(post))
    return late.values("case__unit__name", "case__unit").annotate(number=Count("pk")).order_by("-number")
