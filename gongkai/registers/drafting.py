"""Writing a list: opening it, putting rows into its draft revision one by one or a sheet at once, taking them back out.

Rows are kept apart: two people who write different rows of one draft both keep what they wrote; who saves a row that
somebody else saved meanwhile is told and loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts import rows
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, StaleDraft, Unready, WrongState
from gongkai.acts.taking import CHUNK, Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.look.words import titled
from gongkai.registers import cells, content
from gongkai.registers.models import Change, Line, Register, Revision
from gongkai.registers.vocabulary import ENTERS, GROUNDED, LEAVES, Kind

EDITABLE = ("draft", "returned")


@dataclass
class Founding:
    """A list to be opened for a unit: who opens it, when; ``effective_on`` is the day its first revision holds from."""

    unit: Unit
    type: str
    topic: Topic
    effective_on: date
    by: Post
    at: datetime


@dataclass
class Writing:
    """One row as somebody writes it: ``said`` are its cells in written form (``cells.read``) by field.

    ``line`` is the row it is about (None: a new one), ``seen`` what that row said when it was opened (``stamp``; None:
    whatever it says now is replaced).
    """

    said: dict[str, str]
    kind: str
    basis: str = ""
    withheld: str = ""
    line: Line | None = None
    seen: str | None = None


def open_registers(foundings: list[Founding]) -> list[Register]:
    """Opens lists with an empty first revision. All or none. ``WrongState`` where a unit has one of that kind."""
    for one in foundings:
        if Register.objects.filter(unit=one.unit, type=one.type).exists():
            raise WrongState(f"{one.unit.name}已经有这种清单，请在原来的清单里变动")
    made: list[Register] = []
    openings = [Opening(one.unit, _title(one), one.by, one.at) for one in foundings]
    open_many("register", "form", openings, lambda cases: made.extend(_found(cases, foundings)))
    return made


def save_rows(register: Register, writings: list[Writing], by: Post, at: datetime) -> list[Change]:
    """Puts rows into the draft revision: the same for one as for a whole sheet. All or none.

    Raises ``StaleDraft`` if a row was saved by somebody else since it was opened, ``Unready`` with what is wrong in a
    row, ``WrongState`` if the list is under review or public, ``NotYourRole`` for a post that does not write for it.
    """
    ask_writer(register, by)
    with transaction.atomic():
        revision = _locked(register)
        _know_again(register, writings)
        standing = _standing(revision, [writing.line for writing in writings if writing.line])
        _ask(register, writings, standing)
        changes = [_change(register, revision, writing, standing, by, at) for writing in writings]
        _put(changes)
        _move_on(register, revision)
    return changes


def take_out(register: Register, change: Change, by: Post, at: datetime) -> None:
    """Takes a row back out of the draft; what the list said of it before holds again."""
    ask_writer(register, by)
    with transaction.atomic():
        revision = _locked(register)
        change.delete()
        Line.objects.filter(pk=change.line.pk, live=None, changes=None).delete()
        _move_on(register, revision)


def head(register: Register, effective_on: date, note: str, seen: str, by: Post, at: datetime) -> None:
    """Sets the day a revision holds from, and what the public is told besides; ``seen`` is ``content.head_stamp`` of
    what stood there when it was opened. Raises as ``save_rows``."""
    ask_writer(register, by)
    with transaction.atomic():
        revision = _locked(register)
        if content.head_stamp(revision) != seen:
            said = f"施行日期{revision.effective_on}，说明“{revision.note}”"
            raise StaleDraft(f"在您打开之后，另一人把它改成了：{said}。请核对后再保存")
        revision.effective_on, revision.note = effective_on, note.strip()
        revision.saved_by_id, revision.saved = by.person_id, at
        revision.save(update_fields=["effective_on", "note", "saved_by", "saved"])
        _move_on(register, revision)


def start_revision(cases, takes, acts) -> None:
    """The next revision begins empty, on top of what is public (``then`` of the step 变动)."""
    by = {take.case.pk: take.by for take in takes}
    at = {act.case_id: act.at for act in acts}
    registers = {row.pk: row for row in Register.objects.filter(pk__in=[case.pk for case in cases])}
    numbers = _last_numbers(registers)
    fresh = []
    for case in cases:
        register = registers[case.pk]
        moment = at[case.pk]
        revision = Revision(
            register=register, number=numbers[case.pk] + 1, effective_on=_day_of(moment),
            saved_by_id=by[case.pk].person_id, saved=moment,
        )  # fmt: skip
        revision.hash = case.content = content.digest(register, revision, ())
        fresh.append(revision)
    rows.insert(fresh)
    rows.update(Register, ["draft_id"], [(one.pk, one.register_id) for one in fresh])
    rows.update(Case, ["content"], [(case.content, case.pk) for case in cases])


def ask_writer(register: Register, by: Post) -> None:
    """Raises ``NotYourRole`` for a post that does not write for the list's unit."""
    keys = by.unit_keys()
    if by.role != "proposer" or (keys is not None and register.unit_id not in keys):
        raise NotYourRole(f"{titled(register.case.title)}由{register.unit.name}的信息员编写，您可以查看，不能修改")


