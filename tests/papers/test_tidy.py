"""Old text with pinyin noise and traditional characters is cleaned as a proposal that tells each change."""

import pytest

from gongkai.papers.tidy import tidied

NOISY = "<p>推進(jìn)政務(wù)公開(kāi)，監(jiān)督(dū)權(quán)力運(yùn)行。（一）公開內(nèi)容</p>"


def test_noise_goes_characters_become_simplified_and_the_rest_stays():
    found = tidied(NOISY)
    assert found.text == "<p>推进政务公开，监督权力运行。（一）公开内容</p>"
    assert found.pinyin == 8
    assert ("務(wù)", "務", 1) in found.changes and ("務", "务", 1) in found.changes
    assert found.says == "8处夹在字后的注音、8个繁体字"


def test_cleaned_text_is_left_alone_the_second_time():
    once = tidied(NOISY).text
    again = tidied(once)
    assert (again.text, again.says, again.changes) == (once, "", ())


@pytest.mark.parametrize(
    "text",
    ["方案(a)与方案(b)", "二氧化碳(CO)", "《办法》(试行)", "微信(wechat)号", "5米(m)", '<a href="/a(an)">链接</a>'],
)
def test_brackets_of_the_papers_own_stay(text):
    assert tidied(text).text == text


def test_traditional_characters_stay_where_they_are_wanted():
    assert tidied("政務(wù)", simplify=False).text == "政務"
