"""What a case's page shows beside the thing itself: its stations, and the ways on from here with their reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts import sitting
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import NotYourRole, Refused, SameHands, Unready
from gongkai.acts.steps import Step
from gongkai.acts.taking import Take, allow

Beside = Callable[[Step], list[Case]]


@dataclass(frozen=True)
class Station:
    """One stop of the ordinary way: ``state`` is done, now or later; ``act`` is who did it and when."""

    step: Step
    state: str
    act: Act | None


@dataclass(frozen=True)
class Way:
    """A step that starts from here, for one post. ``reasons`` empty: it can be done."""

    step: Step
    reasons: list[str]

    @property
    def open(self) -> bool:
        return not self.reasons


def stations(case: Case) -> list[Station]:
    """The kind's ordinary way with what of it has been done since the clocks last began, and still holds."""
    steps = case.kind_of.steps
    trail = list(Act.objects.filter(case=case).select_related("person").order_by("number"))
    begun = max((act.number for act in trail if steps[act.step].restarts), default=0)
    done = {act.step: act for act in trail if act.number > begun}
    shown, now_seen = [], False
    instead, fallen = case.kind_of.instead, _fallen(case, done)
    for name in case.kind_of.path:
        step, act = steps[name], done.get(name) or done.get(instead.get(name, ""))
        if act and act.step in fallen:
            act = None
        starts = {*step.frm, *(steps[instead[name]].frm if name in instead and case.status not in step.frm else ())}
        ready = case.status in starts and not now_seen and not (act and case.status == step.to)
        ready = ready and not (act and name in instead and act.step == instead[name])
        state = "now" if ready else "done" if act else "later"
        now_seen = now_seen or state == "now"
        shown.append(Station(step, state, act if state == "done" else None))
    return shown


def _fallen(case: Case, done: dict[str, Act]) -> set[str]:
    """Steps that were bound to what has changed since; not those on which a later one of the path rests that stands."""
    steps, rested, fallen = case.kind_of.steps, set[str](), set[str]()
    for act in sorted(done.values(), key=lambda act: -act.number):
        if steps[act.step].binds and act.content != case.content and act.step not in rested:
            fallen.add(act.step)
        elif act.step in case.kind_of.path:
            rested |= set(steps[act.step].needs)
    return fallen


@sitting.holding()
def next_steps(case: Case, post: Post, at: datetime, beside: Beside = lambda step: []) -> list[Way]:
    """Ways on that concern this post: those it can go, and those only something curable bars.

    ``beside(step)``: cases that take the step together with this one.
    """
    ways = []
    for step in case.kind_of.steps.values():
        if case.status in step.frm and post.role in step.roles:
            reasons, whose = _why_not(case, step, post, at, beside)
            if not whose:
                ways.append(Way(step, reasons))
    return ways


def why_not(case: Case, step: Step, post: Post, at: datetime, beside: Beside = lambda step: []) -> list[str]:
    """Reasons, in words, why this post could not do the step now; empty if it could."""
    return _why_not(case, step, post, at, beside)[0]


def _why_not(case: Case, step: Step, post: Post, at: datetime, beside: Beside) -> tuple[list[str], bool]:
    """Reasons, and whether they lie in who asks (then nothing on the page would cure them)."""
    try:
        allow(step, [Take(one, post, at, words="…", only_asks=True) for one in (case, *beside(step))])
    except Unready as refusal:
        return refusal.reasons, False
    except Refused as refusal:
        return [str(refusal)], isinstance(refusal, NotYourRole | SameHands)
    return [], False
