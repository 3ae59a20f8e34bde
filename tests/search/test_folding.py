"""Folding: spellings a reader takes for one are one, and offsets lead back to the text as written."""

import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.folding import fold, fold_with_places, terms


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("大英县", "大英县"),
        ("ＡＢＣ１２３", "abc123"),
        ("川府〔2018〕1号", "川府 2018 1号"),
        ("  开头、结尾。  ", "开头 结尾"),
        ("a,;  b", "a b"),
        ("開發區 發展 臺灣", "开发区 发展 台湾"),
        ("零宽\u200b空格\ufeff和\u00ad连字", "零宽空格和连字"),
        ("葛\U000e0100城", "葛城"),
        ("①㎡℃⑩", "1m2 c10"),
        ("ﾊﾝｶｸ", "ハンカク"),
        ("cafe\u0301 CAFÉ", "café café"),
        ("각", "각"),
        ("Straße", "strasse"),
        ("𠮷野家", "𠮷野家"),
        ("\ue000私用\ue001区\U000f0000", "私用 区"),
        ("“”‘’（）", ""),
        ("", ""),
    ],
)
def test_spellings_that_read_alike_fold_alike(written, folded):
    assert fold(written) == folded


CONVERT = opencc.OpenCC("t2s").convert
LETTERS = "大英县開發乾後国国々ＡｂÉéßŒﬁΣς１2③㎡℃½Ⅳ，。、“〔 \t\n　·—…%+🙂𠮷\u0301\u0308각ᄒ\u1161"


@given(st.text(LETTERS, max_size=30))
def test_folding_agrees_with_a_plain_reading_of_the_definition(written):
    assert fold(written) == plain_fold(written)


@given(st.text(LETTERS + "\u200b\ufe0f\u00ad", max_size=30))
def test_folding_twice_is_folding_once(written):
    assert fold(fold(written)) == fold(written)


@given(st.text(LETTERS + "\u200b\ufe0f\u00ad", max_size=30))
def test_every_folded_character_knows_where_it_came_from(written):
    folded, places = fold_with_places(written)
    assert folded == fold(written)
    assert len(places) == len(folded)
    assert list(places) == sorted(places)
    for char, place in zip(folded, places, strict=True):
        if char != " ":
            assert char in fold(written[place : place + 12])


def test_a_question_is_its_space_separated_parts_each_once():
    assert terms("  乡村　振兴 乡村 (2025) ！ ") == ["乡村", "振兴", "2025"]
    assert terms("川府〔2018〕1号") == ["川府 2018 1号"]
    assert terms("，。！？") == []


def plain_fold(text):
    """The definition said slowly: the whole text at once through the Unicode database and the conversion table."""
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = [CONVERT(char) if unicodedata.category(char)[0] in "LNM" else " " for char in whole]
    return " ".join("".join(kept).split())
