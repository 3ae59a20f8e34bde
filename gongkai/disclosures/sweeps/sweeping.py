"""批量办理: the same piece of work on many documents, looked at before it is done, taken back where that can be.

Each is done by the steps that do it for one; what a document was before stands in the sweep, so that it can go back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from gongkai.accounts.models import Person, Post
from gongkai.acts import steps
from gongkai.acts.taking import CHUNK, Take, take_many
from gongkai.checks import privacy
from gongkai.checks.finding import mask
from gongkai.disclosures import drafting
from gongkai.disclosures.drafting import EDITABLE, Draft, Saving
from gongkai.disclosures.models import Disclosure, EditionFile, Sweep
from gongkai.disclosures.people import keeping
from gongkai.disclosures.sweeps.replacing import Outcome, Rewording, outcome
from gongkai.disclosures.vocabulary import WithdrawalCause
from gongkai.look.words import titled

MOST = 500
OUT = ("published", "archived")


@dataclass(frozen=True)
class Work:
    """What is to be done: ``what`` of WORKS and what it needs."""

    what: str
    keeper: Person | None = None
    day: date | None = None
    rewording: Rewording = field(default_factory=Rewording)
    cause: str = ""
    words: str = ""


@dataclass
class Line:
    """One document of the dry run; ``bars`` is why it stays as it is (empty: it will be done)."""

    record: Disclosure
    says: str
    bars: str = ""
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True)
class Sort:
    """A sort of work: its name, who may do it, and by which step."""

    label: str
    step: str
    undoes: bool = True
    roles: frozenset = frozenset()

    def may(self, role: str) -> bool:
        return role in (self.roles or steps.kind("disclosure").steps[self.step].roles)


WORKS = {
    "hand": Sort("移交责任人", keeping.HAND),
    "look": Sort("定复看日期", keeping.LOOK),
    "move": Sort("换栏目", "change"),
    "replace": Sort("查找替换", "change"),
    "withdraw": Sort("撤回公开", "withdraw", undoes=False),
}


def dry_run(work: Work, found: Sequence[Disclosure]) -> list[Line]:
    """What would happen to each, without writing anything; those that already are as they should be are left out."""
    lines = [_line(work, row) for row in found]
    return [line for line in lines if line.says or line.bars]


def do(work: Work, found: Sequence[Disclosure], read: dict[int, str], by: Post, at: datetime) -> Sweep:
    """Does it to all of them or to none; ``read`` is what each said when it was looked at."""
    lines = [line for line in dry_run(work, found) if not line.bars]
    with transaction.atomic():
        kept = []
        for start in range(0, len(lines), CHUNK):
            kept += _DO[work.what](work, lines[start : start + CHUNK], read, by, at)
        return Sweep.objects.create(what=work.what, says=told(work), post=by, at=at, rows=kept)


def told(work: Work) -> str:
    """A sentence over what is done."""
    how = work.rewording
    says = {
        "hand": f"移交给{work.keeper.name if work.keeper else ''}",
        "look": f"复看日期定为 {work.day}",
        "move": f"换到栏目“{how.topic.name if how.topic else ''}”",
        "replace": f"“{_open(how.find)}”改为“{_open(how.put)}”",
        "withdraw": f"撤回公开：{WithdrawalCause(work.cause).label if work.cause else ''}",
    }
    return says[work.what][:300]


def _open(words: str) -> str:
    """Words as everybody who sees what was done may read them: personal data that is to be gone stays in no list."""
    return mask(words, privacy.find(words, key=settings.KEYS.digest))


def _line(work: Work, row: Disclosure) -> Line:
    status, label = row.case.status, row.case.status_label
    if work.what == "hand":
        same = work.keeper is not None and row.keeper_id == work.keeper.pk
        return Line(
            row, "" if same else f"责任人由{keeping.keeper_of(row)}改为{work.keeper.name if work.keeper else ''}"
        )
    if work.what == "look":
        if row.live_id is None or status not in (*OUT, "emergent"):
            return Line(row, "", f"现在是“{label}”，公开以后才定复看日期")
        return Line(row, f"复看日期由{row.look_again or '未定'}改为{work.day}" if row.look_again != work.day else "")
    if work.what == "withdraw":
        return Line(row, "从门户撤回" if row.live_id else "", "" if row.live_id else "没有公开，不用撤回")
    found = outcome(row.edition, work.rewording)
    if not found.fields:
        return Line(row, "")
    if status not in (*EDITABLE, *OUT):
        return Line(row, "", f"现在是“{label}”，退回或审结以后才能改")
    return Line(row, f"{found.says}{'，改成新的一版送审' if status in OUT else ''}", outcome=found)


def _takes(
    lines: list[Line], read: dict[int, str], by: Post, at: datetime, detail: dict, words: str = ""
) -> list[Take]:
    return [Take(line.record.case, by, at, detail=detail, words=words, read=read[line.record.pk]) for line in lines]


def _hand(work: Work, lines, read, by, at) -> list[dict]:
    assert work.keeper is not None
    detail = {"keeper": work.keeper.pk, "says": f"由{work.keeper.name}负责"}
    kept = [{"key": line.record.pk, "keeper": line.record.keeper_id, "now": work.keeper.pk} for line in lines]
    take_many("disclosure", keeping.HAND, _takes(lines, read, by, at, detail))
    return kept


def _look(work: Work, lines, read, by, at) -> list[dict]:
    assert work.day is not None
    detail = {"next": work.day.isoformat(), "says": f"下次复看 {work.day}"}
    kept = [{"key": line.record.pk, "next": iso(line.record.look_again), "now": iso(work.day)} for line in lines]
    take_many("disclosure", keeping.LOOK, _takes(lines, read, by, at, detail))
    return kept


def _withdraw(work: Work, lines, read, by, at) -> list[dict]:
    take_many("disclosure", "withdraw", _takes(lines, read, by, at, {"cause": work.cause}, work.words))
    return [{"key": line.record.pk} for line in lines]


def _rewrite(work: Work, lines: list[Line], read, by, at) -> list[dict]:
    """Drafts are saved anew; what is out gets a new edition, which goes through review like any other."""
    out = [line for line in lines if line.record.case.status in OUT]
    if out:
        take_many("disclosure", "change", _takes(out, read, by, at, {}))
    fresh = {line.record.pk for line in out}
    records = _read([line.record.pk for line in lines])
    for row in records.values():
        if row.pk not in fresh and row.case.content != read[row.pk]:
            raise drafting.StaleDraft(f"{titled(row.case.title)}在您查看之后又改过，请重新查看再办")
    kept = [_kept(line, records[line.record.pk], line.record.pk in fresh) for line in lines]
    how = work.rewording
    told = {"change_note": how.note, "weight": how.weight}
    changes = {
        line.record.pk: line.outcome.fields | (told if line.record.pk in fresh else {}) for line in lines
    }  # fmt: skip
    save_anew(records, changes, by, at)
    for one in kept:
        one["now"] = records[one["key"]].case.content
    return kept


def _kept(line: Line, row: Disclosure, is_new: bool) -> dict:
    edition = row.edition
    names = () if is_new else line.outcome.fields
    before = {name: edition.topic_id if name == "topic" else getattr(edition, name) for name in names}
    return {"key": row.pk, "new": is_new, "before": before}


def save_anew(records: dict[int, Disclosure], changes: dict[int, dict], by: Post, at: datetime) -> None:
    """Drafts with some fields changed, saved as their writers save them; ``changes`` by key of the record."""
    files: dict[int, list] = {}
    carried = EditionFile.objects.filter(edition__in=[row.draft_id for row in records.values()]).order_by("pk")
    for one in carried.select_related("file"):
        files.setdefault(one.edition_id, []).append(one.file)
    savings = []
    for key, fields in changes.items():
        row, values = records[key], dict(fields)
        edition = row.edition
        called = {file["sha256"]: file["name"] for file in edition.attachments}
        base = {name: values.pop(name, getattr(edition, name)) for name in ("topic", "title", "formed_on", "html")}
        brought = [(file, called[file.pk]) for file in files.get(edition.pk, ())]
        draft = Draft(row.case.unit, values=values, files=brought, **base)
        savings.append(Saving(row, row.case.version, draft, by, at))
    for start in range(0, len(savings), CHUNK):
        drafting.save_many(savings[start : start + CHUNK])


def _read(keys: list[int]) -> dict[int, Disclosure]:
    rows = Disclosure.objects.select_related("case__unit", "topic", "draft__topic", "live__topic")
    return rows.in_bulk(keys)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_DO = {"hand": _hand, "look": _look, "move": _rewrite, "replace": _rewrite, "withdraw": _withdraw}
