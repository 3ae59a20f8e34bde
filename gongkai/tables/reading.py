"""The door in: a path or bytes, known by content and not by its name."""

import os
from pathlib import Path

from gongkai.tables.csv_in import read_csv
from gongkai.tables.limits import DEFAULT, Limits, check_size
from gongkai.tables.refusal import TableRefused
from gongkai.tables.sheets import Workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(source: str | os.PathLike[str] | bytes, *, name: str = "", limits: Limits = DEFAULT) -> Workbook:
    """An XLSX or CSV as a Workbook. `name` is what refusals call the file (default: the path's last part).

    Raises TableRefused, in Chinese, for what is too large, broken, encrypted, of another kind, or unreadable; the
    size is asked before a byte is read. OSError when the path itself cannot be opened.
    """
    if not isinstance(source, bytes):
        name = name or Path(source).name
    try:
        return _read(_content(source, limits), name, limits)
    except TableRefused as refusal:
        raise refusal.placed(file=name) from refusal


def _content(source: str | os.PathLike[str] | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        check_size(len(source), limits, "")
        return source
    check_size(Path(source).stat().st_size, limits, "")
    return Path(source).read_bytes()


def _read(content: bytes, name: str, limits: Limits) -> Workbook:
    if not content.strip():
        raise TableRefused("文件是空的。")
    if content.startswith(ZIP):
        from gongkai.tables.xlsx_in import read_xlsx  # with its parser, which a CSV does not need

        return read_xlsx(content, name, limits)
    if content.startswith(OLE):
        raise TableRefused("这是旧版 XLS 或加密的文件，请取消密码并另存为 XLSX。")
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableRefused("这不是表格文件，只接受 XLSX 和 CSV。")
    return read_csv(content, name, limits)
