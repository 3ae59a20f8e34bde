"""文字版: what a picture or a scan among the attachments says, for whoever cannot see it and for machines (B13).

It stands with the attachment, is checked and reviewed with the rest, and has a page of its own before the public.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from gongkai.checks.finding import Finding
from gongkai.disclosures.models import Edition
from gongkai.files import text
from gongkai.files.models import StoredFile
from gongkai.files.readers.pdf import NO_TEXT

FIELD = "text-"  # and the SHA-256 of the file: its field in the form
LONGEST = 200_000
PDF, OFD = "application/pdf", "application/ofd"


def of(edition: Edition | None) -> dict[str, str]:
    """Text versions by SHA-256."""
    return {file["sha256"]: file["text"] for file in edition.attachments if file.get("text")} if edition else {}


def posted(data: Mapping[str, str]) -> dict[str, str]:
    """Those that a form sent, empty ones too."""
    return {name.removeprefix(FIELD): str(data[name]) for name in data if name.startswith(FIELD)}


def asked(edition: Edition | None, data: Mapping[str, str]) -> dict[str, str]:
    """What a form asks to be kept: what it sent, and what it had no field for as it stood."""
    return {key: said.strip()[:LONGEST] for key, said in (of(edition) | posted(data)).items()}


def fields(files: Iterable[tuple[StoredFile, str]], said: Mapping[str, str]) -> list[dict]:
    """The fields a form shows: of what only an eye can read, and of what has a text version already."""
    some = list(files)
    eyes = _for_the_eye([(file.pk, file.media_type) for file, _ in some])
    return [
        {"name": f"{FIELD}{file.pk}", "label": called, "value": said.get(file.pk, "")}
        for file, called in some
        if file.pk in eyes or said.get(file.pk)
    ]


def unread(attachments: list[dict]) -> list[str]:
    """Names of those that can be read by the eye alone and have no text version."""
    eyes = _for_the_eye([(file["sha256"], file["type"]) for file in attachments if not file.get("text")])
    return [file["name"] for file in attachments if file["sha256"] in eyes]


def findings(attachments: list[dict]) -> list[tuple[str, Finding]]:
    """One finding for all that can be read by the eye alone."""
    names = unread(attachments)
    if not names:
        return []
    told = "、".join(names[:5]) + (f"等{len(names)}个" if len(names) > 5 else "")
    says = f"图片和扫描件没有文字，看不见的人听不到，也搜不到：{told}。请在附件下面填写“文字版”，或者换成有文字的文件。"
    return [("附件", Finding("no_text_version", "warn", 0, 0, told, says))]


def _for_the_eye(files: list[tuple[str, str]]) -> set[str]:
    """Those of the files (SHA-256, media type) that hold pages which only an eye can read."""
    faults = text.faults([key for key, kind in files if kind in (PDF, OFD)])
    return {key for key, kind in files if kind.startswith("image/") or _is_scan(key, kind, faults.get(key, text.GONE))}


@lru_cache(maxsize=512)
def _is_scan(sha256: str, media_type: str, fault: str) -> bool:
    if media_type not in (PDF, OFD) or fault:
        return NO_TEXT in fault
    words = text.kept([sha256])[sha256]
    return not words.seen or any(trace.kind == "scan" for trace in words.traces)
