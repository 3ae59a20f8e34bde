"""Taking a step: one path for one case and for a hundred thousand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import chain, dues, rows, sitting, steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case, Remark
from gongkai.acts.refusals import NotReviewed, NotYourRole, Overtaken, SameHands, Unready, WrongState
from gongkai.look.words import titled

CHUNK = 400  # cases asked for in one statement; SQLite binds at most some tens of thousands of values


@dataclass
class Take:
    """One act to be done. ``at`` is the clock's moment, ``effective`` (default ``at``) when it legally happened.
    ``follows``: it is done in the train of another act, of a date or of a visitor (then ``by`` is None).

    ``words`` are the doer's own words and are sealed; ``detail`` is plain data that anybody who sees the trail may see;
    ``read`` is the hash of the content the doer had on the screen; ``only_asks`` that nothing is to be done yet, so
    what a form would still bring is not missed.
    """

    case: Case
    by: Post | None
    at: datetime
    effective: datetime | None = None
    ground: str = ""
    words: str = ""
    detail: dict = field(default_factory=dict)
    read: str | None = None
    only_asks: bool = False
    follows: bool = False


@dataclass
class Opening:
    """A case to be opened with the first step of its kind; arguments as in ``Take``."""

    unit: Unit
    title: str
    by: Post | None
    at: datetime
    effective: datetime | None = None
    ground: str = ""
    words: str = ""
    detail: dict = field(default_factory=dict)
    follows: bool = False


def open_many(
    kind_name: str, step_name: str, openings: list[Opening], room: Callable[[list[Case]], None]
) -> list[Case]:
    """Opens cases, in the given order, each with its first act. All or none.

    ``room`` writes the room's own rows for the fresh cases, before anything reads them.
    """
    step = _step(kind_name, step_name)
    if not step.opens:
        raise WrongState(f"“{step.label}”不是开头的一步，不能用它新建事项")
    for opening in openings:
        _doer(step, opening, opening.unit.pk)
    with transaction.atomic(), sitting.settled():
        said = {"kind": kind_name, "status": step.to}
        cases = [rows.made(Case, said | {"title": o.title, "opened": o.at}, unit=o.unit) for o in openings]
        rows.insert(cases)
        sitting.opened(cases)
        room(cases)
        takes = [
            Take(case, o.by, o.at, o.effective, o.ground, o.words, o.detail, follows=o.follows)
            for case, o in zip(cases, openings, strict=True)
        ]
        _carry_out(kind_name, step, cases, takes)
    return cases


def take_many(kind_name: str, step_name: str, takes: list[Take]) -> list[Act]:
    """Does one step to many cases. All or none.

    Raises ``NotYourRole``, ``WrongState``, ``SameHands``, ``NotReviewed``, ``Unready`` or ``Overtaken``; then nothing
    was written. Each case may stand in ``takes`` once. The instances in ``takes`` are brought up to date.
    """
    step = _step(kind_name, step_name)
    with transaction.atomic(), sitting.settled():
        cases = _as_they_stand([take.case for take in takes])
        _allow(step, cases, takes)
        acts = _carry_out(kind_name, step, cases, takes)
    for take, case in zip(takes, cases, strict=True):
        take.case.status, take.case.length, take.case.head = case.status, case.length, case.head
    return acts


def allow(step: steps.Step, takes: list[Take]) -> None:
    """Raises what ``take_many`` would raise for these cases as they stand in the hand; writes nothing."""
    _allow(step, [take.case for take in takes], takes)


def _step(kind_name: str, step_name: str) -> steps.Step:
    return steps.kind(kind_name).steps[step_name]


def _as_they_stand(given: list[Case]) -> list[Case]:
    keys = [case.id for case in given]
    if len(set(keys)) != len(keys):
        raise WrongState("同一事项在一批里出现了两次，请去掉重复的再办")
    found = sitting.cases(keys)
    cases = Case.objects.all()
    if connection.features.has_select_for_update and len(keys) == 1:
        cases = cases.select_for_update(of=("self",))
    for some in _chunks([key for key in keys if key not in found]):
        found |= cases.in_bulk(some)
    return [found[key] for key in keys]


def _chunks(keys: list) -> Iterable[list]:
    return (keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK))


@sitting.holding()
def _allow(step: steps.Step, cases: list[Case], takes: list[Take]) -> None:
    for case, take in zip(cases, takes, strict=True):
        _doer(step, take, case.unit_id)
        if case.status not in step.frm:
            raise WrongState(_where_it_stands(case, step))
        if take.read is not None and take.read != case.content:
            raise NotReviewed(f"{titled(case.title)}在您打开之后又改过，请看过新的内容再办“{step.label}”")
        if step.says_why and not take.words.strip():
            raise Unready([f"“{step.label}”要写明理由，请填写后再办"])
        if take.effective and take.effective > take.at:
            raise WrongState("实际发生的时间不能晚于现在，请核对")
    if step.needs or step.not_by:
        _hold(step, cases, takes)
    for check in step.checks:
        found = check(cases, takes) or {}
        if reasons := [_of(case, reason, cases) for case in cases for reason in found.get(case.id, ())]:
            raise Unready(reasons)


def _of(case: Case, reason: str, cases: list[Case]) -> str:
    """Of many, a reason says whose it is."""
    return reason if len(cases) == 1 or case.title in reason else f"{titled(case.title)}：{reason}"


def _doer(step: steps.Step, how: Take | Opening, unit_key: int) -> None:
    """Who takes a step by hand holds a role of it, that day, over that unit; what follows asks nobody."""
    if step.follows and how.follows:
        return
    if how.by is None:
        raise NotYourRole(f"“{step.label}”要由一个岗位办理")
    _held(how.by, how.at)
    _role(step, how.by, unit_key)


def _held(post: Post, at: datetime) -> None:
    if not post.held_on(at.astimezone(BEIJING).date()):
        raise NotYourRole(f"{post} 在这一天不任此岗，请换用现任岗位")


def ask_role(step: steps.Step, post: Post) -> None:
    """Raises ``NotYourRole`` where the post does not hold a role of the step."""
    if post.role not in step.roles:
        wanted = "、".join(Role(role).label for role in sorted(step.roles))
        wanted = wanted or "系统随另一步"
        raise NotYourRole(f"“{step.label}”由{wanted}办理，您的岗位是{Role(post.role).label}")


def _role(step: steps.Step, post: Post, unit_key: int) -> None:
    ask_role(step, post)
    keys = None if step.afar else post.unit_keys()
    if keys is not None and unit_key not in keys:
        raise NotYourRole(f"这一事项不归{post.unit.name}办理")


def _where_it_stands(case: Case, step: steps.Step) -> str:
    last = Act.objects.filter(case=case).select_related("person").order_by("-number").first()
    done = case.kind_of.steps[last.step].label if last else ""
    who = last.person.name if last and last.person else "系统"
    when = last.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if last else ""
    return f"{titled(case.title)}现在是“{case.status_label}”，不能“{step.label}”。上一步：{who}于{when}办了“{done}”"


def _hold(step: steps.Step, cases: list[Case], takes: list[Take]) -> None:
    last = _last_acts(cases, {*step.needs, *step.not_by})
    table = cases[0].kind_of.steps
    for case, take in zip(cases, takes, strict=True):
        for name in step.needs:
            act = last.get((case.id, name))
            if act is None:
                raise NotReviewed(f"{titled(case.title)}还没有“{table[name].label}”，不能“{step.label}”")
            if table[name].binds and act[1] != case.content:
                raise NotReviewed(
                    f"{titled(case.title)}在“{table[name].label}”之后内容改过，须重新“{table[name].label}”"
                )
        for name in step.not_by:
            act = last.get((case.id, name))
            if act is not None and take.by and act[0] == take.by.person_id:
                raise SameHands(f"{titled(case.title)}的“{table[name].label}”是您办的，“{step.label}”须由另一人办理")


def _last_acts(cases: list[Case], names: set[str]) -> dict[tuple[int, str], tuple[int | None, str]]:
    """(case, step) → (person, content) of the last such act of each case."""
    known = sitting.trails(case.id for case in cases)
    last = {(key, act.step): (act.person_id, act.content) for key, trail in known.items() for act in trail}
    for some in _chunks([case.id for case in cases if case.id not in known]):
        acts = Act.objects.filter(case__in=some, step__in=names).order_by("case_id", "number")
        for case, step, person, content in acts.values_list("case_id", "step", "person_id", "content"):
            last[case, step] = (person, content)
    return last


def _carry_out(kind_name: str, step: steps.Step, cases: list[Case], takes: list[Take]) -> list[Act]:
    salts = [chain.new_salt() if take.words else "" for take in takes]
    acts = [_act(step, case, take, salt) for case, take, salt in zip(cases, takes, salts, strict=True)]
    _move(cases, acts)
    rows.insert(acts)
    sitting.done(acts)
    _keep_words(acts, takes, salts)
    if step.then:
        step.then(cases, takes, acts)
    dues.recompute(kind_name, cases, step)
    return acts


def _act(step: steps.Step, case: Case, take: Take, salt: str) -> Act:
    said = {
        "case_id": case.id,
        "number": case.length + 1,
        "step": step.name,
        "frm": case.status if case.length else "",
        "to": step.to or case.status,
        "person_id": take.by.person_id if take.by else None,
        "post_id": take.by.id if take.by else None,
        "at": take.at,
        "effective": take.effective or take.at,
        "ground": take.ground or ",".join(step.cite),
        "content": case.content if step.binds else "",
        "detail": take.detail | (step.tells(case, take) if step.tells else {}),
        "words": chain.salted(take.words, salt) if take.words else "",
        "prev": case.head or chain.FIRST,
    }
    act = rows.made(Act, said)
    act.hash = chain.digest(act)
    return act


def _move(cases: list[Case], acts: list[Act]) -> None:
    """A conditional UPDATE of each case: whoever comes second changes no row and is told."""
    moves = [
        (act.to, act.number, act.hash, case.id, case.length, case.version)
        for act, case in zip(acts, cases, strict=True)
    ]
    moved = rows.change(Case, ["status", "length", "head"], ["id", "length", "version"], moves)
    if moved != len(moves):
        raise Overtaken(_who_was_first(cases))
    for act, case in zip(acts, cases, strict=True):
        case.status, case.length, case.head = act.to, act.number, act.hash


def _who_was_first(cases: list[Case]) -> str:
    now_at = dict(Case.objects.filter(pk__in=[case.id for case in cases[:CHUNK]]).values_list("pk", "length"))
    beaten = next((case for case in cases if now_at.get(case.id) != case.length), cases[0])
    act = Act.objects.filter(case=beaten).select_related("person").order_by("-number").first()
    who = act.person.name if act and act.person else "另一人"
    what = beaten.kind_of.steps[act.step].label if act else "修改"
    return f"{titled(beaten.title)}刚刚由{who}办了“{what}”，您的这一步没有生效，请刷新后再看"


def _keep_words(acts: list[Act], takes: list[Take], salts: list[str]) -> None:
    said = [
        Remark(act=act, text=take.words, salt=salt)
        for act, take, salt in zip(acts, takes, salts, strict=True)
        if take.words
    ]
    if said:
        Remark.objects.bulk_create(said, batch_size=CHUNK)
