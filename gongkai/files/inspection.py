"""Is a file what it says it is, and is there nothing in it that must not come in? Content decides, never the name.

Each kind has one check. All of them read with bounds and without the foreign format's own libraries.
"""

import contextlib
import io
import re
import tempfile
import zipfile
import zlib
from typing import IO

from gongkai.files import compound, kinds, packages, pictures
from gongkai.files.kinds import KINDS, WORDS, Kind
from gongkai.files.names import ending
from gongkai.files.refusal import FileRefused

HEAD = 1024
PDF_TAIL = 2048
PDF_BLANK = b"\0\t\n\f\r \x1a"
SOUND_TAIL = 64 * 1024
# What makes a PDF act on its own or carry other files. Names in packed object streams are not seen by this.
PDF_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])|/XFA\s*(?:\[|\d+ \d+ R)")
PAGE_SIGNS = ("<script", "<html", "<!doctype html", "<svg", "<?php")
ENCODINGS = ("utf-8-sig", "gb18030")
DEEPEST = 2
LARGEST_MEMBER = 100 * 1024 * 1024


def inspect(stream: IO[bytes], name: str, *, depth: int = 0) -> Kind:
    """The kind of the file in ``stream`` (seekable, at any place). Raises ``FileRefused``.

    ``depth``: how many files it lies in; a chart's workbook in a paper in an archive has 2, and deeper is refused.
    """
    kind = KINDS.get(ending(name))
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(HEAD)
    seen = kinds.sniff(head)
    if kind is None:
        raise FileRefused(_not_taken(name, seen))
    if seen != ("zipped" if kind.family in kinds.ZIPPED else kind.family):
        raise FileRefused(f"扩展名是 {kind.ending}，内容却是{WORDS[seen]}，请核对后用正确的格式上传")
    CHECKS[kind.family](stream, size, kind, depth)
    return kind


def _not_taken(name: str, seen: str) -> str:
    allowed = "、".join(KINDS)
    said = f"扩展名“{ending(name)}”" if ending(name) else "没有扩展名的文件"
    known = f"（内容是{WORDS[seen]}）" if seen else ""
    return f"不受理{said}{known}；可以上传：{allowed}"


def _pdf(stream: IO[bytes], size: int, kind: Kind, depth: int) -> None:
    stream.seek(0)
    content = stream.read()
    _, marked, rest = content[-PDF_TAIL:].rpartition(b"%%EOF")
    if not marked or rest.strip(PDF_BLANK):
        raise FileRefused("PDF 不完整或后面另有内容，请重新导出后再上传")
    _refuse_zip(stream)
    if PDF_ACTIVE.search(content):
        raise FileRefused("PDF 带有脚本、动作、动态表单或内嵌文件，请“打印为 PDF”后再上传")


def _ole(stream: IO[bytes], size: int, kind: Kind, depth: int) -> None:
    compound.check(stream, size, kind.marker)


def _picture(stream: IO[bytes], size: int, kind: Kind, depth: int) -> None:
    _refuse_zip(stream)
    stream.seek(0)
    pictures.check(stream.read(), kind.family)


def _sound(stream: IO[bytes], size: int, kind: Kind, depth: int) -> None:
    _refuse_zip(stream)
    if kind.family == "mp4":
        pictures.check_boxes(stream, size)
    stream.seek(max(0, size - SOUND_TAIL))
    pictures.refuse_foreign(stream.read(), "声音或视频")


def _text(stream: IO[bytes], size: int, kind: Kind, depth: int) -> None:
    stream.seek(0)
    text = decoded(stream.read())
    if any(ord(sign) < 0x20 and sign not in "\t\n\r\f\x1a" for sign in text):
        raise FileRefused(f"{kind.ending} 文件里有不可显示的字符，请另存为纯文本后再上传")
    if any(sign in text[:HEAD].lower() for sign in PAGE_SIGNS):
        raise FileRefused(f"扩展名是 {kind.ending}，内容却像{WORDS['page']}，不予受理")
    _refuse_zip(stream)


def decoded(content: bytes) -> str:
    """Text as Chinese offices save it: UTF-8, UTF-16 with its mark, or GB 18030."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise FileRefused("文字编码无法识别，请另存为 UTF-8 后再上传")


def _package(stream: IO[bytes], size: int, kind: Kind, depth: int) -> None:
    if kind.family == "zip" and depth:
        raise FileRefused("压缩包里还有压缩包，请解开后再上传")
    try:
        with zipfile.ZipFile(stream) as archive:
            packages.check_archive(archive, size)
            if kind.marker and not packages.has_part(archive, kind.marker):
                raise FileRefused(f"内容不是真正的 {kind.ending} 文件，请用办公软件打开后另存再上传")
            INSIDES[kind.family](archive, depth)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as fault:
        if isinstance(fault, FileRefused):
            raise
        raise FileRefused("文件已损坏，请重新生成后再上传") from fault


def _office(archive: zipfile.ZipFile, depth: int) -> None:
    packages.check_ooxml(archive, lambda part, name: _member(part, name, depth))


def _ofd(archive: zipfile.ZipFile, depth: int) -> None:
    packages.check_markup(archive)


def _archive(archive: zipfile.ZipFile, depth: int) -> None:
    for info in archive.infolist():
        if info.is_dir():
            continue
        if info.file_size > LARGEST_MEMBER:
            raise FileRefused(f"压缩包里的“{readable(info)}”过大，请单独上传")
        with archive.open(info) as part:
            try:
                _member(part, readable(info), depth)
            except FileRefused as refused:
                raise FileRefused(f"压缩包里的“{readable(info)}”：{refused.says}") from None


def _member(part, name: str, depth: int) -> None:
    if depth >= DEEPEST:
        raise FileRefused("文件层层嵌套，不予受理")
    with tempfile.SpooledTemporaryFile(max_size=4 * 1024 * 1024) as copy:
        while chunk := part.read(256 * 1024):
            copy.write(chunk)
        inspect(copy, name, depth=depth + 1)


def readable(info: zipfile.ZipInfo) -> str:
    """A member's name; archives made in China without the UTF-8 mark carry GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    with contextlib.suppress(UnicodeError):
        return info.filename.encode("cp437").decode("gb18030")
    return info.filename


def _refuse_zip(stream: IO[bytes]) -> None:
    stream.seek(0)
    if zipfile.is_zipfile(stream):
        raise FileRefused("文件里夹带压缩包，像是两种文件拼在一起，不予受理")


CHECKS = {
    "pdf": _pdf,
    "ole": _ole,
    "jpeg": _picture,
    "png": _picture,
    "gif": _picture,
    "webp": _picture,
    "mp3": _sound,
    "mp4": _sound,
    "text": _text,
    **dict.fromkeys(kinds.ZIPPED, _package),
}
INSIDES = {"ooxml": _office, "ofd": _ofd, "zip": _archive}
