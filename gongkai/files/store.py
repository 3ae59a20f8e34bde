"""Files by what they contain: ``$GONGKAI_DATA/files/ab/abcd…``, named by SHA-256 and never changed.

A file is received under ``incoming/``, inspected there, and only then moved to its place; the row that names it comes
last. So whatever moment a crash chooses, no row names a file that is not whole on the disk; what it leaves under
``incoming/`` or without a row, ``quarantine.sweep`` takes away.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from io import BufferedReader
from pathlib import Path

from django.conf import settings

from gongkai.accounts.models import Person
from gongkai.files import names, scanning, text
from gongkai.files.inspection import inspect
from gongkai.files.models import StoredFile
from gongkai.files.places import SHA256, folder, incoming, path
from gongkai.files.refusal import FileRefused

__all__ = ["SHA256", "folder", "incoming", "intact", "keep", "keep_made", "open", "path"]

CHUNK = 256 * 1024


def keep(upload, *, name: str, at: datetime, by: Person | None) -> StoredFile:
    """Takes a file in, reads its text and returns its row; the same content twice is one file, one row, read once.

    ``upload``: bytes, an opened binary file or what Django calls an uploaded file; ``name``: as the sender named it;
    ``at``: the moment of the act (aware); ``by``: None for imports. Raises ``FileRefused`` (a Chinese sentence), and
    then nothing stays on the disk.
    """
    name = names.safe(name)
    try:
        with _received(upload) as (fresh, sha256, size):
            with fresh.open("rb") as content:
                kind = inspect(content, name)
            scanning.scan(fresh, getattr(settings, "SCANNER", ""))
            _settle(fresh, sha256)
    except FileRefused as refused:
        raise FileRefused(refused.says, name=name) from refused.__cause__
    row, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": kind.media_type, "name": name, "at": at, "by": by}
    )
    text.keep(row)
    return row


def keep_made(content: bytes, *, name: str, media_type: str, at: datetime, by: Person | None) -> StoredFile:
    """Keeps what the house itself put together, of a type that is not taken from senders; never shown as it is."""
    with _received(content) as (fresh, sha256, size):
        _settle(fresh, sha256)
    said = {"size": size, "media_type": media_type, "name": names.safe(name), "at": at, "by": by}
    row, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults=said)
    text.keep(row)
    return row


def open(sha256: str) -> BufferedReader:
    """The stored file for reading. Raises ``FileNotFoundError``."""
    return path(sha256).open("rb")


def intact(sha256: str) -> bool:
    """Fixity: whether the file is there and still is what its name says."""
    try:
        with open(sha256) as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _received(upload) -> Iterator[tuple[Path, str, int]]:
    """The upload written to a private file that is gone afterwards; yields its path, SHA-256 and size in bytes."""
    incoming().mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = incoming() / secrets.token_hex(16)
    try:
        sha256, size = _write(upload, fresh)
        if size == 0:
            raise FileRefused("文件是空的，请核对后再上传")
        yield fresh, sha256, size
    finally:
        fresh.unlink(missing_ok=True)


def _write(upload, fresh: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    _refuse_size(getattr(upload, "size", None) or 0)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440), "wb") as out:
        for chunk in _chunks(upload):
            size += len(chunk)
            _refuse_size(size)
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _refuse_size(size: int) -> None:
    if size > settings.MAX_UPLOAD_BYTES:
        raise FileRefused(f"文件超过{settings.MAX_UPLOAD_BYTES // 2**20}MB的上限，请压缩或拆分后再上传")


def _chunks(upload) -> Iterator[bytes]:
    if isinstance(upload, bytes):
        yield from (upload[place : place + CHUNK] for place in range(0, len(upload), CHUNK))
    elif hasattr(upload, "chunks"):
        yield from upload.chunks(CHUNK)
    else:
        while chunk := upload.read(CHUNK):
            yield chunk


def _settle(fresh: Path, sha256: str) -> None:
    # Moved over whatever stands there: the content is the same, and a copy that rotted on the disk is healed.
    place = path(sha256)
    place.parent.mkdir(exist_ok=True, mode=0o750)
    os.replace(fresh, place)
    for parent in (place.parent, place.parent.parent):
        _sync(parent)


def _sync(parent: Path) -> None:
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
