"""Drafting a plan: its head, the upper papers with what they ask for, its lines one by one (BW-6.1.3, SQ-0).

Lines are kept apart: two people who write different lines both keep what they wrote; who saves over what somebody else
saved meanwhile is told.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Max

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.look.words import titled
from gongkai.plans.models import Demand, Line, Part, Party, Plan, Task, Upper
from gongkai.vault.sealed import digest

EDITABLE = ("drafted", "returned")


@dataclass
class Head:
    """What is told of the plan itself."""

    title: str
    year: int
    goal: str
    measure: str
    topic: Topic
    inspection: date | None = None
    acceptance: date | None = None


@dataclass
class Said:
    """One line as it is written. ``unknown`` as in ``Line``; ``carried`` the task that it goes on with."""

    says: str
    due: date | None = None
    place: str = ""
    goal: str = ""
    measure: str = ""
    output: str = ""
    topic: Topic | None = None
    leads: list[Unit] = field(default_factory=list)
    joints: list[Unit] = field(default_factory=list)
    unknown: list[list[str]] = field(default_factory=list)
    serves: list[Demand] = field(default_factory=list)
    carried: Task | None = None


WORDS = ("says", "due", "place", "goal", "measure", "output", "topic", "unknown", "carried")


def open_plan(unit: Unit, head: Head, by: Post, at: datetime) -> Plan:
    """Opens the case of a plan without lines."""
    made: list[Plan] = []

    def room(cases: list[Case]) -> None:
        made.append(Plan.objects.create(case=cases[0], **_head(head)))

    open_many("plan", "draft", [Opening(unit, head.title, by, at, detail={"says": f"{head.year}年"})], room)
    _hash(made[0])
    return made[0]


def save_head(plan: Plan, head: Head, by: Post, seen: str) -> None:
    """Raises ``StaleDraft`` where the head was saved since it stood as ``seen`` says, ``WrongState`` once it is out."""
    with writing(plan, by) as found:
        if seen != head_stamp(found):
            raise _stale("计划的概况")
        Plan.objects.filter(pk=plan.pk).update(**_head(head))
        Case.objects.filter(pk=plan.pk).update(title=head.title)


def save_line(plan: Plan, line: Line | None, said: Said, by: Post, seen: str = "") -> Line:
    """Sets a line, or adds one behind the others. Raises as ``save_head``."""
    with writing(plan, by):
        if line is not None:
            line = plan.lines.select_for_update().filter(pk=line.pk).first()
            if line is None or seen != line_stamp(line):
                raise _stale("这一条")
        else:
            line = Line(plan=plan, number=_next(plan))
        _put(line, said, by)
    return line


def add_lines(plan: Plan, said: list[Said], by: Post) -> list[Line]:
    """Adds lines behind the others. All or none."""
    with writing(plan, by):
        first = _next(plan)
        lines = [Line(plan=plan, number=first + place) for place in range(len(said))]
        for line, one in zip(lines, said, strict=True):
            _put(line, one, by)
    return lines


def drop_line(plan: Plan, line: Line, by: Post) -> None:
    with writing(plan, by):
        line.delete()
        for place, one in enumerate(plan.lines.order_by("number"), start=1):
            Line.objects.filter(pk=one.pk).exclude(number=place).update(number=place)


def add_upper(plan: Plan, upper: Upper, demands: list[tuple[str, str]], by: Post) -> Upper:
    """``demands`` are (paragraph, words); of a plan of this house its own lines are taken."""
    with writing(plan, by):
        upper.plan = plan
        upper.save()
        if upper.own is not None:
            demands = [(line.place or f"第{line.number}条", line.says[:300]) for line in upper.own.lines.all()]
        Demand.objects.bulk_create(Demand(upper=upper, place=place[:40], says=says[:300]) for place, says in demands)
    return upper


def drop_upper(plan: Plan, upper: Upper, by: Post) -> None:
    with writing(plan, by):
        upper.delete()


@contextmanager
def writing(plan: Plan, by: Post) -> Iterator[Plan]:
    """The draft with nobody else writing to it; when the block ends it is hashed and counts one save more."""
    ask_writer(plan, by)
    with transaction.atomic():
        cases = Case.objects.filter(pk=plan.pk)
        case = (cases.select_for_update() if connection.features.has_select_for_update else cases).get()
        _ask_editable(case)
        yield Plan.objects.select_related("case").get(pk=plan.pk)
        _hash(plan)


def ask_writer(plan: Plan, by: Post) -> None:
    """Raises ``NotYourRole`` for who does not write it, ``WrongState`` once it is out of their hands."""
    if not writes(plan, by):
        raise NotYourRole(f"{titled(plan.case.title)}由{plan.case.unit.name}起草，您可以查看，不能修改")
    _ask_editable(plan.case)


def may_write(plan: Plan, post: Post) -> bool:
    return writes(plan, post) and plan.case.status in EDITABLE


def writes(plan: Plan, post: Post) -> bool:
    keys = post.unit_keys()
    return post.role in plan.case.kind_of.steps["draft"].roles and (keys is None or plan.case.unit_id in keys)


def head_stamp(plan: Plan) -> str:
    """What the head said when it was opened for writing."""
    return _stamp((plan.case.title, *_words_of(plan)))


def line_stamp(line: Line) -> str:
    return _stamp(_line_words(line))


def content(plan: Plan) -> str:
    """The hash of all that the plan says: what a leader approves."""
    lines = plan.lines.order_by("number").prefetch_related("parties", "serves")
    uppers = [
        (one.title, one.number, one.record_id, one.own_id, [(d.place, d.says) for d in one.demands.all()])
        for one in plan.uppers.prefetch_related("demands")
    ]
    return digest(repr((plan.case.title, _words_of(plan), uppers, [_line_words(one) for one in lines])))


def _ask_editable(case: Case) -> None:
    if case.status not in EDITABLE:
        raise WrongState(f"{titled(case.title)}现在是“{case.status_label}”，不能修改；要改的请先退回")


def _head(head: Head) -> dict:
    names = ("year", "goal", "measure", "topic", "inspection", "acceptance")
    return {name: getattr(head, name) for name in names}


def _words_of(plan: Plan) -> tuple:
    return (plan.year, plan.goal, plan.measure, plan.topic_id, plan.inspection, plan.acceptance)


def _line_words(line: Line) -> tuple:
    parties = sorted((one.sort, one.unit_id) for one in line.parties.all())
    words = (line.number, line.place, line.says, line.goal, line.measure, line.output, line.due, line.topic_id)
    return (*words, line.unknown, line.carried_id, parties, sorted(one.pk for one in line.serves.all()))


def _put(line: Line, said: Said, by: Post) -> None:
    for name in WORDS:
        setattr(line, name, getattr(said, name))
    line.saved_by = by.person
    line.save()
    line.parties.all().delete()
    leads = list(dict.fromkeys(said.leads))
    joints = [one for one in dict.fromkeys(said.joints) if one not in leads]
    Party.objects.bulk_create(
        Party(line=line, unit=unit, sort=sort)
        for sort, units in ((Part.LEAD, leads), (Part.JOINT, joints))
        for unit in units
    )
    line.serves.set(said.serves)


def _next(plan: Plan) -> int:
    return (plan.lines.aggregate(last=Max("number"))["last"] or 0) + 1


def _hash(plan: Plan) -> None:
    fresh = Plan.objects.select_related("case").get(pk=plan.pk)
    told = content(fresh)
    Case.objects.filter(pk=plan.pk).update(content=told, version=F("version") + 1)
    plan.case.refresh_from_db()


def _stamp(words: tuple) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()[:16]


def _stale(what: str) -> StaleDraft:
    return StaleDraft(f"另一人在您打开以后保存过{what}。您写的还在，请对照现在的内容再保存")
