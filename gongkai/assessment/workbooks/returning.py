"""The workbook that comes back: is it ours, whole and meant for here, then cell by cell, by the very path of the form.

Rows are known by their numbers, so they may stand in any order. What the file leaves as it went out is left alone, so
whatever was written on the page meanwhile stays; what both changed is told and refused.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Unready
from gongkai.assessment import marking
from gongkai.assessment.items import Item
from gongkai.assessment.marking import BadMarks, Given
from gongkai.assessment.models import Campaign
from gongkai.assessment.workbooks import making
from gongkai.assessment.workbooks.making import ID, ITEM, PROOF, REASON, SHEET, UNIT, VALUE, Line
from gongkai.look.words import titled
from gongkai.tables import Cell, Row, TableRefused, Wanted
from gongkai.vault import signatures

COLUMNS = tuple(Wanted(name, name) for name in (ID, UNIT, ITEM, VALUE, REASON))
FORGED = "这份表的校验页被改动过或者不完整，不能收。请在考核页重新下载，把填好的内容抄过去"


class NotOurs(ValueError):
    """The file as a whole is refused; ``str()`` says why."""


@dataclass(frozen=True)
class Change:
    """What a cell would change."""

    where: str
    item: Item
    unit: str
    before: str
    after: str
    reason: str


@dataclass
class Plan:
    """What a file would do; with faults it does nothing. ``given`` by the item's name; ``passed``: rows written on the
    page since, which the file leaves as it found them.
    """

    given: dict[str, list[Given]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    rows: int = 0
    passed: int = 0

    @property
    def says(self) -> str:
        parts = [f"共 {self.rows} 行", f"{len(self.changes)} 行有变动"]
        parts += [f"{self.passed} 行在下载以后已在网页上改过，表里没有动，按网页上的"] if self.passed else []
        parts += [f"{len(self.faults)} 处有问题"] if self.faults else []
        return "；".join(parts) + "。"


@dataclass(frozen=True)
class Filled:
    """A line as it stands now, its hash when the file went out, and what its row in the file says."""

    line: Line
    base: str
    value: str
    reason: str
    value_at: Cell
    reason_at: Cell

    @property
    def given(self) -> Given:
        ids = {word: value for value, word in self.line.item.states}
        return Given(self.line.unit.pk, ids.get(self.value, self.value), self.reason)


def look_through(data: bytes, name: str, campaign: Campaign, post: Post, at: datetime) -> Plan:
    """A dry run: all is done as it would be, looked at, and undone. Raises ``NotOurs``."""
    with transaction.atomic():
        plan = _carry_out(data, name, campaign, post, at)
        transaction.set_rollback(True)
    return plan


def take(data: bytes, name: str, campaign: Campaign, post: Post, at: datetime) -> Plan:
    """Writes the marks. All or none. Raises ``NotOurs``, or ``Unready`` with every fault."""
    with transaction.atomic():
        plan = _carry_out(data, name, campaign, post, at)
        if plan.faults:
            raise Unready(plan.faults)
    return plan


def _carry_out(data: bytes, name: str, campaign: Campaign, post: Post, at: datetime) -> Plan:
    plan, mine = Plan(), {item.name: item for item in marking.mine(campaign, post)}
    filled = _read(data, name, campaign, post)
    plan.rows = len(filled)
    for one in filled:
        _weigh(plan, one)
    places = {(one.line.item.name, one.line.unit.pk): one for one in filled}
    for item, given in plan.given.items():
        try:
            marking.give(campaign, mine[item], given, post, at)
        except BadMarks as refused:
            for reason, (unit, part) in zip(refused.reasons, refused.where, strict=True):
                row = places[item, unit]
                cell = row.reason_at if part == "reason" else row.value_at
                plan.faults.append(f"{cell.address}，{mine[item].title}，{reason}")
    return plan


def _weigh(plan: Plan, one: Filled) -> None:
    """Whether a row says something new, and whether somebody else has meanwhile."""
    line, now = one.line, making.digest(one.value, one.reason)
    if now == line.base:
        return
    if now == one.base:
        plan.passed += 1
    elif line.base != one.base:
        who = f"{line.mark.by.person.name}在 {_when(line.mark.at)} 改为“{line.value}”" if line.mark else "已被收回"
        plan.faults.append(f"{one.value_at.address}，{line.unit.name}：下载以后{who}，请核对网页上的再填")
    elif one.reason and not one.value:
        plan.faults.append(f"{one.value_at.address}，{line.unit.name}：写了理由，没有填写，请补上或者删去理由")
    else:
        plan.given.setdefault(line.item.name, []).append(one.given)
        plan.changes.append(Change(one.value_at.address, line.item, line.unit.name, line.value, one.value, one.reason))


def _read(data: bytes, name: str, campaign: Campaign, post: Post) -> list[Filled]:
    """Every row of the file beside the line it belongs to."""
    try:
        book = tables.read(data, name=name)
        proof, said = book.sheet(PROOF), book.sheet(SHEET)
    except TableRefused as refusal:
        raise NotOurs(str(refusal)) from refusal
    told = _signed(proof, campaign, post)
    lines = {(line.item.name, line.unit.code): line for line in making.lines_of(campaign, post)}
    if not lines:
        raise NotOurs(f"{titled(campaign.case.title)}现在不在评分中，不能收填报表")
    gone = next((row for row in told if row[1:3] not in lines), None)
    if gone:
        raise NotOurs("这份表下载以后，您要评的项目或者单位变了，请重新下载")
    return list(_rows(said, {row[0]: (lines[row[1], row[2]], row[3]) for row in told}))


def _signed(proof: tables.Sheet, campaign: Campaign, post: Post) -> list[tuple[str, str, str, str]]:
    """The rows that went out (number, item, unit's code, hash), once the signature is ours and the file is for here."""
    rows = [tuple(str(cell.value) for cell in row if cell.value is not None) for row in proof.rows if not row.empty]
    if len(rows) < 2 or len(rows[0]) != 1 or len(rows[-1]) != 1 or any(len(row) != 4 for row in rows[1:-1]):
        raise NotOurs(FORGED)
    head, told, signature = rows[0][0], rows[1:-1], rows[-1][0]
    if not signatures.is_signed(making.message(head, told), signature, signatures.public_key()):
        raise NotOurs(FORGED)
    said = json.loads(head)
    if said["form"] != making.FORM:
        raise NotOurs("这份表是旧版本的系统做的，请重新下载")
    if said["campaign"] != campaign.pk or said["rulebook"] != campaign.sha256:
        raise NotOurs(f"这份表是另一次考核的，不是{titled(campaign.case.title)}的，请选对文件")
    if (said["unit"], said["role"]) != (post.unit.code, post.role):
        raise NotOurs("这份表是由另一个单位或者岗位下载的，请用本岗位下载的那一份")
    return told  # type: ignore[return-value]


def _rows(sheet: tables.Sheet, told: dict[str, tuple[Line, str]]) -> Iterator[Filled]:
    matched = tables.match_headers(sheet, COLUMNS)
    if problems := matched.problems(unknown_too=False):
        raise NotOurs("；".join(map(str, problems)))
    seen: dict[str, Row] = {}
    for row in matched.rows:
        number = _text(matched.cell(row, ID))
        if number not in told:
            if all(_text(matched.cell(row, name)) == "" for name in (UNIT, ITEM, VALUE, REASON)):
                continue  # a note under the table
            raise NotOurs(f"第{row.number}行的行号“{number}”不是这份表原有的，请不要改行号、不要增行")
        if number in seen:
            raise NotOurs(f"第{row.number}行和第{seen[number].number}行的行号都是 {number}，请恢复原来的行号")
        seen[number] = row
        yield _filled(matched, row, *told[number])
    if lost := [number for number in told if number not in seen]:
        names = "、".join(lost[:5])
        raise NotOurs(f"少了行号 {names}{'等' if len(lost) > 5 else ''}的 {len(lost)} 行，请不要删行，重新下载后再填")


def _filled(matched: tables.Matched, row: Row, line: Line, base: str) -> Filled:
    for name, wanted in ((UNIT, line.unit.name), (ITEM, line.item.title)):
        cell = matched.cell(row, name)
        if cell is None or _text(cell) != wanted:
            raise NotOurs(f"第{row.number}行的“{name}”应是“{wanted}”，行号与内容对不上，请不要改这一栏")
    value, reason = (row.cell(matched.columns[name]) for name in (VALUE, REASON))
    for cell in (value, reason):
        if (cell.row, cell.column) in matched.sheet.formulas:
            raise NotOurs(f"{cell.address}是公式，请改成算好的数")
    return Filled(line, base, _text(value), _text(reason), value, reason)


def _text(cell: Cell | None) -> str:
    """A cell as the form would send it: 20.00 is 20, a tick box is 是 or 否, a day is 2025-03-01."""
    value = cell.value if cell else None
    if value is None:
        return ""
    if isinstance(value, bool):
        return marking.YES if value else marking.NO
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _when(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
