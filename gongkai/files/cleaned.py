"""A public copy of a stored file, clean of what does not meet the eye; the original stays as it came (features A10)."""

import base64
from datetime import datetime

from gongkai.accounts.models import Person
from gongkai.files import child, places, store
from gongkai.files.models import StoredFile
from gongkai.files.refusal import Unreadable

CLEANERS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "office",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "office",
}
BOUNDS = child.Bounds(output=96 * 1024 * 1024)


def can(media_type: str) -> bool:
    """Whether such files can be cleaned here."""
    return media_type in CLEANERS


def copy(row: StoredFile, name: str, *, by: Person, at: datetime) -> StoredFile:
    """The clean copy, kept as a file of its own. Raises ``Unreadable`` or ``FileRefused`` in words."""
    if row.media_type not in CLEANERS:
        raise Unreadable("这类文件不能自动清理，请用办公软件清理后重新上传")
    made = child.run(f"gongkai.files.readers.cleaning.{CLEANERS[row.media_type]}", places.path(row.pk), bounds=BOUNDS)
    return store.keep(base64.b64decode(made), name=name, at=at, by=by)
