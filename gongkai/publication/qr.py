"""The QR code of a permanent address, drawn into its page: paper leads back to what it was printed from.

A whole code takes longer to make than the page around it. But the codes of addresses of one length differ by what their
letters' bits add, as error correction is linear: so one code is made for each bit that may differ, once for each site,
and a page's own is their sum.
"""

import re
from functools import lru_cache
from html import escape

import segno

LETTERS = 10
_BITS = range(5)  # a to z are 0x61 to 0x7a: the upper three bits never change
_NOUGHT = b"`"  # 0x60
_RUN = re.compile("1+")
QUIET = 4  # modules left white around the code, as the standard asks


def drawn(base: str, address: str) -> str:
    """An SVG of ``base``/d/``address``/; empty while the site has no domain, or for what has no address yet."""
    if not base or not address:
        return ""
    nought, bits, size = _codes(base)
    for place, letter in enumerate(address.encode()):
        for bit in _BITS:
            if letter >> bit & 1:
                nought ^= bits[place * len(_BITS) + bit]
    return _svg(nought, size)


def of(address: str, label: str) -> str:
    """An SVG of any address of the web; empty for none. ``label`` tells those who cannot see it what it is."""
    if not address:
        return ""
    code = segno.make_qr(address, error="m")
    size, rows = len(code.matrix), ["".join("1" if module else "0" for module in row) for row in code.matrix]
    return _svg(int("".join(rows), 2), size, label)


@lru_cache(maxsize=2)
def _codes(base: str) -> tuple[int, list[int], int]:
    """The code of an address of nothing but noughts, what each bit of each letter adds to it, modules a side."""
    nought, size = _code(base, _NOUGHT * LETTERS)
    found = []
    for place in range(LETTERS):
        for bit in _BITS:
            letters = bytearray(_NOUGHT * LETTERS)
            letters[place] |= 1 << bit
            found.append(_code(base, bytes(letters))[0] ^ nought)
    return nought, found, size


def _code(base: str, letters: bytes) -> tuple[int, int]:
    """All modules as one number, row by row, and how many stand in a row."""
    code = segno.make_qr(f"{base}/d/".encode() + letters + b"/", error="m", mode="byte", mask=3, boost_error=False)
    rows = ["".join("1" if module else "0" for module in row) for row in code.matrix]
    return int("".join(rows), 2), len(rows)


def _svg(code: int, size: int, label: str = "永久链接的二维码") -> str:
    bits, side = f"{code:0{size * size}b}", size + 2 * QUIET
    lines = "".join(_line(bits[y * size : (y + 1) * size], y) for y in range(size))
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(label)}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{lines}"/></svg>'
    )


def _line(row: str, y: int) -> str:
    """The dark stretches of a row, each drawn from where the one before it ended."""
    path, end = f"M{QUIET} {y + QUIET}.5", 0
    for run in _RUN.finditer(row):
        path += (f"m{run.start() - end} 0" if run.start() > end else "") + f"h{run.end() - run.start()}"
        end = run.end()
    return path
