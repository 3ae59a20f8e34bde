"""The step table of a kind of case: transitions, roles, reviews and separation of duties are read off it alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gongkai.accounts.models import Role


@dataclass(frozen=True)
class Step:
    """One step. ``past`` is its word in the trail and in limits; ``frm`` empty means it opens the case; ``to`` None
    that the state stays.

    ``needs``: earlier steps whose last act must hold for the very content that stands now. ``not_by``: steps whose
    last doer may not do this one. ``binds``: the act keeps the hash of what was read. ``says_why``: words of the doer
    are compulsory. ``asks``: it has a form of its own. ``restarts``: clocks begin anew. ``afar``: the doer may stand
    outside the case's unit (who asks another unit opens a case of that unit). ``follows``: nobody takes it by hand; it
    follows from another act, whose doer it then names, or from a date or a visitor, and names nobody.
    ``tells(case, take)`` gives plain data that the act keeps.
    ``checks`` and ``then`` get (cases, takes): checks return reasons by case key; ``then``, which also gets the acts,
    is what happens with the step, in the same transaction.
    """

    name: str
    past: str
    label: str
    frm: tuple[str, ...]
    to: str | None
    roles: frozenset[Role]
    cite: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    binds: bool = False
    says_why: bool = False
    asks: bool = False
    restarts: bool = False
    afar: bool = False
    follows: bool = False
    tells: Callable | None = None
    checks: tuple[Callable, ...] = ()
    then: Callable | None = None

    @property
    def opens(self) -> bool:
        return not self.frm


@dataclass(frozen=True)
class Kind:
    """A kind of case: its table of steps, the words for its states, and the limits its clocks keep.

    ``path``: the steps of the ordinary way, in order, as the record's task list shows them. ``limits_of(cases)`` gives
    the limits (``law.deadlines.Limit``) that run for each case, by key; ``due_role`` says whose desk a running clock
    belongs on (default: the unit's proposer); ``url`` names the record's page. ``detours``: steps beside the path that
    move on a state the path does not know, and wait on a desk like its own; ``instead``: a step of the path and the
    one that may stand in its place. ``beside(case, step, post, at)`` gives the cases that take a step together with a
    case. ``unhurried`` are steps of the path that wait on nobody's desk; ``settled`` are the states in which those with
    no part in the work may read a case (default: all). ``recalls``: limits that call a case back to the desk of their
    role when they are near, and the step they ask for. ``home``: assessors and other onlookers who take its steps see
    the cases of their very unit, in every state, and no other; the steps wait on desks at that unit alone.
    ``apart(post)``: keys of those of its unit that are not for it all the same, as a query. ``sealed``: what of a case
    is kept under seal, with its word; each look at it is kept. ``waits``: steps for which cases wait though their
    state does not tell, each with a function of the post that gives the keys of these. ``shared(post)``: keys of cases
    of other units that are this post's to see to as well.
    """

    name: str
    label: str
    steps: dict[str, Step]
    states: dict[str, str]
    path: tuple[str, ...] = ()
    due_role: dict[str, Role] = field(default_factory=dict)
    limits_of: Callable | None = None
    beside: Callable | None = None
    url: str = ""
    detours: tuple[str, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)
    unhurried: frozenset[str] = frozenset()
    settled: frozenset[str] | None = None
    recalls: dict[str, str] = field(default_factory=dict)
    home: bool = False
    apart: Callable | None = None
    sealed: dict[str, str] = field(default_factory=dict)
    waits: dict[str, Callable] = field(default_factory=dict)
    shared: Callable | None = None

    def ahead(self, status: str) -> list[Step]:
        """Steps of the path, or beside it, that move a case on from this state."""
        return [
            step
            for step in map(self.steps.get, (*self.path, *self.detours))
            if step and status in step.frm and step.to != status
        ]

    def handled_by(self, role: str) -> bool:
        """Whether some step of the table is this role's."""
        return any(role in step.roles for step in self.steps.values())

    def past_of(self, step: str) -> str:
        return self.steps[step].past


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Makes a kind known; called once, from the room's app config."""
    _KINDS[kind.name] = kind
    return kind


def kind(name: str) -> Kind:
    return _KINDS[name]


def kinds() -> Iterable[Kind]:
    return _KINDS.values()


def after(*what: Callable) -> Callable:
    """Several things that happen with a step, in this order."""

    def then(cases, takes, acts) -> None:
        for one in what:
            one(cases, takes, acts)

    return then


def table(*steps: Step) -> dict[str, Step]:
    """A step table by name; a name written twice is refused."""
    names = [step.name for step in steps]
    if len(set(names)) != len(names):
        raise ValueError("步骤表里有同名步骤")
    return {step.name: step for step in steps}
