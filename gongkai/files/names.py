"""File names as strangers write them, made safe to store, to show and to send in a header."""

import re
import unicodedata

LONGEST = 120
NAMELESS = "未命名"
# Separators and signs some system reserves, control characters, and marks that turn the reading direction around
# (a name that reads "…gpj.exe" backwards).
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def safe(name: str) -> str:
    """The last part of a path as a plain name: NFC, no reserved sign, at most 120 characters, its ending kept.

    Never empty, never begins or ends with a dot; made safe twice it stays the same.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = UNSAFE.sub("_", unicodedata.normalize("NFC", last))
    plain = " ".join(plain.split()).strip(". _")
    if RESERVED.match(plain):
        plain = f"{NAMELESS}_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > 10:
        return plain[:LONGEST].rstrip(". _") or NAMELESS
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. _') or NAMELESS}.{ending}"


def ending(name: str) -> str:
    """The file's ending in lower case without its dot; empty where there is none."""
    stem, dot, last = safe(name).rpartition(".")
    return last.lower() if dot and stem and last.isalnum() else ""
