"""What was read: the hash that a review is bound to, over everything the public would see."""

import hashlib
import json

from gongkai.disclosures.models import Edition

FIELDS = (
    "number", "attribute", "attribute_ground", "title", "doc_no", "kind", "element", "subject", "summary", "source",
    "keywords", "html", "attachments", "validity", "interprets_id", "change_note",
)  # fmt: skip
CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
DATES = ("formed_on", "effective_on", "expires_on")


def digest(edition: Edition, topic_key: int) -> str:
    """SHA-256 (64 hex) of an edition under its topic. The edition's number counts: a new edition is read anew."""
    said = [getattr(edition, name) for name in FIELDS]
    said += [day.isoformat() if (day := getattr(edition, name)) else None for name in DATES]
    said.append(topic_key)
    return hashlib.sha256(CANONICAL(said).encode()).hexdigest()
