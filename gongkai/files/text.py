"""The words of a stored file, for search and for the checks before publication: read once, kept by its content."""

import json
import zlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, field

from gongkai.files import child, places
from gongkai.files.kinds import KINDS
from gongkai.files.models import Reading, StoredFile
from gongkai.files.readers.parts import Part, Trace
from gongkai.files.refusal import Unreadable

READER = 2  # to be raised with every change of what the readers find; files are then read again
READERS = {
    "pdf": "pdf.read",
    "docx": "word.read",
    "pptx": "drawn.slides",
    "ofd": "drawn.ofd",
    "xlsx": "sheets.read",
    "xls": "sheets.read",
    "txt": "plain.read",
    "csv": "plain.read_rows",
}
BY_TYPE = {KINDS[ending].media_type: f"gongkai.files.readers.{reader}" for ending, reader in READERS.items()}
BOUNDS = child.Bounds(output=32 * 1024 * 1024)  # bytes; two million characters, each line with its number
UNKNOWN = "这类文件不能自动提取文字，请人工查看"
GONE = "文件不在库里，请重新上传"


@dataclass(frozen=True, slots=True)
class Words:
    """What was read: parts in the file's order, and traces of what does not meet the eye."""

    parts: list[Part] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """What a reader of the file sees, a line a paragraph or row."""
        return "\n".join(part.text for part in self.parts if not part.hidden)


def extract(sha256: str, *, bounds: child.Bounds = BOUNDS) -> Words:
    """Reads a stored file in a limited child process.

    Raises ``Unreadable`` where the text cannot be had (a picture, a scan, an old format, a locked or damaged file, too
    much of it): that is not the same as having none. Raises ``StoredFile.DoesNotExist`` for a file never kept.
    """
    row = StoredFile.objects.get(pk=sha256)
    if row.media_type not in BY_TYPE:
        raise Unreadable(UNKNOWN)
    return _words(child.run(BY_TYPE[row.media_type], places.path(sha256), bounds=bounds))


def keep(row: StoredFile, *, bounds: child.Bounds = BOUNDS) -> Reading:
    """Reads a file unless that was done, and keeps what came of it; what failed is tried again."""
    found = Reading.objects.filter(pk=row.pk).first()
    if found is not None and found.reader == READER and not found.fault:
        return found
    packed, fault = b"", ""
    try:
        words = extract(row.pk, bounds=bounds)
        packed = zlib.compress(json.dumps(_plainly(words), ensure_ascii=False).encode())
    except Unreadable as refused:
        fault = str(refused)
    except FileNotFoundError:
        fault = GONE
    made = {"reader": READER, "packed": packed, "fault": fault[:200]}
    return Reading.objects.update_or_create(pk=row.pk, defaults=made)[0]


def unread(most: int = 20) -> list[StoredFile]:
    """Files taken in before they were read, or read by older readers."""
    return list(StoredFile.objects.exclude(reading__reader=READER).order_by("pk")[:most])


def faults(keys: Collection[str]) -> dict[str, str]:
    """Why each of these files could not be read, empty where it could; one not read yet is read now."""
    found = told_faults(keys)
    for row in StoredFile.objects.filter(pk__in=set(keys) - set(found)):
        found[row.pk] = keep(row).fault
    return found


def told_faults(keys: Collection[str]) -> dict[str, str]:
    """Why each of these files could not be read, as far as that was tried."""
    return dict(Reading.objects.filter(pk__in=keys, reader=READER).values_list("pk", "fault"))


def kept(keys: Collection[str]) -> dict[str, Words]:
    """The words of those files among these that were read."""
    rows = Reading.objects.filter(pk__in=keys, fault="").values_list("pk", "packed")
    return {key: _words(json.loads(zlib.decompress(packed))) for key, packed in rows}


def _words(told: dict) -> Words:
    return Words([Part(**part) for part in told["parts"]], [Trace(*trace) for trace in told["traces"]])


def _plainly(words: Words) -> dict:
    return {"parts": [asdict(part) for part in words.parts], "traces": [list(trace) for trace in words.traces]}
