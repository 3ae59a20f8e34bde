"""Files to read, made by packages other than the reader under test."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl


def xlsx(fill: Callable[[Any], None]) -> bytes:
    """An XLSX by openpyxl, filled by the caller."""
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(*lines: list[Any], title: str = "附件1") -> bytes:
    """An XLSX of one sheet with these rows."""

    def fill(book: Any) -> None:
        book.active.title = title
        for line in lines:
            book.active.append(line)

    return xlsx(fill)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The same ZIP with parts changed, dropped (None) or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name.replace("__", "/"), part)
    return out.getvalue()
