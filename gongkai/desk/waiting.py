"""What waits for whom, as queries over every kind of case and its clocks; no room is known here by its name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet, Value

from gongkai.accounts.models import Post
from gongkai.acts import steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.dues import NEVER
from gongkai.acts.models import Case, Due, visible
from gongkai.disclosures import waits
from gongkai.workflow.models import Seat

SOON = timedelta(days=3)
NEAR_AGAIN = timedelta(days=30)
RUNS = Q(done=None, due__lt=NEVER)  # one that stands still until somebody does something has no day


@dataclass(frozen=True)
class Counts:
    """How many of a post's duties are late, due today or within three days, and open in all."""

    late: int
    today: int
    soon: int
    all: int


class Waiting:
    """The cases whose next step is a post's, save those that a route gives to others; those called back; those that
    wait for another step of it (``asks``: its name by case key); and those with a clock of its role that no step of
    the ordinary way would end.
    """

    def __init__(self, post: Post, at: datetime):
        self.post, self.at = post, at
        self._states = _states_before_a_step_of(post)
        self._shared = _shared(post)
        self.asks = _asked_beside_the_state(post)
        self._besides = [*_near_beside_the_way(post, at, self._shared), *self.asks]
        self._given: set[int] = set()
        if Seat.objects.exists():
            self._given = waits.for_others(Case.objects.filter(self._cases()), post, at)

    def cases(self) -> QuerySet[Case]:
        return Case.objects.filter(self._cases()).select_related("unit")

    def dues(self) -> QuerySet[Due]:
        """Every running clock of theirs."""
        rows = self._running().filter(self._asked())
        return rows.exclude(case__in=self._given) if self._given else rows

    def of_others(self) -> QuerySet[Due]:
        """Every running clock of what else the post sees, so of what a route gives to others."""
        mine = self._asked() & ~Q(case__in=self._given) if self._given else self._asked()
        return self._running().exclude(mine)

    def first(self) -> QuerySet[Due]:
        """Of each case the clock that ends first, the soonest on top; none are gone through where nothing waits."""
        return _first(self.dues()) if self.cases().exists() else Due.objects.none()

    def first_of_others(self) -> QuerySet[Due]:
        """The same of what else the post sees."""
        return _first(self.of_others())

    def clockless(self) -> QuerySet[Case]:
        """Those that nothing but order asks for, the oldest first."""
        running = Due.objects.filter(RUNS, case=OuterRef("pk"))
        return self.cases().filter(~Exists(running)).order_by("opened", "pk")

    def kinds(self) -> list[str]:
        """Kinds of case that have any."""
        return list(Case.objects.filter(self._cases()).order_by("kind").values_list("kind", flat=True).distinct())

    def kinds_of_others(self) -> list[str]:
        return list(self.of_others().order_by("case__kind").values_list("case__kind", flat=True).distinct())

    def by_kind(self) -> dict[str, Counts]:
        """Numbers of each kind of case that has any."""
        rows = Case.objects.filter(self._cases()).values_list("kind").annotate(many=Count("pk"))
        if not (whole := dict(rows)):
            return {}
        edges = {"late": self.at, "today": midnight(self.at), "soon": self.at + SOON}
        asked = {name: Count("case", distinct=True, filter=Q(due__lt=edge)) for name, edge in edges.items()}
        near = self.dues().filter(due__lt=edges["soon"]).order_by().values("case__kind").annotate(**asked)
        seen = {kind: some for kind, *some in near.values_list("case__kind", *edges)}
        found = {}
        for kind, many in whole.items():
            late, today, soon = seen.get(kind, (0, 0, 0))
            found[kind] = Counts(late, today - late, soon - today, many)
        return found

    def _running(self) -> QuerySet[Due]:
        """A long list of states is looked up as one word, not one by one."""
        word = Func(F("case__kind"), Value(" "), F("case__status"), template="%(expressions)s", arg_joiner=" || ")
        rows = Due.objects.filter(RUNS, _seen(self.post, self._shared, "case__"))
        return rows.alias(stands=ExpressionWrapper(word, CharField()))

    def _asked(self) -> Q:
        words: dict[bool, list[str]] = {False: [], True: []}
        for kind, states in self._states:
            words[kind.home] += [f"{kind.name} {state}" for state in states]
        at_home = Q(stands__in=words[True], case__unit=self.post.unit_id)
        return Q(stands__in=words[False]) | Q(case__in=self._besides) | at_home

    def _cases(self) -> Q:
        """Conditions on cases that an index of kind, state and unit answers."""
        mine, alike = Q(pk__in=self._besides), defaultdict(list)  # a condition for each kind would cost more to build
        for kind, states in self._states:
            alike[tuple(states), kind.home].append(kind.name)
        for (found, home), names in alike.items():
            mine |= Q(kind__in=names, status__in=found, **({"unit": self.post.unit_id} if home else {}))
        mine &= _seen(self.post, self._shared)
        return mine & ~Q(pk__in=self._given) if self._given else mine


