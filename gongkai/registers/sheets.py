"""A list as a workbook that can be filled in and handed back: good rows go into the draft, bad ones come back.

Each row carries what it said when it was fetched; one that somebody else wrote since comes back untaken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.registers import cells, drafting
from gongkai.registers.drafting import Writing
from gongkai.registers.models import Change, Line, Register
from gongkai.registers.vocabulary import ENTERS, GROUNDED, Kind
from gongkai.tables import TableRefused, Wanted

CHANGE, BASIS, WITHHELD, SEEN = "变动", "变动依据", "不公开的依据", "校验"
SHORT = 12  # characters of a row's stamp that a sheet carries
BY_LABEL = {label: kind for kind, label in Kind.choices}


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass
class Plan:
    """What a sheet would do: ``good`` rows to write, ``bad`` ones with the reason, how many say what stands already."""

    good: list[Writing] = field(default_factory=list)
    bad: list[tuple[tables.Row, str]] = field(default_factory=list)
    same: int = 0
    header: list[str] = field(default_factory=list)

    @property
    def says(self) -> str:
        parts = [f"写入 {len(self.good)} 行"] if self.good else ["没有写入"]
        parts += [f"{self.same} 行没有变动"] if self.same else []
        parts += [f"{len(self.bad)} 行有问题，没有写入"] if self.bad else []
        return "，".join(parts)


def write(register: Register) -> bytes:
    """The list as it stands in the draft, with columns for what is to change; an empty one for a new list."""
    kind = register.kind
    columns = [tables.OutColumn(one.name) for one in kind.fields.values()]
    columns += [tables.OutColumn(head) for head in (CHANGE, BASIS, WITHHELD, SEEN)]
    labels = "、".join(Kind(one).label for one in kind.changes)
    notes = [f"“{CHANGE}”可填：{labels}；不填的，新编号按新增、内容不同的按调整", f"“{SEEN}”一列请不要改动"]
    rows = [_row(register, change) for change in _standing(register).values()]
    return tables.write_xlsx(None, [tables.OutSheet(kind.title, columns, rows, notes=notes)])


def look_through(data: bytes, name: str, register: Register) -> Plan:
    """Reads a CSV or XLSX file; writes nothing. Raises ``Unreadable`` where no row can be read."""
    kind = register.kind
    try:
        sheet = tables.read(data, name=name).sheets[0]
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    wanted = [Wanted(one.id, one.name, required=one.required) for one in kind.fields.values()]
    wanted += [Wanted(head, required=False) for head in (CHANGE, BASIS, WITHHELD, SEEN)]
    matched = tables.match_headers(sheet, wanted)
    if problems := matched.problems():
        raise Unreadable("；".join(str(problem) for problem in problems))
    heads = sheet.rows[matched.body - 2]
    plan = Plan(header=["" if value is None else str(value) for value in heads.values])
    standing, seen = _standing(register), set[str]()
    for row in _filled(matched):
        try:
            writing = _writing(register, row, matched, standing, seen)
        except ValueError as reason:
            plan.bad.append((row, str(reason)))
        else:
            plan.good += [writing] if writing else []
            plan.same += writing is None
    return plan


def take(plan: Plan, register: Register, by: Post, at: datetime) -> list[Change]:
    """Puts the plan's good rows into the draft, all or none; refusals as in ``drafting.save_rows``."""
    return drafting.save_rows(register, plan.good, by, at) if plan.good else []


def _filled(matched) -> Iterable[tables.Row]:
    """Rows that are no note under the table: they have something in a column other than the first."""
    return (row for row in matched.rows if sum(value is not None for value in row.values) > 1)


def _standing(register: Register) -> dict[str, Change]:
    """What the draft makes of each row, by its number: rows that left are not among them."""
    lines = Line.objects.standing().filter(register=register).select_related("live").order_by("key")
    found: dict[str, Change] = {}
    for line in lines:
        found[line.key] = line.live  # type: ignore[assignment]  # a standing row has one
        found[line.key].line = line
    draft = (
        Change.objects.filter(revision=register.draft, line__gone=None)
        .select_related("line__live")
        .order_by("line__key")
    )
    return found | {change.line.key: change for change in draft.order_by("line__key")}


def _row(register: Register, change: Change) -> list[str]:
    said = cells.all_of(change)
    drafted = change.revision_id == register.draft_id
    told = (Kind(change.kind).label, change.basis) if drafted else ("", "")
    return [*(said.get(name, "") for name in register.kind.fields), *told, change.withheld, _short(change)]


def _short(change: Change) -> str:
    return (change.stamp if change else "")[:SHORT]


def _writing(
    register: Register, row: tables.Row, matched, standing: dict[str, Change], seen: set[str]
) -> Writing | None:
    """The row as it is to be written; None where it says what stands already. Raises ``ValueError`` with the reason."""
    said = {name: cells.read(one, _value(row, matched, name)) for name, one in register.kind.fields.items()}
    key = said[register.kind.key]
    if key in seen:
        raise ValueError(f"编号“{key}”在表里出现了两次")
    seen.add(key)
    now = standing.get(key)
    label, basis, withheld, fetched = (_text(row, matched, head) for head in (CHANGE, BASIS, WITHHELD, SEEN))
    if label and BY_LABEL.get(label) not in register.kind.changes:
        raise ValueError(f"“{CHANGE}”写的是“{label}”，这种清单没有这种变动")
    in_draft = now is not None and now.revision_id == register.draft_id
    told = now is not None and in_draft and (label, basis) == (Kind(now.kind).label, now.basis)
    if now and _same(now, said, withheld) and (told or not label):
        return None
    if now and fetched and fetched != _short(now):
        raise ValueError("这一行在您下载之后有人改过，请重新下载后再改")
    change = BY_LABEL[label] if label else _guess(register, now)
    if change in GROUNDED and not basis:
        raise ValueError(f"“{label}”要写明{BASIS}")
    return Writing(said, change, basis, withheld, line=now.line if now else None)


def _same(now: Change, said: dict[str, str], withheld: str) -> bool:
    before = cells.all_of(now)
    return all(before.get(name, "") == text for name, text in said.items()) and now.withheld == withheld


def _guess(register: Register, now: Change | None) -> str:
    """A new number is added; a row the draft adds stays added; another one is changed."""
    enters = next(kind for kind in register.kind.changes if kind in ENTERS)
    if now is None:
        return enters
    if now.revision_id == register.draft_id and now.kind in ENTERS:
        return now.kind
    return Kind.CHANGED


def _value(row: tables.Row, matched, name: str) -> tables.Value:
    cell = matched.cell(row, name)
    return cell.value if cell else None


def _text(row: tables.Row, matched, name: str) -> str:
    value = _value(row, matched, name)
    return "" if value is None else str(value).strip()
