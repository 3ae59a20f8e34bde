"""Import files between looking through and taking: named by hash and owner, never served, gone in a day."""

import hashlib
import re
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from gongkai.accounts.models import Person

KEPT = timedelta(days=1)
NAME = re.compile("[0-9a-f]{64}")


def keep(content: bytes, owner: Person) -> str:
    """Keeps a file for its owner; returns the name to ask for it by (64 hex)."""
    name = hashlib.sha256(content).hexdigest()
    path = _path(name, owner)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return name


def read(name: str, owner: Person) -> bytes:
    """What the owner kept. Raises ``FileNotFoundError`` for anything else."""
    if not NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return _path(name, owner).read_bytes()


def old(now: datetime) -> list[Path]:
    """Files that nobody came back for."""
    folder = settings.DATA / "spool"
    paths = folder.iterdir() if folder.exists() else ()
    return [path for path in paths if now.timestamp() - path.stat().st_mtime > KEPT.total_seconds()]


def _path(name: str, owner: Person) -> Path:
    return settings.DATA / "spool" / f"{owner.pk}-{name}"
