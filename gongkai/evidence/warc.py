"""A page in one file: WARC 1.1 (ISO 28500), a packed record a server's answer, readable by any archive's tools.

The first record names the program; then come the page and what belongs to it (styles, pictures), each with the moment,
its address, the server's own headers, and the digest of its body.
"""

import base64
import gzip
import hashlib
import uuid
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from gongkai.wire import Answer

VERSION = b"WARC/1.1\r\n"
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "gongkai:warc")
MOST = 64 * 1024 * 1024
DROPPED = ("transfer-encoding", "connection", "content-length")  # of the way it came, not of what came


def written(answers: Iterable[Answer], at: datetime, checker: str) -> bytes:
    """The file; the same answers at the same moment give the same bytes."""
    day = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    about = f"software: {checker}\r\nformat: WARC File Format 1.1\r\n".encode()
    records = [_record("warcinfo", day, about, {"Content-Type": "application/warc-fields"})]
    for one in answers:
        kind = {"Content-Type": "application/http; msgtype=response", "WARC-Target-URI": one.address}
        kind["WARC-Payload-Digest"] = f"sha256:{base64.b32encode(hashlib.sha256(one.body).digest()).decode()}"
        records.append(_record("response", day, _http(one), kind))
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def read(content: bytes) -> list[Answer]:
    """The answers in a file that ``written`` made. Raises ``ValueError`` where it is damaged."""
    found = []
    for head, block in _records(_unpacked(content)):
        if head.get("WARC-Type") == "response":
            above, _, body = block.partition(b"\r\n\r\n")
            first, *lines = above.decode("latin-1").split("\r\n")
            _, status, *reason = first.split(" ", 2)
            pairs = tuple((name, value) for name, _, value in (line.partition(": ") for line in lines))
            found.append(Answer(head["WARC-Target-URI"], int(status), "".join(reason), pairs, body))
    return found


def _http(one: Answer) -> bytes:
    kept = [(name, value) for name, value in one.headers if name.lower() not in DROPPED]
    lines = [f"HTTP/1.1 {one.status} {one.reason}", *(f"{name}: {value}" for name, value in kept)]
    head = "\r\n".join([*lines, f"Content-Length: {len(one.body)}"])
    return head.encode("latin-1", "replace") + b"\r\n\r\n" + one.body


def _record(kind: str, day: str, block: bytes, more: dict[str, str]) -> bytes:
    digest = hashlib.sha256(block).digest()
    fields = {
        "WARC-Type": kind, "WARC-Date": day,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(SPACE, kind + day + digest.hex() + str(more))}>",
        "WARC-Block-Digest": f"sha256:{base64.b32encode(digest).decode()}",
        **more, "Content-Length": str(len(block)),
    }  # fmt: skip
    return (
        VERSION
        + "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
        + b"\r\n"
        + block
        + b"\r\n\r\n"
    )


def _unpacked(content: bytes) -> bytes:
    """All members of the file, one behind the other, never more than ``MOST``."""
    out, rest = bytearray(), content
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            out += member.decompress(rest, MOST - len(out))
        except zlib.error:
            raise ValueError("留存文件已损坏") from None
        if not member.eof:
            raise ValueError("留存文件不完整或过大")
        rest = member.unused_data
    return bytes(out)


def _records(content: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    place = 0
    while place < len(content):
        ends = content.find(b"\r\n\r\n", place)
        if ends < 0 or not content.startswith(VERSION, place):
            raise ValueError("留存文件已损坏")
        lines = content[place + len(VERSION) : ends].decode().split("\r\n")
        head = {name: value for name, _, value in (line.partition(": ") for line in lines)}
        length = int(head["Content-Length"])
        yield head, content[ends + 4 : ends + 4 + length]
        place = ends + 8 + length
