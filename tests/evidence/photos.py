"""Photographs as a camera writes them, put together by the tables of Exif 2.3; no real picture lies here."""

import struct

from tests.files import samples

OWNER = b"Canon owner Li\0"


def exif(taken="2025:03:01 10:20:30", place=((30, 35, 37.7), (105, 15, 7.8)), turned=1) -> bytes:
    """A TIFF block in little-endian order, as most cameras write it: main list, then Exif, then GPS."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    main, sub, gps = 8, 8 + 2 + 12 * 4 + 4, 8 + 2 + 12 * 4 + 4 + 2 + 12 + 4
    heap = gps + 2 + 12 * 4 + 4

    def field(tag, kind, many, value):
        return struct.pack("<HHI", tag, kind, many) + value

    stored = bytearray()

    def far(data):
        place = heap + len(stored)
        stored.extend(data)
        return struct.pack("<I", place)

    out += struct.pack("<H", 4)
    out += field(0x0112, 3, 1, struct.pack("<HH", turned, 0))
    out += field(0x013B, 2, len(OWNER), far(OWNER))
    out += field(0x8769, 4, 1, struct.pack("<I", sub)) + field(0x8825, 4, 1, struct.pack("<I", gps)) + bytes(4)
    assert main + 2 + 12 * 4 + 4 == sub == len(out)
    out += struct.pack("<H", 1) + field(0x9003, 2, 20, far(taken.encode() + b"\0")) + bytes(4)
    degrees = [b"".join(struct.pack("<II", round(part * 10), 10) for part in angle) for angle in place]
    out += struct.pack("<H", 4) + field(1, 2, 2, b"N\0\0\0") + field(2, 5, 3, far(degrees[0]))
    out += field(3, 2, 2, b"E\0\0\0") + field(4, 5, 3, far(degrees[1])) + bytes(4)
    return bytes(out) + bytes(stored)


def jpeg(**said) -> bytes:
    block = b"Exif\0\0" + exif(**said)
    plain = samples.jpeg()
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + plain[2:]
