"""The words of a stored file, for search and for the checks before publication."""

from gongkai.files import child, store
from gongkai.files.kinds import KINDS
from gongkai.files.models import StoredFile
from gongkai.files.refusal import Unreadable

READERS = {
    "pdf": "pdf",
    "docx": "docx",
    "pptx": "pptx",
    "ofd": "ofd",
    "xlsx": "sheets",
    "xls": "sheets",
    "txt": "text",
    "csv": "text",
}
BY_TYPE = {KINDS[ending].media_type: f"gongkai.files.readers.{reader}" for ending, reader in READERS.items()}


def extract(sha256: str, *, bounds: child.Bounds = child.USUAL) -> str:
    """The text of a stored file, a line a paragraph or row; read in a limited child process.

    Raises ``Unreadable`` where the text cannot be had (a picture, a scan, an old format, a locked or damaged file, too
    much of it): that is not the same as having none. Raises ``StoredFile.DoesNotExist`` for a file never kept.
    """
    row = StoredFile.objects.get(pk=sha256)
    if row.media_type not in BY_TYPE:
        raise Unreadable("这类文件不能自动提取文字，请人工查看")
    return child.run(BY_TYPE[row.media_type], store.path(sha256), bounds=bounds)
