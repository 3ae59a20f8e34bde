"""Pictures: how large they unfold, and whether something else hides in them. They are never decoded here."""

import struct
from typing import IO

from gongkai.files.refusal import FileRefused

MOST_PIXELS = 250_000_000  # a picture of a few kilobytes can claim more and stop the reader's browser
DAMAGED = "图片已损坏，请重新导出后再上传"
APPENDED = "图片不完整或后面另有内容，像是两种文件拼在一起，不予受理"
# What makes a picture also a page, a script or a paper. Short signs are left out: packed pictures hold them by chance.
FOREIGN = (
    b"<script",
    b"<html",
    b"<!doctype",
    b"<iframe",
    b"<?php",
    b"%pdf-",
    b"<!entity",
    b"<svg ",
    b"<svg/",
    b"<svg>",
)
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def check(content: bytes, family: str) -> None:
    """Refuses a picture that is damaged, too large unfolded, or also readable as something else."""
    try:
        width, height = {"jpeg": _jpeg, "png": _png, "gif": _gif, "webp": _webp}[family](content)
    except (struct.error, IndexError):
        raise FileRefused(DAMAGED) from None
    if not 0 < width * height <= MOST_PIXELS:
        raise FileRefused(f"图片为{width}×{height}像素，过大，请缩小后再上传")
    refuse_foreign(content, "图片")


def refuse_foreign(content: bytes, what: str) -> None:
    """Refuses signs of a page, a script or a paper within something else."""
    lowered = content.lower()
    if any(sign in lowered for sign in FOREIGN):
        raise FileRefused(f"{what}里夹带网页、脚本或其他文件，不予受理")


def check_boxes(stream: IO[bytes], size: int) -> None:
    """Refuses a film whose boxes (ISO/IEC 14496-12, 4.2) do not reach exactly to its end."""
    place = 0
    while place < size:
        stream.seek(place)
        head = stream.read(16)
        length = int.from_bytes(head[:4], "big") if len(head) >= 8 else 0
        if length == 1 and len(head) == 16:
            length = int.from_bytes(head[8:], "big")
        if length == 0 and len(head) >= 8 and place:
            return  # the last box goes on to the end
        if length < 8 or not head[4:8].isascii():
            raise FileRefused("视频不完整或后面另有内容，请重新导出后再上传")
        place += length
    if place != size:
        raise FileRefused("视频不完整或后面另有内容，请重新导出后再上传")


def _jpeg(content: bytes) -> tuple[int, int]:
    if not content.rstrip(b"\0\n\r ").endswith(b"\xff\xd9"):
        raise FileRefused(f"{APPENDED}；手机动态照片请先另存为普通照片")
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker in JPEG_SIZES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        place += 2 + (0 if marker == 0xFF or 0xD0 <= marker <= 0xD8 else _word(content, place + 2)) - (marker == 0xFF)
    raise FileRefused(DAMAGED)


def _png(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR":
        raise FileRefused(DAMAGED)
    place = 8
    while content[place + 4 : place + 8] != b"IEND":
        place += 12 + struct.unpack_from(">I", content, place)[0]
    if content[place + 12 :].strip(b"\0"):
        raise FileRefused(APPENDED)
    return struct.unpack_from(">II", content, 16)


def _gif(content: bytes) -> tuple[int, int]:
    if not content.rstrip(b"\0").endswith(b";"):
        raise FileRefused(APPENDED)
    return struct.unpack_from("<HH", content, 6)


def _webp(content: bytes) -> tuple[int, int]:
    if struct.unpack_from("<I", content, 4)[0] + 8 < len(content.rstrip(b"\0")):
        raise FileRefused(APPENDED)
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", content, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def _word(content: bytes, place: int) -> int:
    length = struct.unpack_from(">H", content, place)[0]
    if length < 2:
        raise FileRefused(DAMAGED)
    return length
