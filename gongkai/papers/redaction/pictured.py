"""A page as a picture that a PDF can carry: grey in sixteen steps or as a photograph, whichever is smaller."""

import io
from dataclasses import dataclass
from struct import unpack_from

from PIL import Image, ImageChops

STEPS, BITS = 16, 4
QUALITY = 72
COLOURED = 24  # of 255: channels further apart than this are a colour
NEARLY_WHITE = 246  # words paler than this are read by nobody and must not be read by a machine


@dataclass(frozen=True, slots=True)
class Pictured:
    """One image of a PDF: what the decoder needs to know of it, and its bytes."""

    width: int
    height: int
    space: str  # DeviceGray, DeviceRGB
    bits: int
    filter: str  # DCTDecode, FlateDecode
    content: bytes


def blanched(picture: Image.Image) -> Image.Image:
    """What is nearly white is white: pale letters on paper do not survive in the last bits of a pixel."""
    pale = [255 if step >= NEARLY_WHITE else step for step in range(256)]
    lightest = ImageChops.darker(ImageChops.darker(*picture.split()[:2]), picture.split()[2])
    mask = lightest.point(lambda step: 255 if step >= NEARLY_WHITE else 0)
    plain = picture.copy()
    plain.paste((255, 255, 255), mask=mask)
    return plain.point(pale * 3) if is_grey(plain) else plain


def is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(one.getextrema()[1] <= COLOURED for one in apart)  # type: ignore[operator]


def pictured(picture: Image.Image) -> Pictured:
    grey = is_grey(picture)
    photograph = _photograph(picture.convert("L") if grey else picture, "DeviceGray" if grey else "DeviceRGB")
    if not grey:
        return photograph
    stepped = _stepped(picture.convert("L"))
    return min(stepped, photograph, key=lambda one: len(one.content))


def _photograph(picture: Image.Image, space: str) -> Pictured:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Pictured(picture.width, picture.height, space, 8, "DCTDecode", out.getvalue())


def _stepped(grey: Image.Image) -> Pictured:
    step = 255 // (STEPS - 1)
    indexed = grey.point([(value + step // 2) // step for value in range(256)])
    indexed = Image.frombytes("P", indexed.size, indexed.tobytes())
    indexed.putpalette([value for level in range(STEPS) for value in (level * step,) * 3])
    out = io.BytesIO()
    indexed.save(out, "PNG", bits=BITS)
    return Pictured(grey.width, grey.height, "DeviceGray", BITS, "FlateDecode", _lines(out.getvalue()))


def _lines(png: bytes) -> bytes:
    """The packed lines of a PNG, which a PDF carries as they are."""
    at, found = 8, bytearray()
    while at < len(png):
        (length,) = unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            found += png[at + 8 : at + 8 + length]
        at += 12 + length
    return bytes(found)
