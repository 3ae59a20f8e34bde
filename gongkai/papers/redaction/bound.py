"""A PDF of pictures and nothing else: no text, no properties, no history; the same bytes from the same pages."""

from collections.abc import Sequence

from gongkai.papers.redaction.pictured import Pictured

HEAD = b"%PDF-1.5\n%\xe5\x85\xac\xe5\xbc\x80\n"
LANGUAGE = b"(zh-CN)"


def bound(pages: Sequence[tuple[tuple[float, float], Pictured]]) -> bytes:
    """``pages``: (width, height) in points with the picture that fills the page."""
    out, places = bytearray(HEAD), [0]

    def write(body: bytes) -> None:
        places.append(len(out))
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (len(places) - 1, body))

    kids = b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(len(pages)))
    write(b"<</Type/Catalog/Pages 2 0 R/Lang%s>>" % LANGUAGE)
    write(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids))
    for at, (size, picture) in enumerate(pages):
        first = 3 + 3 * at
        width, height = (b"%.2f" % side for side in size)
        write(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Resources<</XObject<</P %d 0 R>>>>/Contents %d 0 R>>"
            % (width, height, first + 2, first + 1)
        )
        write(_stream(b"", b"q %s 0 0 %s 0 0 cm /P Do Q" % (width, height)))
        write(_stream(_said(picture), picture.content))
    table = b"".join(b"%010d 00000 n \n" % place for place in places[1:])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places), table)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places), start)
    return bytes(out)


def _stream(said: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (said, len(content), content)


def _said(picture: Pictured) -> bytes:
    said = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d/Filter/%s" % (
        picture.width, picture.height, picture.space.encode(), picture.bits, picture.filter.encode(),
    )  # fmt: skip
    if picture.filter == "FlateDecode":
        said += b"/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent %d/Columns %d>>" % (picture.bits, picture.width)
    return said
