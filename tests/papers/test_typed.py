"""What is typed into 正文: words stay words, and only what is written in tags is read as HTML."""

import time

import pytest

from gongkai.papers import clean


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("当a<b且c>d时\n邮箱 <zhang@x.cn> 联系", "<p>当a&lt;b且c&gt;d时</p><p>邮箱 &lt;zhang@x.cn&gt; 联系</p>"),
        ("<a@x.cn>", "<p>&lt;a@x.cn&gt;</p>"),
        ("a<b 且 c>d", "<p>a&lt;b 且 c&gt;d</p>"),
        ("见<附件>，&lt;照录", "<p>见&lt;附件&gt;，&amp;lt;照录</p>"),
        ("<p>停水</p>", "<p>停水</p>"),
        ("停水<BR/>停电", "<p>停水<br>停电</p>"),
        ("<p class=MsoNormal style='color:red'>停水", "<p>停水</p>"),
        ('<a href="https://www.gov.cn/?a=1">停水</a>', '<p><a href="https://www.gov.cn/?a=1">停水</a></p>'),
        ('<span lang="EN-US">停水</span>', "<p>停水</p>"),
        ("", ""),
    ],
)
def test_only_a_whole_tag_that_papers_are_written_with_makes_html(typed, kept):
    assert clean.html(clean.as_html(typed)) == kept


def test_what_was_kept_is_read_as_html_when_it_is_edited():
    kept = clean.html(clean.as_html("当a<b且c>d时\n联系"))
    assert clean.html(clean.as_html(kept)) == kept


@pytest.mark.parametrize("piece", ['<p a="', "<p a='", '<p a="" ', "<p ", "<p a=b ", "<b" + " " * 50])
def test_no_text_takes_longer_than_its_length(piece):
    began = time.perf_counter()
    clean.as_html("x" + piece * (400_000 // len(piece)))
    assert time.perf_counter() - began < 10
