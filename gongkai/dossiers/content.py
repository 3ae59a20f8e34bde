"""What was read: the hash that a review of a revision is bound to, over everything the revision says."""

import hashlib
import json

from gongkai.dossiers.models import Dossier, Revision

CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(dossier: Dossier, revision: Revision) -> str:
    """SHA-256 (64 hex) of a revision and of where it stands."""
    return _hash([dossier.type, dossier.topic_id, revision.number, *_head(revision), revision.stages])


def head_stamp(revision: Revision) -> str:
    """What the head said when it was opened for writing (64 hex)."""
    return _hash(_head(revision))


def stage_stamp(revision: Revision, stage: str) -> str:
    """What a stage said when it was opened for writing (64 hex)."""
    return _hash(revision.stages.get(stage))


def _head(revision: Revision) -> list:
    return [revision.summary, revision.particulars, revision.note]


def _hash(told: object) -> str:
    return hashlib.sha256(CANONICAL(told).encode()).hexdigest()
