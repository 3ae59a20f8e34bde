"""Where the store keeps what: ``$GONGKAI_DATA/files/ab/abcd…``, and what is being received under ``incoming/``."""

import re
from pathlib import Path

from django.conf import settings

SHA256 = re.compile(r"[0-9a-f]{64}")


def folder() -> Path:
    return Path(settings.DATA) / "files"


def incoming() -> Path:
    return folder() / "incoming"


def path(sha256: str) -> Path:
    """Where a file stands. A name that is no SHA-256 is refused, so that nobody reads beside the store."""
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"“{sha256[:80]}”不是文件的 SHA-256")
    return folder() / sha256[:2] / sha256
