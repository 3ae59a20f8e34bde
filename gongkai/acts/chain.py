"""The hash of an act: over everything it says and over the act before it."""

import hashlib
import json
import secrets

FIRST = "0" * 64  # what the first act of a case stands on
CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(act) -> str:
    """SHA-256 (64 hex) of an act's canonical bytes. Two installations with the same rows get the same hash."""
    said = [
        act.case_id,
        act.number,
        act.step,
        act.frm,
        act.to,
        act.person_id,
        act.post_id,
        act.at.timestamp(),
        act.effective.timestamp(),
        act.ground,
        act.content,
        act.detail,
        act.words,
        act.prev,
    ]
    return hashlib.sha256(CANONICAL(said).encode()).hexdigest()


def salted(words: str, salt: str) -> str:
    """Hash that stands in an act for words kept elsewhere; the salt goes with the words when they are erased."""
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(16)
