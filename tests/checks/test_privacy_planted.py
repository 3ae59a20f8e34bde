"""Planted at random: every valid number is found wherever it stands, every public code is left alone.

Numbers are made here by the standards' own sums, written apart from the checks.
"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.checks import mask, numbers, privacy

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="元"), max_size=40)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def identities(draw) -> str:
    area = draw(st.sampled_from(["110105", "510923", "330106", "650104", "810000", "830000"]))
    front = f"{area}{draw(st.dates(date(1900, 1, 1), date(2025, 12, 31))):%Y%m%d}{draw(st.integers(0, 999)):03}"
    return next(front + last for last in "0123456789X" if _remainder(front + last) == 1)


def _remainder(number: str) -> int:
    """GB 11643 as it is defined: the sum of a_i × 2^(i-1), i counted from the right, leaves 1 by 11."""
    values = [10 if sign == "X" else int(sign) for sign in number]
    return sum(value * 2**power for power, value in enumerate(reversed(values))) % 11


@st.composite
def credit_codes(draw) -> str:
    front = draw(st.sampled_from(["11", "12", "13", "51", "52", "91", "92", "93", "N2"]))
    front += draw(st.sampled_from(["100000", "110105", "510923", "330106"]))
    front += draw(st.text(SIGNS, min_size=9, max_size=9))
    return next(front + last for last in SIGNS if _weighed(front + last) == 0)


def _weighed(code: str) -> int:
    """GB 32100 as it is defined: the sum of C_i × 3^(i-1) mod 31, the check sign included with weight 1, leaves 0."""
    return (
        sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17])) + SIGNS.index(code[17])
    ) % 31


@st.composite
def cards(draw) -> str:
    front = "62" + draw(st.text("0123456789", min_size=13, max_size=16))
    return next(front + last for last in "0123456789" if _doubled(front + last) % 10 == 0)


def _doubled(number: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(number)):
        for part in str(int(digit) * (2 if place % 2 else 1)):
            total += int(part)
    return total


MOBILES = st.builds("1{}{:09}".format, st.integers(3, 9), st.integers(0, 10**9 - 1))


def shapes(number: str) -> st.SearchStrategy[str]:
    """The number as it is, in full width, or cut by blanks and dashes."""
    wide = number.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"})
    return st.sampled_from([number, wide, number.lower()])


@given(identities().flatmap(shapes), CHINESE, CHINESE)
def test_every_identity_number_is_found(number, before, after):
    kinds = {(finding.kind, finding.level) for finding in privacy.find(before + number + after)}
    assert ("identity", "block") in kinds


@given(
    identities(),
    st.lists(st.integers(1, 17), max_size=4, unique=True),
    st.sampled_from([" ", "-", "—", "\u3000", "－"]),
)
def test_an_identity_number_cut_anywhere_is_found(number, cuts, sign):
    for cut in sorted(cuts, reverse=True):
        number = number[:cut] + sign + number[cut:]
    assert [finding.kind for finding in privacy.find(f"证号{number}号")] == ["identity"]


@given(MOBILES.flatmap(shapes), CHINESE, CHINESE)
def test_every_mobile_number_is_found(number, before, after):
    found = privacy.find(f"{before}、{number}{after}")  # right after a word such as 编号 it is a file's
    assert ("mobile", "block") in {(finding.kind, finding.level) for finding in found}


@given(cards().flatmap(shapes), CHINESE, CHINESE)
def test_every_bank_card_is_found(number, before, after):
    kinds = {finding.kind for finding in privacy.find(before + number + after) if finding.level == "block"}
    assert kinds & {"bank_card", "identity"}


@given(credit_codes(), CHINESE, CHINESE)
def test_no_credit_code_is_flagged(code, before, after):
    assert privacy.find(f"{before}统一社会信用代码{code}{after}") == []
    assert [finding for finding in privacy.find(f"{before}({code}){after}") if finding.kind != "identity"] == []


@given(credit_codes(), st.sampled_from(SIGNS))
def test_one_wrong_sign_makes_no_credit_code(code, sign):
    assert numbers.is_credit_code(code)
    assert numbers.is_credit_code(code[:17] + sign) == (sign == code[17])


@given(identities(), MOBILES, CHINESE)
def test_after_masking_nothing_is_found_and_nothing_else_changed(identity, mobile, words):
    text = f"{words}{identity}{words},{mobile}。"
    masked = mask(text, privacy.find(text))
    assert privacy.find(masked) == [] and len(masked) == len(text)
    assert [sign for sign, old in zip(masked, text, strict=True) if sign != old] == ["*"] * 12
