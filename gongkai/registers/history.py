"""How a list came to be what it is, in words: 新增 3 项、取消 1 项 (SQ-2.1), and row by row: from what to what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.law.register_types import RegisterType
from gongkai.publication.records import Edition, Revised, RowChange
from gongkai.registers import cells
from gongkai.registers.models import Change, Line, Register, Revision
from gongkai.registers.vocabulary import LEAVES, Kind, Why

NAMED = 8  # rows that a sentence names


@dataclass(frozen=True)
class Difference:
    """One cell that a change alters; ``old`` is empty for a new row."""

    name: str
    old: str
    new: str


def revisions(register: Register) -> list[Revised]:
    """Every revision that is or was public and every departure between two, newest first, as the public is told.

    A kind that forgets names nobody: only how many came and went.
    """
    kind = register.kind
    told = [_revised(kind, revision, changes) for revision, changes in _by_revision(register)]
    told += _departures(register)
    return sorted(told, key=lambda one: one.at, reverse=True)


def of_line(kind: RegisterType, changes: list[Change]) -> tuple[Edition, ...]:
    """What happened to one row, oldest first; ``changes`` are its published ones with their revisions."""
    found, before = [], None
    for change in changes:
        if change.withheld:  # nothing of that time is the public's, and what follows is not compared with it
            before = None
            continue
        says = sentence(kind, change, before)
        words = Kind(change.kind).label + (f"：{says}" if says else "")
        found.append(Edition(change.revision.published or change.saved, words))
        before = change
    return tuple(found) if len(found) > 1 else ()


def counted(kinds: Iterable[str]) -> str:
    """新增 3 项、取消 1 项, in the order of the vocabulary."""
    many = Counter(kinds)
    return "、".join(f"{label} {many[kind]} 项" for kind, label in Kind.choices if many[kind])


def differences(
    kind: RegisterType, change: Change, before: Change | None, *, private: bool = False
) -> list[Difference]:
    """Cells that a change alters, as the public reads them; ``private``: with sealed ones, for those who write it."""
    new = cells.all_of(change) if private else cells.shown(kind, change)
    if before and (before.leaves or (before.withheld and not private)):
        before = None
    old = {} if before is None else cells.all_of(before) if private else cells.shown(kind, before)
    return [
        Difference(field.name, old.get(field.id, ""), new.get(field.id, ""))
        for field in kind.fields.values()
        if old.get(field.id, "") != new.get(field.id, "")
    ]


def sentence(kind: RegisterType, change: Change, before: Change | None) -> str:
    """What a change says of its row in one line: 承诺时限由“20日”改为“15日”；依据：…."""
    parts = []
    if change.kind in ("changed", "kept") and before and not before.withheld:
        altered = differences(kind, change, before)
        parts = [_said(one) for one in altered]
    if change.basis:
        parts.append(f"依据：{change.basis}")
    return "；".join(parts)


def _said(one: Difference) -> str:
    if one.old and one.new:
        return f"{one.name}由“{one.old}”改为“{one.new}”"
    return f"补充{one.name}“{one.new}”" if one.new else f"删去{one.name}“{one.old}”"


def _by_revision(register: Register) -> Iterable[tuple[Revision, list[tuple[Change, Change | None]]]]:
    """Published revisions, oldest first, each with its changes and what stood before each."""
    changes = Change.objects.filter(revision__register=register, revision__published__isnull=False)
    last: dict[int, Change] = {}
    by: dict[int, list[tuple[Change, Change | None]]] = {}
    for change in changes.select_related("line__live").order_by("revision__number", "line__key"):
        by.setdefault(change.revision_id, []).append((change, last.get(change.line_id)))
        last[change.line_id] = change
    for revision in register.revisions.filter(published__isnull=False).order_by("number"):
        yield revision, by.get(revision.pk, [])


def _revised(kind: RegisterType, revision: Revision, pairs: list[tuple[Change, Change | None]]) -> Revised:
    order = {name: place for place, name in enumerate(Kind.values)}
    pairs = sorted(pairs, key=lambda pair: order[pair[0].kind])  # named in the order in which they are counted
    told = [] if kind.forgets else [pair for pair in pairs if _may_be_told(*pair)]
    words = counted(change.kind for change, _ in pairs) or "核对，没有变动"
    if revision.number == 1:
        words, told = f"首次公布，共 {len(pairs)} 项", []
    names = [change.line.name for change, _ in told[:NAMED]]
    words += f"：{'、'.join(names)}{'等' if len(told) > NAMED else ''}" if names else ""
    words += f"。{revision.note.rstrip('。')}。" if revision.note else ""
    rows = tuple(
        RowChange(Kind(change.kind).label, change.line.name, sentence(kind, change, before)) for change, before in told
    )
    assert revision.published is not None
    return Revised(revision.published, words, revision.effective_on, rows)


def _may_be_told(change: Change, before: Change | None) -> bool:
    """A row that was taken down, or is withheld by now, is named no more, whatever was once told of it; one that leaves
    without ever having been shown leaves unnamed.
    """
    line, unseen = change.line, before is not None and bool(before.withheld)
    hidden = change.withheld or (change.leaves and unseen) or (line.live and line.live.withheld)
    return line.gone is None and not hidden


def _departures(register: Register) -> list[Revised]:
    """Rows that left between two revisions: how many, when, why; never which."""
    gone: Counter[tuple] = Counter(
        Line.objects.filter(register=register, gone__isnull=False, live__isnull=False)
        .exclude(live__kind__in=LEAVES)
        .values_list("gone", "why")
    )
    return [Revised(at, f"{Why(why).label} {many} 项") for (at, why), many in gone.items()]