def not_editable(case: Case) -> WrongState:
    return WrongState(f"{titled(case.title)}现在是“{case.status_label}”，不能修改；要改请先“变动”或“撤回送审”")


def standing_change(line: Line, draft: Revision | None) -> Change | None:
    """What a row says now: in the draft if it changes there, else in public."""
    found = Change.objects.filter(line=line, revision=draft).first() if draft else None
    return found or line.live


def _title(one: Founding) -> str:
    return f"{one.unit.full_name or one.unit.name}{shelf.register_type(one.type).title}"


def _found(cases: list[Case], foundings: list[Founding]) -> list[Register]:
    registers = [
        Register(case=case, unit=one.unit, type=one.type, topic=one.topic)
        for case, one in zip(cases, foundings, strict=True)
    ]
    rows.insert(registers)
    revisions = [
        Revision(register=register, effective_on=one.effective_on, saved_by_id=one.by.person_id, saved=one.at)
        for register, one in zip(registers, foundings, strict=True)
    ]
    for register, revision in zip(registers, revisions, strict=True):
        revision.hash = register.case.content = content.digest(register, revision, ())
    rows.insert(revisions)
    for register, revision in zip(registers, revisions, strict=True):
        register.draft = revision
    rows.update(Register, ["draft_id"], [(register.draft_id, register.pk) for register in registers])
    rows.update(Case, ["content"], [(case.content, case.pk) for case in cases])
    return registers


def _locked(register: Register) -> Revision:
    """The draft revision, with nobody else writing to the list until the transaction ends."""
    cases = Case.objects.filter(pk=register.pk)
    if connection.features.has_select_for_update:
        cases = cases.select_for_update()
    case = cases.get()
    revision = Revision.objects.filter(register=register, published=None).order_by("-number").first()
    if case.status not in EDITABLE or revision is None:
        raise not_editable(case)
    return revision


def _know_again(register: Register, writings: list[Writing]) -> None:
    """A row that once left the list comes back under its number as the same row."""
    keys = [writing.said[register.kind.key] for writing in writings if not writing.line]
    left = Line.objects.filter(register=register, gone=None, key__in=keys, live__kind__in=LEAVES)
    known = {line.key: line for line in left.exclude(changes__revision__published=None).select_related("live")}
    for writing in writings:
        writing.line = writing.line or known.get(writing.said[register.kind.key])


def _standing(revision: Revision, lines: list[Line]) -> dict[int, Change]:
    """What each row says now, by the row's key."""
    keys = [line.pk for line in lines]
    found: dict[int, Change] = {}
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        live = Line.objects.filter(pk__in=some, live__isnull=False).select_related("live")
        found |= {line.pk: line.live for line in live if line.live}
        found |= {change.line_id: change for change in Change.objects.filter(revision=revision, line__in=some)}
    return found


