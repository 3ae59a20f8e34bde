"""Writing a list: opening it, putting rows into its draft revision one by one or a sheet at once, taking them back out.

Rows are kept apart: two people who write different rows of one draft both keep what they wrote; who saves a row that
somebody else saved meanwhile is told and loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts import rows
from gongkai.acts.refusals import Unready, WrongState
from gongkai.acts.taking import CHUNK
from gongkai.registers import cells
from gongkai.registers.models import Change, Line, Register, Revision
from gongkai.registers.vocabulary import ENTERS, GROUNDED, LEAVES, Kind
from gongkai.revisions.writing import Founding, open_all, revising, stale


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
    """Opens lists; ``first`` gives the day (``effective_on``) that each holds from. All or none.

    Raises ``WrongState`` where a unit has one of that kind.
    """
    for one in foundings:
        if Register.objects.filter(unit=one.unit, type=one.type).exists():
            raise WrongState(f"{one.unit.name}已经有这种清单，请在原来的清单里变动")
        one.title = f"{one.unit.full_name or one.unit.name}{shelf.register_type(one.type).title}"
    return open_all(
        "register", foundings, lambda case, one: Register(case=case, unit=one.unit, type=one.type, topic=one.topic)
    )


def save_rows(register: Register, writings: list[Writing], by: Post, at: datetime) -> list[Change]:
    """Puts rows into the draft revision: the same for one as for a whole sheet. All or none.

    Raises ``StaleDraft`` if a row was saved by somebody else since it was opened, ``Unready`` with what is wrong in a
    row, ``WrongState`` if the list is under review or public, ``NotYourRole`` for a post that does not write for it.
    """
    with revising(register, by) as revision:
        _know_again(register, writings)
        standing = _standing(revision, [writing.line for writing in writings if writing.line])
        _ask(register, writings, standing)
        changes = [_change(register, revision, writing, standing, by, at) for writing in writings]
        _put(changes)
    return changes


def take_out(register: Register, change: Change, by: Post) -> None:
    """Takes a row back out of the draft; what the list said of it before holds again."""
    with revising(register, by):
        change.delete()
        Line.objects.filter(pk=change.line.pk, live=None, changes=None).delete()


def head(register: Register, effective_on: date, note: str, seen: str, by: Post, at: datetime) -> None:
    """Sets the day a revision holds from, and what the public is told besides; ``seen`` is its
    ``head_stamp`` when it was opened. Raises as ``save_rows``."""
    with revising(register, by) as revision:
        if revision.head_stamp != seen:
            raise stale(revision, f"施行日期{revision.effective_on}，说明“{revision.note}”")
        revision.effective_on, revision.note = effective_on, note.strip()
        revision.saved_by_id, revision.saved = by.person_id, at


def standing_change(line: Line, draft: Revision | None) -> Change | None:
    """What a row says now: in the draft if it changes there, else in public."""
    found = Change.objects.filter(line=line, revision=draft).first() if draft else None
    return found or line.live


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
        if writing.line and writing.seen is not None and (now.stamp if now else "") != writing.seen:
            raise stale(now, "这一行")
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
