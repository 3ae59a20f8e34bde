"""What was read: the hash that a review is bound to, over everything the public would see."""

import hashlib
import json

from gongkai.disclosures.models import Edition

FIELDS = (
    "number", "attribute", "attribute_ground", "title", "doc_no", "kind", "element", "subject", "summary", "source",
    "keywords", "html", "attachments", "validity", "interprets_id", "change_note",
)  # fmt: skip
CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
FILE_PARTS = ("sha256", "name", "size", "type")
DATES = ("formed_on", "effective_on", "expires_on")


def digest(edition: Edition, topic_key: int) -> str:
    """SHA-256 (64 hex) of an edition under its topic. The edition's number counts: a new edition is read anew."""
    said = [_files(edition) if name == "attachments" else getattr(edition, name) for name in FIELDS]
    said += [day.isoformat() if (day := getattr(edition, name)) else None for name in DATES]
    said.append(topic_key)
    return hashlib.sha256(CANONICAL(said).encode()).hexdigest()


def _files(edition: Edition) -> list[dict]:
    """Attachments with their parts in one order: PostgreSQL gives the keys of what it stores back in its own."""
    return [
        {**{part: file[part] for part in FILE_PARTS if part in file}, **dict(sorted(file.items()))}
        for file in edition.attachments
    ]
