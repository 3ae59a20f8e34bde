"""A small pen for SVG: shapes carry classes, never styles, so that a strict content policy leaves them whole."""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

FACE = 'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, FandolHei, sans-serif"'
HEADING, LINE, EDGE = 44, 19, 14  # of a picture file: above the drawing, a line below it, beside the words
EM = 16  # a drawing of 760 units is 47.5rem wide: its text grows with the reader's font size
BROAD = 480  # a wider drawing scrolls on a phone instead of shrinking until nobody can read it
# What the style sheet paints, written out for a picture file that has no style sheet.
PAINT = {
    "t": 'fill="#1a222d" font-size="13"',
    "t2": 'fill="#4b5664" font-size="12"',
    "end": 'text-anchor="end"',
    "mid": 'text-anchor="middle"',
    "strong": 'font-weight="600"',
    "head": 'font-size="17"',
    "on-dark": 'fill="#fff"',
    "axis": 'stroke="#768290"',
    "rule": 'stroke="#d9dee5"',
    "mark": 'stroke="#1a222d" stroke-width="1.5" stroke-dasharray="4 3"',
    "bar": 'fill="#1d4f91"',
    "bar-2": 'fill="#b9cbe3" stroke="#1d4f91"',
    "loss": 'fill="#b3261e"',
    "gain": 'fill="#1d4f91"',
    "own": 'fill="#1a222d"',
    "hatch": 'fill="#fff" stroke="#768290" stroke-dasharray="2 2"',
    "line": 'fill="none" stroke="#1d4f91" stroke-width="2"',
    "line-1": 'fill="none" stroke="#4b5664" stroke-width="2" stroke-dasharray="6 3"',
    "line-2": 'fill="none" stroke="#8a5100" stroke-width="2" stroke-dasharray="2 3"',
    "dot": 'fill="#fff" stroke="#1d4f91" stroke-width="2"',
    "dot-1": 'fill="#fff" stroke="#4b5664" stroke-width="2"',
    "dot-2": 'fill="#fff" stroke="#8a5100" stroke-width="2"',
    **{
        f"h{n}": f'fill="{c}"' for n, c in enumerate(("#f2f6fb", "#d5e2f2", "#a9c3e2", "#6f97c8", "#3a6aa8", "#163c6e"))
    },
}


class Drawing:
    """Shapes in the order they are drawn. Lengths are in units of a sixteenth of the reader's font size."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, look: str) -> None:
        self._shapes.append(
            f'<rect class="{look}" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        self._shapes.append(f'<line class="{look}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>')

    def path(self, way: str, look: str) -> None:
        self._shapes.append(f'<path class="{look}" d="{way}"/>')

    def text(self, x: float, y: float, words: str, look: str = "t") -> None:
        self._shapes.append(f'<text class="{look}" x="{_n(x)}" y="{_n(y)}">{escape(words)}</text>')

    def down(self, x: float, y: float, words: str, look: str = "t") -> None:
        """Words from above to below, a character under the other, as a narrow heading is written."""
        letters = "".join(
            f'<tspan x="{_n(x)}" dy="{14 if n else 0}">{escape(each)}</tspan>' for n, each in enumerate(words)
        )
        self._shapes.append(f'<text class="{look}" x="{_n(x)}" y="{_n(y)}">{letters}</text>')

    def open(self, url: str, label: str) -> None:
        """Shapes up to ``close`` belong together: a link if there is an address."""
        name = f"<title>{escape(label)}</title>"
        self._shapes.append(f'<a href="{escape(url)}" aria-label="{escape(label)}">{name}' if url else f"<g>{name}")
        self._open = "a" if url else "g"

    def close(self) -> None:
        self._shapes.append(f"</{self._open}>")

    def svg(self, title: str, says: str) -> SafeString:
        """The drawing for a page. A screen reader hears title and description; links inside stay links."""
        role = "group" if any(shape.startswith("<a ") for shape in self._shapes) else "img"
        label = escape(f"{title}。{says}")
        broad = 'class="broad" ' if self.width > BROAD else ""
        size = f'{broad}width="{_n(self.width / EM)}rem" viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        return mark_safe(f'<svg role="{role}" aria-label="{label}" {size}>{"".join(self._shapes)}</svg>')


def picture(svg: str, title: str, says: Sequence[str] = ()) -> str:
    """A page's drawing as a file of its own: painted without a style sheet, its size in plain units. Above it stands
    the title, below it, in as many lines as they take, the sentences that say what it counts.
    """
    head, shapes = svg.split(">", 1)
    width, height = map(float, head.partition('viewBox="')[2].rstrip('"').split()[2:])
    below = [line for sentence in says for line in lines_of(sentence, width - 2 * EDGE, 12)]
    whole = HEADING + height + LINE * len(below) + EDGE * bool(below)
    size = f'width="{_n(width)}" height="{_n(whole)}" viewBox="0 0 {_n(width)} {_n(whole)}"'
    words = Drawing(width, whole)
    words.text(EDGE, 28, fit(title, width - 2 * EDGE, 17), "t strong head")
    for n, line in enumerate(below):
        words.text(EDGE, HEADING + height + LINE * (n + 1) - 3, line, "t2")
    drawn = f'<g transform="translate(0 {HEADING})">{shapes.removesuffix("</svg>")}</g>{"".join(words._shapes)}'
    painted = re.sub(r'class="([^"]*)"', lambda found: _paint(found[1]), drawn)
    named = f"<title>{escape(title)}</title>" + f"<desc>{escape('。'.join(says))}</desc>" * bool(says)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FACE}>'
    return f'{opening}{named}<rect width="100%" height="100%" fill="#fff"/>{painted}</svg>'


def lines_of(words: str, width: float, size: float = 13) -> list[str]:
    """The words in lines that fit; a number or a Latin word stays whole."""
    found = [""]
    for piece in re.findall(r"[!-~]+|.", words):
        if found[-1] and width_of(found[-1] + piece, size) > width:
            found.append("")
        found[-1] += piece
    return found


def fit(words: str, width: float, size: float = 13) -> str:
    """As much of the words as fits, the rest told by an ellipsis."""
    while words and width_of(words, size) > width:
        words = words.removesuffix("…")[:-1] + "…"
        if len(words) == 1:
            break
    return words


def width_of(words: str, size: float = 13) -> float:
    """How wide words are drawn, roughly: a Chinese character is as wide as high, a Latin one 0.56 of that."""
    return sum(size if ord(letter) > 0x2E7F else size * 0.56 for letter in words)


def ticks(low: float, high: float, about: int = 5) -> list[Decimal]:
    """Round numbers that span low … high in steps of 1, 2 or 5 times a power of ten."""
    if high <= low:
        high = low + 1
    rough = Decimal(str((high - low) / about))
    power = Decimal(10) ** rough.adjusted()
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = (Decimal(str(low)) / step).to_integral_value("ROUND_FLOOR")
    last = (Decimal(str(high)) / step).to_integral_value("ROUND_CEILING")
    return [step * n for n in range(int(first), int(last) + 1)]


def _paint(looks: str) -> str:
    """Attributes of several looks; where two name one attribute the later look wins."""
    found = dict(re.findall(r'([\w-]+)="([^"]*)"', " ".join(PAINT[look] for look in looks.split())))
    return " ".join(f'{name}="{value}"' for name, value in found.items())


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
