"""Bringing in records of an old system: looked through first, then good rows become drafts and bad ones come back.

Imported records are drafts: they pass the same gates as any other. Their old public moment is kept and told.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.acts.clock import now
from gongkai.acts.taking import CHUNK
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.importing.heeding import Heed, cleaned, heeds
from gongkai.disclosures.importing.rows import COLUMNS, Reader
from gongkai.disclosures.models import Disclosure
from gongkai.tables import TableRefused, typed

PAGES = {".html", ".htm", ".txt"}


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass
class Bad:
    """A row that cannot be taken, and why."""

    number: int
    title: str
    reason: str
    row: tables.Row | None = None


@dataclass
class Plan:
    """What an import would do. ``good`` are drafts in file order, ``known`` rows that were brought in before."""

    name: str
    good: list[Draft] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    known: int = 0
    header: list[str] = field(default_factory=list)
    heeds: list[Heed] = field(default_factory=list)

    @property
    def says(self) -> str:
        already = f",{self.known} 行以前导入过，不再重复" if self.known else ""
        return (
            f"“{self.name}”：可以导入 {len(self.good)} 行，{len(self.bad)} 行有问题{already}。现在还没有写入任何内容。"
        )

    def bad_rows(self) -> bytes:
        """The refused rows as a workbook with reasons; mended, it can be imported again."""
        kept = [bad for bad in self.bad if bad.row]
        return tables.errors_workbook([bad.row for bad in kept], [bad.reason for bad in kept], header=self.header)


def look_through(content: bytes, name: str, by: Post, at: datetime | None = None, *, as_is: bool = False) -> Plan:
    """Reads a CSV or XLSX file at a moment (now); writes nothing. Raises ``Unreadable`` where no row can be read.

    ``as_is``: texts are taken as they stand, pinyin noise and traditional characters too.
    """
    try:
        sheet = tables.read(content, name=name).sheets[0]
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    matched = tables.match_headers(sheet, COLUMNS)
    problems = matched.problems(unknown_too=False)
    if problems:
        raise Unreadable(";".join(str(problem) for problem in problems))
    heads = sheet.rows[matched.body - 2]
    plan = Plan(name, header=["" if value is None else str(value) for value in heads.values])
    reader = Reader(by, Path(name).stem, at or now())
    for row in matched.rows:
        _take_row(plan, row, matched, reader)
    return _settled(plan, as_is=as_is)


def look_through_folder(folder: Path, by: Post, at: datetime | None = None, *, as_is: bool = False) -> Plan:
    """Reads a folder of pages: a sub-folder a column (its code or name), a file a record, its date before its title.

    ``通知公告/2024-03-05 关于停水的通知.html``
    """
    plan, reader = Plan(folder.name), Reader(by, folder.name, at or now())
    pages = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PAGES)
    for number, path in enumerate(pages, start=1):
        day, _, title = path.stem.partition(" ")
        said = {"title": title or path.stem, "topic": path.parent.name, "origin_key": str(path.relative_to(folder))}
        _take(plan, number, said | {"formed_on": day, "html": page_text(path)}, reader, None)
    return _settled(plan, as_is=as_is)


def carry_out(
    plan: Plan, by: Post, at: datetime, progress: Callable[[int], None] = lambda done: None
) -> list[Disclosure]:
    """Opens the plan's good rows as drafts, a chunk a transaction: run again, what came in stays and is not doubled."""
    rows = []
    for start in range(0, len(plan.good), CHUNK):
        some = plan.good[start : start + CHUNK]
        writings = [Writing(draft, by, at, start_of_day(draft.formed_on)) for draft in some]
        with transaction.atomic():
            rows += open_records(writings, step="import")
        progress(len(some))
    return rows


def _settled(plan: Plan, *, as_is: bool) -> Plan:
    """Rows known from before left out, texts cleaned, and what should be looked at told."""
    _leave_out_known(plan)
    if not as_is:
        plan.good = [cleaned(draft) for draft in plan.good]
    plan.heeds = heeds(plan.good)
    return plan


def _take_row(plan: Plan, row, matched, reader: Reader) -> None:
    said = {}
    for column in COLUMNS:
        cell = matched.cell(row, column.id)
        raw = column.id in ("formed_on", "formerly")
        said[column.id] = None if cell is None else cell.value if raw else typed.text(cell)
    _take(plan, row.number, said, reader, row)


def _take(plan: Plan, number: int, said: dict, reader: Reader, row) -> None:
    try:
        plan.good.append(reader.draft(said))
    except TableRefused as refusal:
        plan.bad.append(Bad(number, said.get("title") or "", refusal.reason, row))
    except ValueError as reason:
        plan.bad.append(Bad(number, said.get("title") or "", str(reason), row))


def _leave_out_known(plan: Plan) -> None:
    """Rows with an identity of the old system come in once; the same identity twice in a file is a fault."""
    there = known([(draft.batch, draft.origin_key) for draft in plan.good])
    fresh, seen = [], set()
    for draft in plan.good:
        if (draft.batch, draft.origin_key) in there:
            plan.known += 1
        elif draft.origin_key and draft.origin_key in seen:
            plan.bad.append(Bad(0, draft.title, f"原系统标识“{draft.origin_key}”在文件里出现了两次"))
        else:
            seen.add(draft.origin_key)
            fresh.append(draft)
    plan.good = fresh


def known(identities: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the (batch, key of the old system) that were brought in before."""
    found: set[tuple[str, str]] = set()
    for start in range(0, len(identities), CHUNK):
        batches, keys = (set(words) for words in zip(*identities[start : start + CHUNK], strict=True))
        there = Disclosure.objects.filter(batch__in=batches, origin_key__in=keys)
        there = there.exclude(origin_key="")  # the condition of the index over both; without it a batch is read whole
        found |= set(there.values_list("batch", "origin_key"))
    return found


def page_text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")
