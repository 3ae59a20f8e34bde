"""A paper as its reader sees it, page by page: PDF or picture. What is looked at and what is cut are the same view."""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps

from gongkai.papers.redaction.boxes import GRID, Letter

MOST_PAGES = 200
MOST_PIXELS = 16_000_000
MOST_OF_PICTURE = 60_000_000
POINTS = 72
PICTURE_DPI = 150  # a picture tells no size that can be relied on
PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
JPEG_MARGIN = 18  # pixels: a block of sixteen keeps a trace of its neighbours' ink, and colours reach two further
WHITE = (255, 255, 255)


def opened(content: bytes, ending: str) -> "Pdf | Picture":
    """Raises ``ValueError`` in words for what cannot be shown page by page."""
    if ending == "pdf":
        return Pdf(content)
    if ending in PICTURES:
        return Picture(content, ending)
    raise ValueError("只能遮盖 PDF 和图片，其他文件请先另存为 PDF 再上传")


class Pdf:
    """Drawn with what is filled in and stuck on; scripts do not run, layers that are off stay off."""

    margin = 0

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        try:
            self.document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as fault:
            locked = "password" in str(fault).lower()
            raise ValueError("PDF 已加密，请取消密码后再上传" if locked else "PDF 已损坏，打不开") from None
        self.pages = len(self.document)
        if not 0 < self.pages <= MOST_PAGES:
            raise ValueError(f"PDF 有{self.pages}页，一次最多遮盖{MOST_PAGES}页，请拆分后再上传")
        self.document.init_forms()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points, as the page is seen."""
        width, height = self.document.get_page_size(page - 1)
        return max(width, 1.0), max(height, 1.0)

    def picture(self, page: int, dpi: int) -> Image.Image:
        width, height = self.size(page)
        scale = min(dpi / POINTS, (MOST_PIXELS / (width * height)) ** 0.5)
        sheet = self.document[page - 1]
        drawn = sheet.render(scale=scale, may_draw_forms=True)
        picture: Image.Image = drawn.to_pil().convert("RGB")
        drawn.close()
        sheet.close()
        return picture

    def text(self, page: int) -> str:
        """The words under the page, a sign for every letter that ``letters`` knows; empty for a scan."""
        sheet = self.document[page - 1]
        words = sheet.get_textpage()
        found = "".join(map(_sign, _codes(words)))
        words.close()
        sheet.close()
        return found

    def letters(self, page: int, spans: list[tuple[int, int]]) -> list[list[Letter]]:
        """Where the signs of some stretches of ``text`` stand."""
        sheet = self.document[page - 1]
        words = sheet.get_textpage()
        found = [[_letter(sheet, words, at) for at in range(start, end)] for start, end in spans]
        words.close()
        sheet.close()
        return found


class Picture:
    """One page: a photograph the right way up, a drawing on white, the first image of several."""

    pages = 1

    def __init__(self, content: bytes, ending: str) -> None:
        self.margin = JPEG_MARGIN if PICTURES[ending] == "JPEG" else 0
        try:
            found = Image.open(io.BytesIO(content), formats=[PICTURES[ending]])
            if found.width * found.height > MOST_OF_PICTURE:
                raise ValueError(f"图片为{found.width}×{found.height}像素，过大，请缩小后再上传")
            found.load()
        except (OSError, SyntaxError, Image.DecompressionBombError):
            raise ValueError("图片已损坏，打不开，请重新导出后再上传") from None
        flat = _flat(ImageOps.exif_transpose(found))
        # Pixels alone: notes and profiles that came with a picture would go on with it.
        self.image = Image.frombytes("RGB", flat.size, flat.tobytes())

    def size(self, page: int) -> tuple[float, float]:
        return self.image.width * POINTS / PICTURE_DPI, self.image.height * POINTS / PICTURE_DPI

    def picture(self, page: int, dpi: int) -> Image.Image:
        scale = min(dpi / PICTURE_DPI, (MOST_PIXELS / (self.image.width * self.image.height)) ** 0.5, 1.0)
        if scale >= 1:
            return self.image.copy()
        return self.image.resize((max(round(self.image.width * scale), 1), max(round(self.image.height * scale), 1)))

    def text(self, page: int) -> str:
        return ""

    def letters(self, page: int, spans: list[tuple[int, int]]) -> list[list[Letter]]:
        return [[] for _ in spans]


def _flat(image: Image.Image) -> Image.Image:
    """Without what lies under transparent places."""
    if image.mode in ("RGB", "L"):
        return image.convert("RGB")
    if image.mode.startswith("I") or image.mode == "F":
        return image.point(lambda grey: grey / 256).convert("L").convert("RGB")
    ground = Image.new("RGBA", image.size, (*WHITE, 255))
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def _codes(words: Any) -> Iterator[int]:
    import pypdfium2.raw as c

    return (c.FPDFText_GetUnicode(words.raw, at) for at in range(words.count_chars()))


def _sign(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else " "


def _letter(sheet: Any, words: Any, at: int) -> Letter:
    """All that one sign may take up: the box of what is drawn, and that of its line."""
    corners = [
        _on_grid(sheet, x, y)
        for left, bottom, right, top in (words.get_charbox(at), words.get_charbox(at, loose=True))
        for x, y in ((left, bottom), (right, top))
        if right > left and top > bottom
    ]
    if not corners:
        return 0, 0, 0, 0
    across, down = zip(*corners, strict=True)
    return tuple(max(0, min(GRID, one)) for one in (min(across), min(down), max(across), max(down)))


def _on_grid(sheet: Any, x: float, y: float) -> tuple[int, int]:
    import ctypes

    import pypdfium2.raw as c

    across, down = ctypes.c_int(), ctypes.c_int()
    c.FPDF_PageToDevice(sheet.raw, 0, 0, GRID, GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value
