"""What was read: the hash that a review of a revision is bound to, over everything the revision does."""

import hashlib
import json
from collections.abc import Iterable

from gongkai.registers.models import Change, Register, Revision

CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(register: Register, revision: Revision, changes: Iterable[Change]) -> str:
    """SHA-256 (64 hex) of a revision with its changes; each change has its ``line`` at hand."""
    rows = sorted([one.line.key, *_said(one)] for one in changes)
    told = [register.type, register.topic_id, revision.number, revision.effective_on.isoformat(), revision.note, rows]
    return hashlib.sha256(CANONICAL(told).encode()).hexdigest()


def stamp(change: Change | None) -> str:
    """What a row said when it was opened for writing (64 hex); empty for a row that was not there."""
    if change is None:
        return ""
    return hashlib.sha256(CANONICAL([change.revision_id, *_said(change)]).encode()).hexdigest()


def head_stamp(revision: Revision) -> str:
    """What the head of a revision said when it was opened for writing."""
    return hashlib.sha256(CANONICAL([revision.effective_on.isoformat(), revision.note]).encode()).hexdigest()


def _said(change: Change) -> list:
    return [change.kind, change.basis, change.withheld, change.values, change.sealed]
