"""Looking through: every row is read, asked and checked; what can come in is put aside in a file of its own.

Nothing is written to the database. The file put aside is what four people agree to, so it is named by its hash, and
only it is read later: a source changed meanwhile changes nothing.
"""

import csv
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.accounts.models import Post
from gongkai.disclosures import drafting
from gongkai.disclosures.importing.heeding import cleaned
from gongkai.disclosures.importing.plans import known
from gongkai.disclosures.importing.rows import Reader
from gongkai.disclosures.proofs import proofing
from gongkai.intake import reading
from gongkai.intake.carried import Brought, Carrier
from gongkai.intake.models import Intake
from gongkai.papers import clean
from gongkai.tables import TableRefused
from gongkai.tables.csv_out import guarded

SHOWN = 50  # faults and drafts told on the page; the file of bad rows has all
CHUNK = 500
SAMPLES = 20
KEPT = 24 * 3600  # seconds


@dataclass(frozen=True)
class Asked:
    """A row that can come in as ``draft``, with what it brings, and why it would stay a draft."""

    found: reading.Found
    draft: drafting.Draft
    brought: Brought
    held: str

    @property
    def identity(self) -> tuple[str, str]:
        """(batch, key of the old system)."""
        return self.draft.batch, self.draft.origin_key


Told = tuple[int, str, str]
"""A row worth a word: its number, its title, what is the matter with it."""


@dataclass
class Look:
    """What was found. ``held`` of the ``good`` rows would stay drafts; ``sha256`` names the file put aside."""

    name: str
    good: int = 0
    held: int = 0
    bad: int = 0
    known: int = 0
    files: int = 0
    noisy: int = 0
    faults: list[Told] = field(default_factory=list)
    stopped: list[Told] = field(default_factory=list)
    sha256: str = ""

    @property
    def rows(self) -> int:
        return self.good + self.bad + self.known

    @property
    def says(self) -> str:
        already = f"；{self.known} 行以前接收过，不再重复" if self.known else ""
        drafts = f"，其中 {self.held} 件有检查疑点，只留作草稿" if self.held else ""
        more = f"；带来附件和图片 {self.files} 个" if self.files else ""
        more += f"；{self.noisy} 件夹有注音或繁体字，接收时清理，原文另外留存" if self.noisy else ""
        return f"“{self.name}”共 {self.rows} 行：可以接收 {self.good} 件{drafts}；{self.bad} 行有问题{already}{more}。"


def look_through(
    path: Path, by: Post, at: datetime, *, name: str = "", bad_rows: Path | None = None, files: Path | None = None,
    progress: Callable[[int], object] = lambda done: None,
) -> Look:  # fmt: skip
    """Reads ``path`` (see ``reading.rows``); bad rows go to ``bad_rows`` (CSV) with their reasons, if it is told.

    ``files``: the folder that attachments are taken from; of a folder of pages, that folder.
    """
    look = Look(name or path.name)
    reader = Reader(by, Path(look.name).stem, at)
    carrier = Carrier(files or (path if path.is_dir() else None), by, at)
    with _aside(look) as keep, _returned(bad_rows) as give_back:
        seen: set[bytes] = set()
        waiting: list[Asked] = []
        for found in reading.rows(path):
            try:
                waiting.append(_asked(found, reader, carrier, seen))
            except (TableRefused, ValueError) as reason:
                says = getattr(reason, "reason", "") or str(reason)
                look.bad += 1
                _note(look.faults, found, says)
                give_back(found, says)
            if len(waiting) == CHUNK:
                _put_aside(look, waiting, keep)
                progress(CHUNK)
        _put_aside(look, waiting, keep)
    return look


def path_of(sha256: str) -> Path:
    """Where the rows put aside under a hash stand."""
    return settings.DATA / "intake" / f"{sha256}.jsonl"


def next_rows(intake: Intake, most: int) -> tuple[list[dict[str, Any]], int]:
    """The next rows put aside that were not dealt with yet ({n, said, held}), and where they end in bytes."""
    with path_of(intake.sha256).open("rb") as file:
        file.seek(intake.offset)
        found = [json.loads(line) for line in islice(file, most)]
        return found, file.tell()


