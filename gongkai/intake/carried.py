"""What a page of an old site brings along: files it lists or links, pictures in its text. None of it is trusted.

Each is taken in by the very checks of an upload. In the text a link to a file leads to where the public will find it,
and a picture is named where it stood, as when a Word paper is brought in.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from gongkai.accounts.models import Post
from gongkai.files import names, store
from gongkai.files.kinds import KINDS
from gongkai.files.models import StoredFile
from gongkai.files.refusal import FileRefused
from gongkai.publication.downloads import file_url
from gongkai.publication.moved import as_path

VALUE = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))"
PICTURE = re.compile(rf"<img\b[^>]*?\bsrc{VALUE}[^>]*>", re.IGNORECASE)
LINK = re.compile(rf"<a\b[^>]*?\bhref{VALUE}[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
DATA = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s%]+)", re.IGNORECASE)
PICTURES = ("png", "jpg", "jpeg", "gif", "webp")
TAG = re.compile(r"<[^>]*>")
LISTED = re.compile(r"[;；\n|]")
MOST = 60  # files of one page
LONGEST_NAME = 80
LOST = "（图片缺失）"


@dataclass
class Brought:
    """A page's text with its files: (row, name here), and the old paths of those that had one."""

    html: str
    files: list[tuple[StoredFile, str]] = field(default_factory=list)
    paths: list[tuple[str, str, str]] = field(default_factory=list)  # old path, SHA-256, name


class Carrier:
    """Takes files in from under one folder and nowhere else; without a folder, only pictures written in the text."""

    def __init__(self, folder: Path | None, by: Post, at: datetime):
        self.folder = folder.resolve() if folder else None
        self.by, self.at = by, at

    def bring(self, html: str, listed: str = "", beside: Path | None = None) -> Brought:
        """Raises ``ValueError`` with the reason where a listed file is not there or a file is refused.

        ``listed``: paths of files, parted by semicolons or lines; ``beside``: the folder of the page itself.
        """
        brought = Brought(html)
        for path in filter(None, (one.strip() for one in LISTED.split(listed))):
            found = self._found(path, beside)
            if found is None:
                raise ValueError(f"附件“{path[:80]}”找不到，请核对路径；附件所在的文件夹要用 --files 写明")
            self._take(brought, found, found.name)
        if "<img" in html.lower() or (self.folder and "<a" in html.lower()):
            brought.html = PICTURE.sub(partial(self._picture, brought, beside), brought.html)
            brought.html = LINK.sub(partial(self._link, brought, beside), brought.html)
        return brought

    def _picture(self, brought: Brought, beside: Path | None, tag: re.Match[str]) -> str:
        source = _value(tag)
        if written := DATA.match(source):
            name = f"图{_pictures(brought) + 1}.{written[1].lower()}"
            called = self._keep(brought, _decoded(written[2]), name)
            return f"（见附件：{escape(called)}）"
        found = self._found(source, beside)
        if found is None or found.suffix.lower().lstrip(".") not in PICTURES:
            return LOST
        name = f"图{_pictures(brought) + 1}{found.suffix.lower()}"
        return f"（见附件：{escape(self._take(brought, found, name))}）"

    def _link(self, brought: Brought, beside: Path | None, tag: re.Match[str]) -> str:
        found = self._found(_value(tag), beside)
        if found is None or found.suffix.lower().lstrip(".") not in KINDS:
            return tag[0]
        said = " ".join(unescape(TAG.sub("", tag[4])).split())[:LONGEST_NAME]
        name = said if Path(said).suffix.lower() == found.suffix.lower() else f"{said or found.stem}{found.suffix}"
        called = self._take(brought, found, name)
        row = next(file for file, its_name in brought.files if its_name == called)
        return f'<a href="{file_url(row.pk, called)}">{tag[4]}</a>'

    def _take(self, brought: Brought, path: Path, name: str) -> str:
        with path.open("rb") as content:
            called = self._keep(brought, content, name)
        row = next(file for file, its_name in brought.files if its_name == called)
        assert self.folder is not None
        old = as_path("/" + quote(path.relative_to(self.folder).as_posix()))
        if old and (old, row.pk, called) not in brought.paths:
            brought.paths.append((old, row.pk, called))
        return called

    def _keep(self, brought: Brought, content, name: str) -> str:
        """Keeps a file once a page and returns what it is called there."""
        if len(brought.files) >= MOST:
            raise ValueError(f"附件和图片超过{MOST}个，请拆分")
        name = names.safe(name)
        try:
            row = store.keep(content, name=name, at=self.at, by=self.by.person)
        except FileRefused as refused:
            raise ValueError(f"附件“{name}”：{refused.says}") from refused
        for file, called in brought.files:
            if file.pk == row.pk:
                return called
        called = next(one for one in _numbered(name) if one not in {its for _, its in brought.files})
        brought.files.append((row, called))
        return called

    def _found(self, address: str, beside: Path | None) -> Path | None:
        """The file under the folder that an address or a path means; never one outside it."""
        if self.folder is None:
            return None
        try:
            path = unquote(urlsplit(unescape(address.strip())).path)
        except ValueError:
            return None
        for start in filter(None, (None if path.startswith("/") else beside, self.folder)):
            whole = (start / path.lstrip("/")).resolve()
            if whole.is_relative_to(self.folder) and whole.is_file():
                return whole
        return None


def _value(tag: re.Match[str]) -> str:
    return tag[1] or tag[2] or tag[3] or ""


def _decoded(written: str) -> bytes:
    try:
        return base64.b64decode(unquote(written))
    except (binascii.Error, ValueError):
        raise ValueError("正文里的图片不完整，请重新导出") from None


def _pictures(brought: Brought) -> int:
    return sum(1 for _, name in brought.files if name.startswith("图"))


def _numbered(name: str) -> Iterator[str]:
    """The name, then the same with (2), (3) … before its ending."""
    yield name
    stem, _, ending = name.rpartition(".")
    for number in range(2, MOST + 2):
        yield names.safe(f"{stem}（{number}）.{ending}")
