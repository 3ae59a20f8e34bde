"""Letters of a PDF page that leave no trace in its picture: of the colour of their ground, under a figure, too small.

The page is drawn as a reader sees it, and each letter's place is looked at. A letter that a missing font cannot draw is
not held against the paper: it must be of the ground's colour, or something must have been drawn over it.
"""

import ctypes
from typing import Any

from gongkai.files.readers import seen

SCALE, MOST_PIXELS = 2.0, 8_000_000
ROOM = 1  # pixels around a letter: a stroke that fills its own box still stands on something
FEWEST = 2  # letters in a row; one alone may be an ornament
WHOLE = 0.8  # of a page: a picture that large is a scan, and the letters are what a machine read in it

Bounds = tuple[float, float, float, float]  # left, bottom, right, top in points


def unseen(page: Any, textpage: Any) -> int:
    """How many letters of a page its picture does not show."""
    things = _Things(page)
    if things.is_scan or not textpage.count_chars():
        return 0
    picture = _Picture(page)
    total = run = 0
    for at in range(textpage.count_chars()):
        if _is_blank(textpage, at):
            continue
        if _is_unseen(textpage, at, picture, things):
            run += 1
            total += FEWEST if run == FEWEST else run > FEWEST
        else:
            run = 0
    return total


class _Things:
    """What is drawn on a page, in its order: texts by their address, and the bounds of all else."""

    def __init__(self, page: Any):
        import pypdfium2.raw as c

        width, height = page.get_size()
        self.texts: dict[int, int] = {}
        self.others: list[tuple[int, Bounds]] = []
        self.is_scan = False
        for number, thing in enumerate(page.get_objects(max_depth=1)):
            if thing.type == c.FPDF_PAGEOBJ_TEXT:
                self.texts[_address(thing.raw)] = number
                continue
            bounds = thing.get_bounds()
            self.others.append((number, bounds))
            large = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) >= WHOLE * width * height
            self.is_scan = self.is_scan or (large and thing.type == c.FPDF_PAGEOBJ_IMAGE)

    def lie_over(self, text: Any, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether something drawn after a text holds the middle of one of its letters."""
        place = self.texts.get(_address(text)) if text else None
        across, up = (left + right) / 2, (bottom + top) / 2
        return place is not None and any(
            number > place and box[0] <= across <= box[2] and box[1] <= up <= box[3] for number, box in self.others
        )


class _Picture:
    """A page as it is drawn, in greys."""

    def __init__(self, page: Any):
        self.page = page
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True)
        self.width, self.height, self.stride = drawn.width, drawn.height, drawn.stride
        self.pixels = bytes(drawn.buffer)
        drawn.close()

    def greys(self, left: float, bottom: float, right: float, top: float) -> tuple[int, int] | None:
        """The darkest and the lightest around a place; None where it is not on the page."""
        corners = [self._pixel(left, bottom), self._pixel(right, top)]
        (west, east), (north, south) = (sorted(pair) for pair in zip(*corners, strict=True))
        west, east = max(west - ROOM, 0), min(east + ROOM + 1, self.width)
        north, south = max(north - ROOM, 0), min(south + ROOM + 1, self.height)
        if west >= east or north >= south:
            return None
        low, high = 255, 0
        for row in range(north, south):
            some = self.pixels[row * self.stride + west : row * self.stride + east]
            low, high = min(low, min(some)), max(high, max(some))
            if high - low > seen.ALIKE:
                break
        return low, high

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        import pypdfium2.raw as c

        across, down = ctypes.c_int(), ctypes.c_int()
        c.FPDF_PageToDevice(
            self.page.raw, 0, 0, self.width, self.height, 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        return across.value, down.value


def _is_blank(textpage: Any, at: int) -> bool:
    import pypdfium2.raw as c

    return chr(c.FPDFText_GetUnicode(textpage.raw, at)).isspace() or c.FPDFText_IsGenerated(textpage.raw, at) == 1


def _is_unseen(textpage: Any, at: int, picture: _Picture, things: _Things) -> bool:
    import pypdfium2.raw as c

    box = textpage.get_charbox(at)
    greys = picture.greys(*box)
    if greys is None:
        return True
    low, high = greys
    if box[3] - box[1] <= seen.SMALLEST:
        whole = textpage.get_charbox(at, loose=True)
        if whole[3] - whole[1] <= seen.SMALLEST:
            return True
    if high - low > seen.ALIKE:
        return False
    return abs(_grey(textpage, at) - high) <= seen.ALIKE or things.lie_over(
        c.FPDFText_GetTextObject(textpage.raw, at), *box
    )


def _grey(textpage: Any, at: int) -> int:
    import pypdfium2.raw as c

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    asked = c.FPDFText_GetFillColor(textpage.raw, at, *(ctypes.byref(one) for one in (red, green, blue, alpha)))
    return round(0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) if asked else -1000


def _address(raw: Any) -> int:
    return ctypes.cast(raw, ctypes.c_void_p).value or 0
