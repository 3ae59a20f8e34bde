"""Sealed files: ``$GONGKAI_DATA/sealed/ab/abcd…``, enciphered, under a name that tells nothing, and erasable."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings

from gongkai.vault.sealed import SealFault

PLACE = re.compile(r"[0-9a-f]{32}")


def keep(content: bytes) -> str:
    """Puts bytes away and returns their place. They are on the disk before anybody can name it."""
    place = secrets.token_hex(16)
    path = _path(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(settings.KEYS.seal.encrypt(content))
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    return place


def read(place: str) -> bytes:
    """What was put away. Raises ``FileNotFoundError`` once it is erased, ``SealFault`` where the keys do not fit."""
    try:
        return settings.KEYS.seal.decrypt(_path(place).read_bytes())
    except InvalidToken:
        raise SealFault("密封的文件打不开：密钥文件与数据不配套，请从备份恢复 keys/ 目录") from None


def holds(place: str) -> bool:
    return bool(PLACE.fullmatch(place)) and _path(place).exists()


def erase(place: str) -> None:
    """Gone for good; what is gone already stays so."""
    _path(place).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """Places filled before ``moment``; leftovers of an interrupted filling go at once."""
    for path in _folder().glob("??/*"):
        if path.stat().st_mtime < moment.timestamp():
            if PLACE.fullmatch(path.name):
                yield path.name
            else:
                path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DATA) / "sealed"


def _path(place: str) -> Path:
    if not PLACE.fullmatch(place):
        raise ValueError("密封文件的位置不对")
    return _folder() / place[:2] / place
