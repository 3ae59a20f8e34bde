"""What a case's page shows beside the thing itself: its stations, and the ways on from here with their reasons."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import NotYourRole, Refused, SameHands, Unready
from gongkai.acts.steps import Step
from gongkai.acts.taking import Take, allow


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
    for name in case.kind_of.path:
        step, act = steps[name], done.get(name)
        if act and step.binds and act.content != case.content:
            act = None
        ready = case.status in step.frm and not now_seen and not (act and case.status == step.to)
        state = "now" if ready else "done" if act else "later"
        now_seen = now_seen or state == "now"
        shown.append(Station(step, state, act if state == "done" else None))
    return shown


def next_steps(case: Case, post: Post, at: datetime) -> list[Way]:
    """Ways on that concern this post: those it can go, and those only something curable bars."""
    ways = []
    for step in case.kind_of.steps.values():
        if case.status in step.frm and post.role in step.roles:
            reasons, whose = _why_not(case, step, post, at)
            if not whose:
                ways.append(Way(step, reasons))
    return ways


def why_not(case: Case, step: Step, post: Post, at: datetime) -> list[str]:
    """Reasons, in words, why this post could not do the step now; empty if it could."""
    return _why_not(case, step, post, at)[0]


def _why_not(case: Case, step: Step, post: Post, at: datetime) -> tuple[list[str], bool]:
    """Reasons, and whether they lie in who asks (then nothing on the page would cure them)."""
    try:
        allow(step, [Take(case, post, at, words="…", only_asks=True)])
    except Unready as refusal:
        return refusal.reasons, False
    except Refused as refusal:
        return [str(refusal)], isinstance(refusal, NotYourRole | SameHands)
    return [], False
