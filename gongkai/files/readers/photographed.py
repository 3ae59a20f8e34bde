"""What a camera wrote into a picture (Exif 2.3): when and where it was taken; and the picture without all of that."""

import base64
import io
import struct
from collections.abc import Iterator
from datetime import datetime

TAKEN, DIGITISED, CHANGED = 0x9003, 0x9004, 0x0132
ORIENTATION, EXIF, GPS = 0x0112, 0x8769, 0x8825
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
MOST_ENTRIES, LONGEST = 200, 2000
# Of a JPEG's segments only these are needed to see it: frames, tables, colours.
SEEN_SEGMENTS = frozenset({*range(0xC0, 0xE0), 0xE0, 0xE2, 0xEE}) - {0xD8, 0xD9}
HIDDEN_CHUNKS = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
Fields = dict[int, bytes | list[int] | list[tuple[int, int]]]


def told(content: bytes) -> dict[str, str]:
    """``taken`` (2025-03-01T10:00:00, the camera's own clock) and ``where`` ("30.59381, 105.25217"), where it says."""
    try:
        main, exif, gps = _fields(_tiff(content))
    except (struct.error, IndexError, ValueError):
        return {}
    return {name: value for name, value in (("taken", _taken(main, exif)), ("where", _where(gps))) if value}


def bare(content: bytes) -> str:
    """The same picture, base64, without what does not meet the eye; which way is up is kept."""
    if content[:2] == b"\xff\xd8":
        clean = _bare_jpeg(content)
    elif content[:8] == b"\x89PNG\r\n\x1a\n":
        clean = content[:8] + b"".join(chunk for name, chunk in _png(content) if name not in HIDDEN_CHUNKS)
    elif content[8:12] == b"WEBP":
        clean = _bare_webp(content)
    else:
        raise ValueError("这种图片不能自动清理")
    return base64.b64encode(clean).decode()


def _tiff(content: bytes) -> bytes:
    """The block in which a camera writes; empty where there is none."""
    if content[:2] == b"\xff\xd8":
        found = (body[6:] for marker, body in _jpeg(content) if marker == 0xE1 and body[:6] == b"Exif\0\0")
    elif content[:4] == b"\x89PNG":
        found = (chunk[8:-4] for name, chunk in _png(content) if name == b"eXIf")
    else:
        found = (body.removeprefix(b"Exif\0\0") for name, body in _riff(content) if name == b"EXIF")
    return next(found, b"")


def _jpeg(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Segments before the picture itself, each (marker, what it says)."""
    place = 2
    while content[place] == 0xFF and content[place + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", content, place + 2)
        yield content[place + 1], content[place + 4 : place + 2 + length]
        place += 2 + length


def _png(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Chunks, each (name, the whole of it)."""
    place = 8
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        yield content[place + 4 : place + 8], content[place : place + 12 + length]
        place += 12 + length


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 12
    while place + 8 <= len(content):
        (length,) = struct.unpack_from("<I", content, place + 4)
        yield content[place : place + 4], content[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _bare_jpeg(content: bytes) -> bytes:
    out = io.BytesIO()
    out.write(b"\xff\xd8" + _upright(content))
    place = 2
    for marker, body in _jpeg(content):
        if marker in SEEN_SEGMENTS:
            out.write(bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body)
        place += 4 + len(body)
    return out.getvalue() + content[place:]


def _upright(content: bytes) -> bytes:
    """A segment that says nothing but which way is up; empty where the picture stands as it is."""
    try:
        turned = _fields(_tiff(content))[0].get(ORIENTATION)
    except (struct.error, IndexError, ValueError):
        return b""
    if not isinstance(turned, list) or not turned or turned[0] not in range(2, 9):
        return b""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, turned[0], 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def _bare_webp(content: bytes) -> bytes:
    kept = []
    for name, body in _riff(content):
        if name == b"VP8X":
            body = bytes((body[0] & ~0x0C, *body[1:]))  # says no longer that there is more to read
        if name not in (b"EXIF", b"XMP "):
            kept.append(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
    inside = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def _fields(tiff: bytes) -> tuple[Fields, Fields, Fields]:
    """The three lists of fields: of the picture, of its making, of the place."""
    if len(tiff) < 8:
        return {}, {}, {}
    order = {b"II": "<", b"MM": ">"}[tiff[:2]] if tiff[:2] in (b"II", b"MM") else ""
    if not order:
        raise ValueError("不是照片信息")
    main = _list(tiff, order, struct.unpack_from(order + "I", tiff, 4)[0])
    below = []
    for pointer in (EXIF, GPS):
        place = main.get(pointer)
        below.append(_list(tiff, order, int(str(place[0]))) if isinstance(place, list) and place else {})
    return main, below[0], below[1]


def _list(tiff: bytes, order: str, place: int) -> Fields:
    (count,) = struct.unpack_from(order + "H", tiff, place)
    found: Fields = {}
    for number in range(min(count, MOST_ENTRIES)):
        tag, kind, many = struct.unpack_from(order + "HHI", tiff, place + 2 + 12 * number)
        size = SIZES.get(kind, 0) * many
        if not 0 < size <= LONGEST:
            continue
        at = place + 10 + 12 * number
        at = at if size <= 4 else struct.unpack_from(order + "I", tiff, at)[0]
        found[tag] = _value(tiff[at : at + size], order, kind, many)
    return found


def _value(raw: bytes, order: str, kind: int, many: int) -> bytes | list[int] | list[tuple[int, int]]:
    if kind in (1, 2, 7):
        return raw
    if kind in (5, 10):
        numbers = struct.unpack(f"{order}{2 * many}{'I' if kind == 5 else 'i'}", raw)
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    return list(struct.unpack(f"{order}{many}{'H' if kind == 3 else 'I' if kind == 4 else 'i'}", raw))


def _taken(main: Fields, exif: Fields) -> str:
    for said in (exif.get(TAKEN), exif.get(DIGITISED), main.get(CHANGED)):
        if isinstance(said, bytes):
            try:
                when = datetime.strptime(said.rstrip(b"\0 ").decode("ascii"), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
            except ValueError:
                continue
            return when.isoformat()
    return ""


def _where(gps: Fields) -> str:
    latitude, longitude = _angle(gps, 1, b"S", 90), _angle(gps, 3, b"W", 180)
    return f"{latitude:.5f}, {longitude:.5f}" if latitude is not None and longitude is not None else ""


def _angle(gps: Fields, tag: int, below: bytes, most: int) -> float | None:
    """Degrees, minutes, seconds as one number; a place at sea off Africa is a camera without a signal."""
    side, parts = gps.get(tag), gps.get(tag + 1)
    if not isinstance(side, bytes) or not isinstance(parts, list) or len(parts) != 3:
        return None
    pairs = [part for part in parts if isinstance(part, tuple) and part[1]]
    if len(pairs) != 3:
        return None
    angle = sum(top / bottom / 60**n for n, (top, bottom) in enumerate(pairs))
    return None if not 0 < angle <= most else -angle if side[:1] == below else angle