def _ask(register: Register, writings: list[Writing], standing: dict[int, Change]) -> None:
    """Whether each row may be written as it is."""
    kind = register.kind
    reasons: list[str] = []
    keys = [writing.said[kind.key] for writing in writings if not writing.line]
    taken = set(Line.objects.filter(register=register, gone=None, key__in=keys).values_list("key", flat=True))
    for writing in writings:
        now = standing.get(writing.line.pk) if writing.line else None
        if writing.line and writing.seen is not None and content.stamp(now) != writing.seen:
            raise _stale(writing, now)
        reasons += _faults(register, writing, taken)
    if len(keys) != len(set(keys)):
        reasons.append(f"“{kind.fields[kind.key].name}”有重复，请改正")
    if reasons:
        raise Unready(reasons)


def _faults(register: Register, writing: Writing, taken: set[str]) -> Iterable[str]:
    kind, key, line = register.kind, writing.said[register.kind.key], writing.line
    name = cells.name_of(kind, writing.said) or key
    in_list = line is not None and line.live is not None and not line.live.leaves
    if writing.kind not in kind.changes:
        yield f"“{name}”：这种清单没有“{Kind(writing.kind).label}”这种变动"
    elif not line and key in taken:
        yield f"编号“{key}”已经在清单里，请在那一行上变动"
    elif line and line.key != key:
        yield f"“{name}”：编号“{line.key}”不能改；要换编号，请取消原来的再新增"
    elif writing.kind in ENTERS and in_list:
        yield f"“{name}”已经在清单里，不能再“{Kind(writing.kind).label}”；内容有变请选“调整”"
    elif writing.kind not in ENTERS and not in_list:
        yield f"“{name}”还没有公布过，不能“{Kind(writing.kind).label}”，请选“新增”"
    if writing.kind in GROUNDED and not writing.basis.strip():
        yield f"“{name}”：“{Kind(writing.kind).label}”要写明变动依据"


def _stale(writing: Writing, now: Change | None) -> StaleDraft:
    who = now.saved_by if now else None
    return StaleDraft(f"{who.name if who else '另一人'}在您之后保存过这一行。您写的还在，请对照两份内容后再保存")


def _change(
    register: Register, revision: Revision, writing: Writing, standing: dict[int, Change], by: Post, at: datetime
) -> Change:
    line = writing.line or Line(register=register, key=writing.said[register.kind.key])
    now = standing.get(line.pk) if line.pk else None
    change = now if now and now.revision_id == revision.pk else Change(revision=revision, line=line)
    change.line, change.revision = line, revision
    if line.live_id is None:  # a public row keeps the name the public knows until the revision is out
        line.name = cells.name_of(register.kind, writing.said)
    change.kind, change.basis, change.withheld = writing.kind, writing.basis.strip(), writing.withheld.strip()
    cells.keep(change, register.kind, writing.said)
    change.saved_by_id, change.saved = by.person_id, at
    return change


def _put(changes: list[Change]) -> None:
    """Writes rows that are new, then what the draft does to each."""
    fresh, again = [one for one in changes if one.pk is None], [one for one in changes if one.pk is not None]
    rows.insert([one.line for one in fresh if one.line.pk is None])
    rows.update(Line, ["name"], [(one.line.name, one.line.pk) for one in changes if one.line.live_id is None])
    for one in fresh:
        one.line_id = one.line.pk
    rows.insert(fresh)
    rows.rewrite(again)


def _move_on(register: Register, revision: Revision) -> None:
    """The case learns what its draft says now, and that it was saved once more."""
    changes = Change.objects.filter(revision=revision).select_related("line")
    revision.hash = content.digest(register, revision, changes)
    Revision.objects.filter(pk=revision.pk).update(hash=revision.hash)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_ON, [revision.hash, register.pk, *EDITABLE])
        if not cursor.rowcount:
            raise not_editable(Case.objects.get(pk=register.pk))
    register.case.version, register.case.content = register.case.version + 1, revision.hash
    register.draft = revision


_MOVE_ON = f"UPDATE {Case._meta.db_table} SET version = version + 1, content = %s WHERE id = %s AND status IN (%s, %s)"


def _last_numbers(registers: Iterable[int]) -> dict[int, int]:
    told = Revision.objects.filter(register__in=list(registers)).order_by("number")
    return dict(told.values_list("register_id", "number"))


def _day_of(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()
