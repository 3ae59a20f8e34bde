"""The workbook that goes out: a row for each unit and item the post may write, numbered, and signed out of sight."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.assessment import lists, marking, marking_page
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign, Mark
from gongkai.tables import OneOf, OutColumn, OutSheet
from gongkai.vault import signatures

FORM = "gongkai 填报表 1"
SHEET, PROOF = "填报", "校验"
ID, UNIT, ITEM, HOW, VALUE, REASON, BESIDE = "行号", "单位", "项目", "怎样填", "填写", "理由", "系统所计"
NOTES = (
    "只填“填写”和“理由”两栏，别的栏不要改，不要增行、删行；可以排序、隐藏。空着就是待定，不当零分。",
    "填好以后存为 XLSX，到考核页的“用 Excel 表填”上传：先看一遍哪些会变，再写入。",
    "名单的一格里一行写一条，用 Alt+Enter 换行，栏与栏之间用逗号；一条也没有的填“无”。",
)


@dataclass(frozen=True)
class Line:
    """One row: what is asked of which unit, and the mark that stands."""

    number: int
    item: Item
    unit: Unit
    mark: Mark | None
    beside: str = ""

    @property
    def value(self) -> str:
        return shown(self.item, self.mark.value) if self.mark else ""

    @property
    def reason(self) -> str:
        return self.mark.reason if self.mark else ""

    @property
    def base(self) -> str:
        return digest(self.value, self.reason)


def workbook(campaign: Campaign, post: Post, at: datetime) -> bytes:
    """What the post may write in the campaign at this moment."""
    lines = list(lines_of(campaign, post))
    columns = [
        OutColumn(ID, "whole", width=6), OutColumn(UNIT, width=16), OutColumn(ITEM, width=24),
        OutColumn(HOW, width=30), OutColumn(VALUE, width=18), OutColumn(REASON, width=36),
    ]  # fmt: skip
    beside = any(line.beside for line in lines)
    columns += [OutColumn(BESIDE, width=24)] if beside else []
    rows = [_row(line)[: len(columns)] for line in lines]
    title = f"{campaign.case.title}填报表（{post.unit.name}）"
    said = OutSheet(SHEET, columns, rows, title=title, notes=NOTES, frozen=3)
    proof = OutSheet(PROOF, [OutColumn("")] * 4, proof_rows(campaign, post, at, lines), hidden=True, frozen=0)
    return tables.write_xlsx(None, [said, proof], made=at.astimezone(BEIJING).replace(tzinfo=None))


def lines_of(campaign: Campaign, post: Post) -> Iterator[Line]:
    """By item in the order of the table, then by unit; what is closed to the post is left out."""
    number = 0
    for item in marking.mine(campaign, post):
        rows = marking.open_rows(campaign, campaign.case.status, item, post)
        if rows is None:
            continue
        standing, beside = marking.marks_of(campaign, item), marking_page.counted_beside(campaign, item)
        for entrant in rows:
            number += 1
            key = entrant.unit_id
            yield Line(number, item, entrant.unit, standing.get(key), beside.get(key, ""))


def proof_rows(campaign: Campaign, post: Post, at: datetime, lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """What the hidden sheet holds: whose it is, each row's item, unit and hash of what stood, and the signature."""
    head = {
        "form": FORM, "campaign": campaign.pk, "rulebook": campaign.sha256, "unit": post.unit.code,
        "role": post.role, "made": at.astimezone(BEIJING).isoformat(timespec="seconds"),
    }  # fmt: skip
    rows = [(str(line.number), line.item.name, line.unit.code, line.base) for line in lines]
    told = json.dumps(head, ensure_ascii=False, sort_keys=True)
    return [(told,), *rows, (signatures.sign(message(told, rows)),)]


def message(head: str, rows: Iterable[tuple[str, ...]]) -> bytes:
    """The bytes that are signed."""
    return json.dumps([head, *rows], ensure_ascii=False).encode()


def digest(value: str, reason: str) -> str:
    return hashlib.sha256(f"{value}\0{reason}".encode()).hexdigest()


def shown(item: Item, value: str) -> str:
    """A mark's value as the sheet has it: of a state its word."""
    return dict(item.states).get(value, value)


def choices(item: Item) -> tuple[str, ...]:
    """What the cell may hold, where that is a closed list."""
    return tuple(word for value, word in marking_page.choices(item) if value)


def _row(line: Line) -> tuple:
    return (
        line.number, line.unit.name, line.item.title, how(line.item), _cell(line), line.reason or None,
        line.beside or None,
    )  # fmt: skip


def how(item: Item) -> str:
    """得分（0–20），从列表中选，或者一行怎样写."""
    if item.kind == "list":
        return f"一行一条：{lists.how(item)}"
    offered = choices(item)
    return f"选：{'、'.join(offered)}" if offered else marking_page.label(item)


def _cell(line: Line) -> tables.Value | OneOf:
    value = line.value or None
    offered = choices(line.item)
    return OneOf(value, offered) if offered else marking_page.typed(line.item, value)
