"""PDFs that hide a word wherever the format has room for it."""

import io
import zlib

from PIL import Image, ImageDraw

CATALOG, TREE = 1, 2


def pdf(objects: list[bytes], info: int = 0) -> bytes:
    """Objects numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    more = b"/Info %d 0 R" % info if info else b""
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, more, start)


def stream(content: bytes, said: bytes = b"", packed: bool = False) -> bytes:
    if packed:
        content, said = zlib.compress(content), said + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (said, len(content), content)


def page(words: str, secret: str, *, rotate: int = 0, box: str = "0 0 595 842", crop: str = "") -> bytes:
    """One page: ordinary words at (72, 720), the secret ones at (72, 600)."""
    body = f"BT /F1 24 Tf 72 720 Td ({words}) Tj 0 -120 Td ({secret}) Tj ET".encode()
    more = f"/CropBox[{crop}]" if crop else ""
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{more}/Rotate {rotate}/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>".encode(),
        stream(body, packed=True), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])  # fmt: skip


def riddled() -> tuple[bytes, list[str]]:
    """A page with a word of its own in every hiding place, and a second revision that seems to take one away."""
    body = (
        b"BT /F1 24 Tf 72 720 Td (open words) Tj 0 -120 Td (LEAKtext) Tj ET "
        b"1 1 1 rg BT /F1 24 Tf 72 300 Td (LEAKwhite) Tj ET 0 g "
        b"BT /F1 24 Tf 3 Tr 72 200 Td (LEAKmode) Tj ET BT /F1 24 Tf 0 Tr 900 200 Td (LEAKoutside) Tj ET "
        b"/OC /L BDC BT /F1 24 Tf 72 100 Td (LEAKlayer) Tj ET EMC "
        b"/Span <</ActualText(LEAKactual)>> BDC EMC 0 g 60 400 200 40 re f"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Names<</EmbeddedFiles<</Names[(LEAKname) 7 0 R]>>"
        b"/JavaScript<</Names[(j) 9 0 R]>>>>/Outlines 10 0 R/AcroForm<</Fields[12 0 R]/DA(/F1 12 Tf)>>"
        b"/OCProperties<</OCGs[13 0 R]/D<</OFF[13 0 R]>>>>/PageLabels<</Nums[0<</P(LEAKlabel)>>]>>"
        b"/StructTreeRoot<</Type/StructTreeRoot/K<</S/P/Alt(LEAKalt)>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[14 0 R 12 0 R]"
        b"/Resources<</Font<</F1 5 0 R>>/Properties<</L 13 0 R>>>>/PieceInfo<</X<</Private(LEAKpiece)>>>>"
        b"/Thumb 15 0 R>>",
        stream(body, packed=True),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>LEAKxmp</x:xmpmeta>", b"/Type/Metadata/Subtype/XML"),
        b"<</Type/Filespec/F(LEAKfile)/EF<</F 8 0 R>>>>",
        stream(b"LEAKembedded", b"/Type/EmbeddedFile", packed=True),
        b"<</S/JavaScript/JS(LEAKscript)>>",
        b"<</Type/Outlines/First 11 0 R/Last 11 0 R/Count 1>>",
        b"<</Title(LEAKoutline)/Parent 10 0 R>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(LEAKfield)/V(LEAKvalue)/F 2/Rect[300 300 500 330]>>",
        b"<</Type/OCG/Name(LEAKgroup)>>",
        b"<</Type/Annot/Subtype/Text/Contents(LEAKnote)/F 2/Rect[400 700 420 720]>>",
        stream(b"LEAKthumb"[:9], b"/Width 3/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8"),
        b"<</Title(LEAKtitle)/Author(LEAKauthor)>>",
    ]
    first = pdf(objects, info=16)
    start = len(first)
    fresh = stream(body.replace(b"LEAKtext", b"covered.."), packed=True)
    appended = first + b"4 0 obj\n" + fresh + b"\nendobj\n"
    table = len(appended)
    former = first.rpartition(b"startxref\n")[2].split()[0]
    appended += b"xref\n4 1\n%010d 00000 n \ntrailer<</Size 17/Root 1 0 R/Info 16 0 R" % start
    appended += b"/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (former, table)
    words = "text white mode outside layer actual name file embedded script outline field value group note thumb title"
    return appended, [f"LEAK{word}" for word in (*words.split(), "author", "xmp", "label", "alt", "piece")]


def scan(secret: str, kind: str = "PNG", **how) -> bytes:
    """A picture with open words and secret ones in the box (10%, 60%) to (60%, 70%)."""
    image = Image.new("RGB", (600, 800), (250, 250, 248))
    draw = ImageDraw.Draw(image)
    draw.text((60, 100), "open words", fill=(10, 10, 10), font_size=40)
    draw.text((70, 490), secret, fill=(160, 20, 20), font_size=40)
    if kind == "GIF":  # colours of its own choice would tell of the whole picture
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()
