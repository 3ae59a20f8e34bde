"""The QR code on a page says its permanent address."""

import random
import re
import string

import pytest
import segno

from gongkai.publication import qr

BASE = "https://www.shixian.gov.cn"


def modules(svg):
    """The dark modules that an SVG draws."""
    found = set()
    for y, line in re.findall(r"M4 (\d+)\.5([mh\d 0]*)", re.search(r'<path stroke="#000" d="([^"]+)"', svg)[1]):
        x = 0
        for move, many in re.findall(r"([mh])(\d+)", line):
            found |= {(x + n, int(y) - qr.QUIET) for n in range(int(many))} if move == "h" else set()
            x += int(many)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_a_sum_of_codes_is_the_code_that_the_library_makes_of_the_whole_address(seed):
    letters = "".join(random.Random(seed).choices(string.ascii_lowercase, k=10))
    whole = segno.make_qr(f"{BASE}/d/{letters}/", error="m", mask=3, boost_error=False)
    dark = {(x, y) for y, row in enumerate(whole.matrix) for x, module in enumerate(row) if module}
    assert modules(qr.drawn(BASE, letters)) == dark


def test_without_a_domain_there_is_nothing_to_lead_to():
    assert qr.drawn("", "kqwhrtzypa") == ""
    assert qr.drawn(BASE, "") == ""
