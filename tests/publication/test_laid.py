"""How the text of an official paper stands on its page (GB/T 9704)."""

import pytest

from gongkai.publication.laid import laid_out


def test_the_addressee_stands_flush_left_and_signature_and_day_at_the_right():
    text = (
        "<p>各乡镇人民政府：</p><p>现印发给你们。</p><p>大英县民政局</p><p>2026年1月9日</p><h2>办法</h2><p>第一条</p>"
    )
    assert laid_out(text) == (
        '<p class="to">各乡镇人民政府：</p><p>现印发给你们。</p><p class="sign">大英县民政局</p>'
        '<p class="sign">2026年1月9日</p><h2>办法</h2><p>第一条</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p>有关事项公告如下。</p><p>有下列情形之一的：</p>",
        "<p>自2026年1月9日起施行</p>",
        "<p>本办法由县民政局解释。</p><p>见附件</p>",
        "",
    ],
)
def test_what_only_looks_like_them_stays_where_it_is(text):
    assert laid_out(text) == text


def test_a_day_in_chinese_numerals_is_a_signature_after_a_full_sentence_too():
    assert (
        laid_out("<p>特此公告。</p><p>二〇二六年一月九日</p>")
        == '<p>特此公告。</p><p class="sign">二〇二六年一月九日</p>'
    )
