"""Compound files of older office programs (MS-CFB): which streams they hold, whether locked or with macros."""

import struct
from dataclasses import dataclass
from typing import IO

from gongkai.files.refusal import FileRefused

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
MOST_ENTRIES = 20_000
DAMAGED = "文件已损坏或不是真正的办公文档，请用办公软件打开后另存再上传"

MACROS = ("_vba_project", "_vba_project_cur", "macros", "vba")
OBJECTS = ("objectpool", "mbd")  # Word keeps embedded objects in ObjectPool, Excel in MBD…
SIGNS = (b"PK", b"%PDF", b"MZ", b"Rar", b"7z")
LOCKED = ("encryptedpackage", "encryptioninfo")

FIB_ENCRYPTED = 0x0100  # MS-DOC 2.5.2: bit of the word at offset 10
BIFF_FILEPASS, BIFF_BOUNDSHEET, BIFF_EOF = 0x2F, 0x85, 0x0A  # MS-XLS 2.3
MACRO_SHEET = 1


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    start: int
    size: int


def check(stream: IO[bytes], size: int, markers: tuple[str, ...]) -> None:
    """Refuses a file that lacks the stream its ending promises, is locked, or carries macros or objects."""
    entries = _Compound(stream, size)
    if entries.has_appendix():
        raise FileRefused("文件后面另有内容，像是两种文件拼在一起，请用办公软件打开后另存再上传")
    names = {entry.name.lower() for entry in entries.list}
    if names & set(LOCKED):
        raise FileRefused("文件已加密，请取消密码后再上传")
    if names & set(MACROS):
        raise FileRefused("文件带有宏，请另存为不带宏的格式")
    if any(name.startswith(OBJECTS) for name in names):
        raise FileRefused("文件内嵌有对象，请删除后再上传")
    main = next((entry for entry in entries.list if entry.name in markers), None)
    if main is None:
        raise FileRefused("文件内容与扩展名不符，请用办公软件打开后另存再上传")
    start = entries.beginning(main)
    if main.name == "WordDocument" and len(start) > 12 and struct.unpack_from("<H", start, 10)[0] & FIB_ENCRYPTED:
        raise FileRefused("文件已加密，请取消密码后再上传")
    if main.name in ("Workbook", "Book"):
        _check_records(start)


def _check_records(start: bytes) -> None:
    place = 0
    while place + 4 <= len(start):
        kind, length = struct.unpack_from("<HH", start, place)
        if kind == BIFF_FILEPASS:
            raise FileRefused("文件已加密，请取消密码后再上传")
        if kind == BIFF_BOUNDSHEET and place + 10 <= len(start) and start[place + 9] == MACRO_SHEET:
            raise FileRefused("文件带有宏表，请删除后另存再上传")
        if kind == BIFF_EOF:
            return
        place += 4 + length


class _Compound:
    """Reads the directory; every chain is bounded by the size of the file, so a circle ends in a refusal."""

    def __init__(self, stream: IO[bytes], size: int):
        self.stream, self.size = stream, size
        header = self._at(0, 512)
        try:
            shift, mini_shift = struct.unpack_from("<HH", header, 30)  # MS-CFB 2.2
            self.fat_count, self.directory = struct.unpack_from("<II", header, 44)
            self.cutoff, self.mini_fat, difat = struct.unpack_from("<II4xI", header, 56)
            sectors = list(struct.unpack_from("<109I", header, 76))
        except struct.error:
            raise FileRefused(DAMAGED) from None
        if shift not in (9, 12) or mini_shift != 6:
            raise FileRefused(DAMAGED)
        self.sector = 1 << shift
        self.fat = self._fat(sectors, difat)
        self.list = self._entries()

    def has_appendix(self) -> bool:
        """Whether anything stands behind the last sector that the table knows, less than a sector of filling aside."""
        last = max((number for number, follows in enumerate(self.fat) if follows != FREE), default=-1)
        end = (last + 2) * self.sector
        if self.size <= end:
            return False
        rest = self._at(end, min(self.size - end, 64 * 1024)).strip(b"\0")
        return len(rest) >= self.sector or b"<" in rest or rest.startswith(SIGNS)

    def beginning(self, entry: Entry, length: int = 64 * 1024) -> bytes:
        """The first bytes of a stream."""
        if entry.size >= self.cutoff:
            return self._chain(entry.start, min(entry.size, length))
        root = self.list[0]
        mini_stream = self._chain(root.start, root.size)
        mini_fat = self._numbers(self._chain(self.mini_fat, self.size))
        parts: list[bytes] = []
        sector = entry.start
        while sector < len(mini_fat) and len(parts) * 64 < entry.size:
            parts.append(mini_stream[sector * 64 : sector * 64 + 64])
            sector = mini_fat[sector]
        return b"".join(parts)[: entry.size]

    def _fat(self, sectors: list[int], difat: int) -> list[int]:
        per_sector = self.sector // 4
        for _ in range(self.size // self.sector + 1):
            if difat >= END:
                break
            numbers = self._numbers(self._sector(difat))
            sectors += numbers[:-1]
            difat = numbers[-1]
        used = [sector for sector in sectors if sector < END][: self.fat_count]
        if len(used) * per_sector > self.size // self.sector + 2 * per_sector:
            raise FileRefused(DAMAGED)
        return [number for sector in used for number in self._numbers(self._sector(sector))]

    def _entries(self) -> list[Entry]:
        directory = self._chain(self.directory, MOST_ENTRIES * 128)
        found = []
        for place in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            start, size = struct.unpack_from("<IQ", directory, place + 116)
            if kind and 2 <= length <= 64:
                name = directory[place : place + length - 2].decode("utf-16-le", "replace").lstrip("\x01\x05")
                found.append(Entry(name, start, size & 0xFFFFFFFF))
        if not found:
            raise FileRefused(DAMAGED)
        return found

    def _chain(self, sector: int, length: int) -> bytes:
        parts: list[bytes] = []
        while sector < len(self.fat) and len(parts) * self.sector < length:
            if len(parts) > self.size // self.sector:
                raise FileRefused(DAMAGED)
            parts.append(self._sector(sector))
            sector = self.fat[sector]
        return b"".join(parts)[:length]

    def _sector(self, number: int) -> bytes:
        return self._at((number + 1) * self.sector, self.sector)

    def _at(self, place: int, length: int) -> bytes:
        if place >= self.size:
            raise FileRefused(DAMAGED)
        self.stream.seek(place)
        return self.stream.read(length)

    @staticmethod
    def _numbers(data: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(data) // 4}I", data))