def _asked(found: reading.Found, reader: Reader, carrier: Carrier, seen: set[bytes]) -> Asked:
    """The row as it would come in; raises ``ValueError`` with the reason why it cannot."""
    if found.fault:
        raise ValueError(found.fault)
    if not found.said.get("formed_on"):
        raise ValueError("缺成文日期")
    brought = carrier.bring(found.said.get("html") or "", found.said.get("files") or "", found.beside)
    draft = cleaned(reader.draft(found.said | {"html": brought.html}))
    draft.files = brought.files
    mark = hashlib.sha256(f"{draft.batch}\0{draft.origin_key}".encode()).digest()[:16]
    if mark in seen:
        raise ValueError(f"原系统标识“{draft.origin_key}”在文件里出现了两次")
    seen.add(mark)
    return Asked(found, draft, brought, _held(draft))


def _held(draft: drafting.Draft) -> str:
    """Why a row would stay a draft, in words: what the gate of 提出公开 would say, or that it was never public."""
    reasons = [f"{one.part}：{one.seen.message}" for one in proofing.stops(drafting.unsaved(draft))[:3]]
    if draft.formerly is None:
        reasons.append("没有写原公开时间，不能随整批公开")
    return " ".join(dict.fromkeys(reasons))


def _put_aside(look: Look, waiting: list[Asked], keep: Callable[[dict], None]) -> None:
    there = known([one.identity for one in waiting])
    for one in waiting:
        if one.identity in there:
            look.known += 1
            continue
        look.good += 1
        look.files += len(one.brought.files)
        look.noisy += one.draft.original is not None
        if one.held:
            look.held += 1
            _note(look.stopped, one.found, one.held)
        keep(_row(one))
    waiting.clear()


def _row(one: Asked) -> dict[str, Any]:
    """What is put aside of a row: {n, said, held}, and its files, their old paths and its text as it came, if any."""
    said = one.found.said | {"title": one.draft.title, "origin_key": one.draft.origin_key}
    if one.brought.html or one.draft.original:
        said["html"] = one.draft.html
    row: dict[str, Any] = {"n": one.found.number, "said": said, "held": bool(one.held)}
    if one.brought.files:
        row |= {"files": [[file.pk, name] for file, name in one.brought.files], "paths": one.brought.paths}
    if one.draft.original:
        row["original"] = one.draft.original
    return row


def _note(told: list[Told], found: reading.Found, says: str) -> None:
    if len(told) < SHOWN:
        told.append((found.number, str(found.said.get("title") or "")[:80], says))


@contextmanager
def _aside(look: Look) -> Iterator[Callable[[dict], None]]:
    folder = settings.DATA / "intake"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    digest = hashlib.sha256()
    try:
        with open(handle, "wb") as file:

            def keep(row: dict) -> None:
                line = json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n"
                digest.update(line)
                file.write(line)

            yield keep
            file.flush()
            os.fsync(file.fileno())
        look.sha256 = digest.hexdigest()
        Path(name).replace(path_of(look.sha256))
    finally:
        Path(name).unlink(missing_ok=True)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


@contextmanager
def _returned(path: Path | None) -> Iterator[Callable[[reading.Found, str], None]]:
    """Writes bad rows as they come, under headings that this import knows again."""
    if path is None:
        yield lambda found, says: None
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["原行号", "不能接收的原因", *(column.shown for column in reading.COLUMNS), "原文"])

        def give_back(found: reading.Found, says: str) -> None:
            said = [found.said.get(column.id) for column in reading.COLUMNS]
            cells = ["" if value is None else guarded(str(value)) for value in (*said, found.raw)]
            writer.writerow([found.number, says, *cells])

        yield give_back


def samples(intake: Intake, count: int = SAMPLES) -> list[dict[str, Any]]:
    """Rows from the whole length of the file put aside, for those who agree to it: said words by column id, held, n."""
    path, found = path_of(intake.sha256), dict[int, dict[str, Any]]()
    if not path.exists():
        return []
    with path.open("rb") as file:
        size = path.stat().st_size
        for place in range(count):
            file.seek(size * place // count)
            if place:
                file.readline()
            if line := file.readline():
                row = json.loads(line)
                found[row["n"]] = row
    return [row | {"text": clean.html(clean.as_html(row["said"].get("html") or ""))} for row in found.values()]


def forgotten(at: datetime) -> list[Path]:
    """Files put aside a day ago that nobody proposed."""
    folder = settings.DATA / "intake"
    old = [path for path in folder.glob("*") if at.timestamp() - path.stat().st_mtime > KEPT] if folder.exists() else []
    wanted = set(Intake.objects.values_list("sha256", flat=True)) if old else set()
    return [path for path in old if path.name != f"{path.stem}.jsonl" or path.stem not in wanted]
