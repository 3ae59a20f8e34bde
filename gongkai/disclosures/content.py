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
# What editions learned to say later. It counts only where something is said, so that former hashes hold for ever.
LATER = (
    "addressees", "copied", "signed", "copies", "subject_words", "public_title", "weight", "concerns",
    "forms", "explainer", "explainer_rank",
)  # fmt: skip


def digest(edition: Edition) -> str:
    """SHA-256 (64 hex) of an edition. Its number and its topic count: a new edition is read anew."""
    said = [_files(edition) if name == "attachments" else getattr(edition, name) for name in FIELDS]
    said += [day.isoformat() if (day := getattr(edition, name)) else None for name in DATES]
    said.append(edition.topic_id)
    if later := _later(edition):
        said.append(later)
    return hashlib.sha256(CANONICAL(said).encode()).hexdigest()


def _later(edition: Edition) -> dict:
    kept = vars(edition)  # plain columns; most editions say nothing of all this, and each is hashed several times
    found = {name: kept[name] for name in LATER if kept[name]}
    if kept["issued_on"]:
        found["issued_on"] = edition.issued_on.isoformat()
    if kept["links"]:
        found["links"] = [dict(sorted(link.items())) for link in edition.links]
    return found


def _files(edition: Edition) -> list[dict]:
    """Attachments with their parts in one order: PostgreSQL gives the keys of what it stores back in its own."""
    return [
        {**{part: file[part] for part in FILE_PARTS if part in file}, **dict(sorted(file.items()))}
        for file in edition.attachments
    ]