def _first(dues: QuerySet[Due]) -> QuerySet[Due]:
    earlier = Due.objects.filter(RUNS, case=OuterRef("case"))
    earlier = earlier.filter(Q(due__lt=OuterRef("due")) | Q(due=OuterRef("due"), pk__lt=OuterRef("pk")))
    return dues.filter(~Exists(earlier)).select_related("case__unit").order_by("due", "pk")


def next_step(kind: steps.Kind, status: str, role: str) -> steps.Step | None:
    """The step of the ordinary way that a case in this state waits for from this role."""
    waited = [step for step in kind.ahead(status) if step.name not in kind.unhurried and role in step.roles]
    return waited[-1] if waited else None


def midnight(at: datetime) -> datetime:
    """The end of Beijing's day."""
    return (at.astimezone(BEIJING) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _states_before_a_step_of(post: Post) -> list[tuple[steps.Kind, list[str]]]:
    """States from which the ordinary way goes on by a step of this post's role."""
    found = [(kind, [state for state in kind.states if next_step(kind, state, post.role)]) for kind in steps.kinds()]
    return [(kind, states) for kind, states in found if states]


def seen(post: Post) -> Q:
    """Cases that a post may ask the desk about."""
    return _seen(post, _shared(post))


def _seen(post: Post, shared: list[int], prefix: str = "") -> Q:
    found = visible(post, prefix)
    return found | Q(**{f"{prefix}pk__in": shared}) if shared else found


def _shared(post: Post) -> list[int]:
    return [key for kind in steps.kinds() if kind.shared for key in kind.shared(post)]


def _asked_beside_the_state(post: Post) -> dict[int, str]:
    """By the key of a case the step of this post's that it waits for, though its state does not tell."""
    return {
        key: name
        for kind in steps.kinds()
        for name, keys_for in kind.waits.items()
        if post.role in kind.steps[name].roles
        for key in keys_for(post)
    }


def _near_beside_the_way(post: Post, at: datetime, shared: list[int]) -> list[int]:
    """Keys of cases with a clock of this role's that is near, though no step of the ordinary way lies ahead: settled
    ones that are called back, a month before, and those in a state from which that way leads nowhere."""
    recalls, ends = _ways_back()
    mine = Due.objects.filter(_seen(post, shared, "case__"), done=None, role=post.role)
    called = mine.filter(limit__in=recalls, due__lt=at + NEAR_AGAIN).values_list("case", flat=True)
    stuck = mine.filter(due__lt=at + SOON, case__status__in={state for _, state in ends})
    rows = stuck.values_list("case", "case__kind", "case__status")
    return list({*called, *(case for case, kind, state in rows if (kind, state) in ends)})


def _ways_back() -> tuple[set[str], set[tuple[str, str]]]:
    """Limits that call a case back; kinds and states from which the ordinary way leads nowhere, though clocks of
    theirs may run."""
    ends = {
        (kind.name, state)
        for kind in steps.kinds()
        if kind.limits_of and not kind.home
        for state in kind.states
        if not kind.ahead(state)
    }
    return {name for kind in steps.kinds() for name in kind.recalls}, ends
