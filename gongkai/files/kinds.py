"""What kinds of file are taken in, and what each one's first bytes look like.

The list is short on purpose: what offices publish and what they are handed. Not on it: pages and pictures that carry
script (HTML, SVG), programs, files with macros, packed archives other than ZIP.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind by its ending. ``family`` is how its inside is built; ``marker`` the part or stream that gives it away."""

    ending: str
    media_type: str
    family: str
    marker: tuple[str, ...] = ()


OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.ending: kind
    for kind in (
        Kind("pdf", "application/pdf", "pdf"),
        Kind("docx", OOXML + "wordprocessingml.document", "ooxml", ("word/document.xml",)),
        Kind("xlsx", OOXML + "spreadsheetml.sheet", "ooxml", ("xl/workbook.xml",)),
        Kind("pptx", OOXML + "presentationml.presentation", "ooxml", ("ppt/presentation.xml",)),
        Kind("ofd", "application/ofd", "ofd", ("OFD.xml",)),
        Kind("doc", "application/msword", "ole", ("WordDocument",)),
        Kind("xls", "application/vnd.ms-excel", "ole", ("Workbook", "Book")),
        Kind("ppt", "application/vnd.ms-powerpoint", "ole", ("PowerPoint Document",)),
        Kind("wps", "application/vnd.ms-works", "ole", ("WordDocument",)),
        Kind("et", "application/vnd.ms-excel", "ole", ("Workbook", "Book")),
        Kind("dps", "application/vnd.ms-powerpoint", "ole", ("PowerPoint Document",)),
        Kind("jpg", "image/jpeg", "jpeg"),
        Kind("jpeg", "image/jpeg", "jpeg"),
        Kind("png", "image/png", "png"),
        Kind("gif", "image/gif", "gif"),
        Kind("webp", "image/webp", "webp"),
        Kind("mp3", "audio/mpeg", "mp3"),
        Kind("mp4", "video/mp4", "mp4"),
        Kind("txt", "text/plain", "text"),
        Kind("csv", "text/csv", "text"),
        Kind("zip", "application/zip", "zip"),
    )
}
ZIPPED = ("ooxml", "ofd", "zip")
WORDS = {
    "pdf": "PDF",
    "zipped": "ZIP 压缩包或新版办公文档",
    "ole": "旧版办公文档（doc、xls、ppt、wps）",
    "jpeg": "JPEG 图片",
    "png": "PNG 图片",
    "gif": "GIF 图片",
    "webp": "WebP 图片",
    "mp3": "MP3 声音",
    "mp4": "MP4 视频",
    "program": "可执行程序",
    "page": "网页或含脚本的图形（HTML、SVG、XML）",
    "archive": "不受理的压缩包（RAR、7Z 等）",
    "rtf": "RTF 文档",
    "text": "纯文本",
    "": "不认识的内容",
}

HEADS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zipped"),
    (b"PK\x05\x06", "zipped"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"ID3", "mp3"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"dex\n", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),
    (b"#!", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MSCF", "archive"),
    (b"{\\rtf", "rtf"),
)
BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash", b"3gp")
PAGE_HEADS = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<?php",
    b"<iframe",
    b"<%",
    b"<math",
)


def sniff(head: bytes) -> str:
    """What the first bytes (512 are enough) say the file is: a key of ``WORDS``."""
    for magic, family in HEADS:
        if head.startswith(magic):
            return family
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12].startswith(BRANDS):
        return "mp4"
    if _is_layer_three(head):
        return "mp3"
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").lower().startswith(PAGE_HEADS):
        return "page"
    return "text" if _may_be_text(head) else ""


def _is_layer_three(head: bytes) -> bool:
    # An MPEG audio frame header: eleven sync bits, layer III, a bit rate and a sample rate that exist.
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[1] & 0x18 != 0x08
        and head[2] & 0xF0 not in (0x00, 0xF0)
        and head[2] & 0x0C != 0x0C
    )


def _may_be_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 0x20 and byte not in b"\t\n\r\f\x1a" for byte in head)
