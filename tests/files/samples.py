"""Small files of every kind, good and hostile, built by hand so that nobody's real papers lie in the repository."""

import io
import struct
import zipfile
import zlib

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def zipped(parts: dict[str, bytes | str], *, before: bytes = b"", **how) -> bytes:
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, "a" if before else "w", how.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def members(content: bytes) -> list[bytes]:
    """What stands in each part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def docx(body: str = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>", **parts: bytes | str) -> bytes:
    """``parts``: further parts; ``__`` in a name stands for a slash and ``_rels`` ends in ``.rels`` as written."""
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        }
        | {name.replace("__", "/"): content for name, content in parts.items()}
    )


def relation(kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return RELS.format(f'<Relationship Id="r1" Type="{OFFICE}{kind}" Target="{target}"{mode}/>')


def xlsx(**parts: bytes | str) -> bytes:
    return zipped(
        {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"}
        | {name.replace("__", "/"): content for name, content in parts.items()}
    )


def pdf(text: str = "Hello", extra: bytes = b"") -> bytes:
    """A PDF of one page with a line of Latin text and a right cross-reference table."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def png(width: int = 1, height: int = 1) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg(comment: bytes = b"", width: int = 8, height: int = 8) -> bytes:
    note = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\0\0\x01\0\x01\0\0" + note + frame + b"\xff\xda\x00\x02\x00\xff\xd9"
    )


def gif(width: int = 1, height: int = 1) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def webp() -> bytes:
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\x07\0\0\x07\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3() -> bytes:
    return b"\xff\xfb\x90\x00" + b"\0" * 413


def mp4() -> bytes:
    return struct.pack(">I", 24) + b"ftypisom" + b"\0\0\x02\0isommp41"


def ofd(text: str = "公告") -> bytes:
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextCode X="0">{text}</ofd:TextCode></ofd:Page>'
    return zipped({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page})


def ole(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """A compound file (MS-CFB, 512-byte sectors): every stream padded to the 4096 bytes that keep it in big sectors."""
    names = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    contents, sector = b"", 1  # sector 0 is the FAT
    directory_sectors = (len(streams) + len(storages) + 1 + 3) // 4
    chains = [*range(2, 1 + directory_sectors), 0xFFFFFFFE]
    fat = [0xFFFFFFFD, *chains]
    sector += directory_sectors
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        count = -(-len(content) // 512)
        names.append((name, 2, sector, len(content)))
        fat += [*range(sector + 1, sector + count), 0xFFFFFFFE]
        contents += content.ljust(count * 512, b"\0")
        sector += count
    names += [(name, 1, 0, 0) for name in storages]
    entries = b"".join(_entry(*entry) for entry in names).ljust(directory_sectors * 512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))) + entries + contents


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack("<HBB12x16x4x16xIQ", len(encoded) + 2, kind, 1, start, size)


def doc(**how) -> bytes:
    return ole({"WordDocument": how.get("fib", b"\xec\xa5\xc1\0" + b"\0" * 60)}, how.get("storages", ()))


def xls(records: bytes = b"") -> bytes:
    return ole({"Workbook": struct.pack("<HHHH", 0x809, 4, 0x600, 5) + records + struct.pack("<HH", 0x0A, 0)})


GOOD = {
    "通知.pdf": pdf(),
    "通知.docx": docx(),
    "目标.xlsx": xlsx(),
    "会议.pptx": zipped({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<p/>"}),
    "公告.ofd": ofd(),
    "旧文.doc": doc(),
    "旧文.wps": doc(),
    "旧表.xls": xls(),
    "旧表.et": xls(),
    "照片.jpg": jpeg(),
    "照片.JPEG": jpeg(),
    "图.png": png(),
    "图.gif": gif(),
    "图.webp": webp(),
    "录音.mp3": mp3(),
    "录音2.mp3": b"ID3\x03\0\0\0\0\0\0",
    "视频.mp4": mp4(),
    "说明.txt": "办理地点:政务大厅".encode(),
    "旧说明.txt": "办理地点:政务大厅".encode("gb18030"),
    "记事本.txt": "办理地点".encode("utf-16"),
    "数据.csv": "\ufeff单位,件数\n财政局,3\n".encode(),
    "数据包.zip": zipped({"数据/a.csv": "1,2", "表.xlsx": xlsx()}),
}
