"""Whether a reader's eye meets what is written: colours alike, letters too small. Colours are RRGGBB in hexadecimal."""

import re

PAPER = "FFFFFF"
ALIKE = 12  # of 255: a channel apart by no more is not told apart; a pale watermark lies further off
SMALLEST = 2.0  # points; smaller letters are not read
HEX = re.compile(r"[0-9A-Fa-f]{6}")
# ST_HighlightColor (ECMA-376 part 1, §17.18.40)
HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000",
    "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip


def alike(one: str | None, other: str | None) -> bool:
    """Whether two colours cannot be told apart; a colour that is not known is like none."""
    if not one or not other or not HEX.fullmatch(one) or not HEX.fullmatch(other):
        return False
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= ALIKE for at in (0, 2, 4))
