"""What is pasted or imported comes out as harmless, plain, semantic HTML, and no word of it is lost."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.papers import clean

PLAIN = ("p", "h2", "h3", "h4", "h5", "h6", "ul", "li", "table", "caption", "thead", "tbody", "tfoot", "tr",
         "blockquote", "hr", "br", "strong", "em", "sup", "sub")  # fmt: skip
ALLOWED = {tag: set() for tag in PLAIN} | {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


class Reading(HTMLParser):
    """A second, independent reader: which tags and attributes there are, and which words."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.said = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.said.append(data)

    def handle_comment(self, data):
        self.tags.append(("comment", {}))

    def handle_decl(self, data):
        self.tags.append(("declaration", {}))

    def words(self):
        return re.sub(r"\s", "", "".join(self.said))


def is_harmless(text):
    for tag, attributes in Reading(text).tags:
        assert tag in ALLOWED, tag
        assert set(attributes) <= ALLOWED[tag], attributes
        href = attributes.get("href", "")
        assert not re.match(r"(?i)\s*([a-z][a-z0-9+.-]*:|//)", href) or re.match(r"(?i)(https?://|mailto:)", href), href
    return True


WORD = """<html xmlns:o="urn:x"><head><style>p.MsoNormal{mso-style-name:x}</style><title>文档1</title></head>
<body lang=ZH-CN>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><div class=WordSection1>
<p class=MsoTitle align=center style='text-align:center'><b><span
style='font-family:方正小标宋'>关于开展检查的通知<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt'>　　各镇人民政府,县级各
部门:</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span>1.<span>&nbsp;&nbsp;</span></span><![endif]>自查自纠。</p>
<table class=MsoTableGrid border=1><tr><td colspan=2 width=300 style='border:x'><p class=MsoNormal>单位</p></td></tr>
<tr><td><p>财政局</p><p>(牵头)</p></td><td></td></tr></table></div></body></html>"""


def test_a_paste_from_a_word_processor_keeps_what_it_says_and_nothing_else():
    assert clean.html(WORD) == (
        "<p><strong>关于开展检查的通知</strong></p><p>各镇人民政府,县级各部门:</p><p>1. 自查自纠。</p>"
        '<table><tbody><tr><td colspan="2">单位</td></tr><tr><td>财政局<br>(牵头)</td><td></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<div>甲</div><div>乙</div>", "<p>甲</p><p>乙</p>"),
        ("甲<br><br>乙", "<p>甲</p><p>乙</p>"),
        ("甲<br>　　乙<br>丙", "<p>甲</p><p>乙<br>丙</p>"),
        ("<b>甲<p>乙</p></b>", "<p><strong>甲</strong></p><p><strong>乙</strong></p>"),
        ("<h1>一、总则</h1>文", "<h2>一、总则</h2><p>文</p>"),
        ("<p>&nbsp;</p><p></p><h3> </h3><ul><li></li></ul>", ""),
        ("<ul>前<li>甲<ul><li>乙</ul></ul>", "<ul><li>前</li><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("<li>散</li>", "<p>散</p>"),
        ("<ol start=3><li>丙</ol>", '<ol start="3"><li>丙</li></ol>'),
        ("<pre>一行\n　　二行</pre>", "<p>一行</p><p>二行</p>"),
        ("CO<sub>2</sub>达10<sup>3</sup>", "<p>CO<sub>2</sub>达10<sup>3</sup></p>"),
        ("<p>见<a href='/d/abc'>附件</a></p>", '<p>见<a href="/d/abc">附件</a></p>'),
        ("<table><caption>表1</caption><tr><th scope=col rowspan=1>数</table>",
         '<table><caption>表1</caption><tbody><tr><th scope="col">数</th></tr></tbody></table>'),
        ("<table><tr><td></td></tr></table>", ""),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<img src=/a.png alt=图>", ""),
        ("张　三", "<p>张　三</p>"),
    ],
)  # fmt: skip
def test_every_shape_has_one_form(pasted, kept):
    assert clean.html(pasted) == kept


@pytest.mark.parametrize(
    "href",
    ["http://www.example.gov.cn/公开?id=1&y=2#a", "https://x.cn", "mailto:a@b.cn", "/d/abc", "?page=2", "#top", "../a",
     "附件.pdf"],
)  # fmt: skip
def test_plain_links_stay(href):
    shown = Reading(clean.html(f'<a href="{href.replace("&", "&amp;")}">x</a>'))
    assert ("a", {"href": href}) in shown.tags


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
     "//evil.example",
     "\\\\evil", "file:///etc/passwd", "ftp://x",
     "&#106;avascript:x", "x:y", "/\\evil", 'http://x/" onclick="y', "tel:1"],
)  # fmt: skip
def test_other_links_leave_only_their_words(href):
    assert clean.html(f"<p><a href='{href}'>词</a></p>") == "<p>词</p>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<p onclick=alert(1) style=background:url(javascript:x) class=a id=b>x</p>",
        "<svg/onload=alert(1)><style><img src=x onerror=alert(1)></style>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<template><script>x</script></template><iframe srcdoc='<script>x</script>'></iframe>",
        "<form action=javascript:x><input autofocus onfocus=x><button formaction=javascript:x>b</button></form>",
        "<a href='x' onmouseover=alert(1)>y</a>",
        "<table background=javascript:x><td colspan='2' onclick=x><td colspan=99999 rowspan='-1' rowspan=0>",
        "<base href=//evil><meta http-equiv=refresh content=0><link rel=stylesheet href=x>",
        "<!DOCTYPE html><?php echo 1 ?><![CDATA[<script>x</script>]]><!--><script>x</script>-->",
        "<xss style='behavior:url(x)'>x</xss>",
        "<p>\x00<scr\x00ipt>x</scr\x00ipt>&#0;&#1;\ud800\ufffe</p>",
        '<a href="http://x/&#34;&#62;<script>">x</a>',
        "<div>" * 3000 + "x" + "<ul><li>" * 300 + "y" + "<table><tr><td>" * 300 + "z",
    ],
)  # fmt: skip
def test_hostile_html_ends_as_harmless_text(hostile):
    assert is_harmless(clean.html(hostile))


def test_words_lie_deep_and_are_kept():
    deep = clean.html("<ul><li>甲" * 50 + "</ul>" * 50)
    assert deep.count("甲") == 50
    assert deep.count("<ul>") == 8


TAGS = ("p", "div", "h1", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "b", "i", "a href='/x'", "sup",
        "blockquote", "br", "hr", "span style='x'", "caption", "pre", "font", "thead", "dl", "dd", "center",
        "unknown")  # fmt: skip
SCRAPS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
    st.text("公开政务信息 a&<>\"'\u3000\xa0\n\t;#x", max_size=6),
    st.text(max_size=4),
    st.sampled_from(["&nbsp;", "&lt;script&gt;", "&amp;", "<!--", "-->", "<![CDATA[", "&#1;", "\u200b", "\ud800"]),
)
PASTES = st.lists(SCRAPS, max_size=25).map("".join)


@settings(max_examples=300)
@given(PASTES)
def test_whatever_is_pasted_is_harmless_and_cleaned_once_is_cleaned_for_good(pasted):
    once = clean.html(pasted)
    assert is_harmless(once)
    assert clean.html(once) == once


NESTING = ("p", "div", "b", "i", "span", "ul", "li", "blockquote", "h2", "font")
WORDS = st.text("公开政务信息abc&;", min_size=1, max_size=8).map(lambda words: words.replace("&", "&amp;"))


def nested(inner):
    return st.tuples(st.sampled_from(NESTING), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    )


NESTED = st.recursive(WORDS, nested, max_leaves=12)


@settings(max_examples=300)
@given(st.lists(NESTED, max_size=4).map("".join))
def test_no_word_is_lost_or_moved(pasted):
    assert Reading(clean.html(pasted)).words() == Reading(pasted).words()


def test_plain_words_keep_blocks_apart():
    text = (
        '<h2>一、范围</h2><p>甲<br>乙 &amp; 丙</p><ul><li>子<ol start="2"><li>丑</li></ol></li></ul>'
        "<table><tbody><tr><td>单位</td><td>数</td></tr></tbody></table>"
    )
    assert clean.plain(text) == "一、范围\n甲\n乙 & 丙\n子\n丑\n单位\t数"


def test_typed_text_becomes_paragraphs_and_its_signs_stay_signs():
    assert (
        clean.from_text("　　各单位:\r\n\n  按<办法>执行 & 报送。\n")
        == "<p>各单位:</p><p>按&lt;办法&gt;执行 &amp; 报送。</p>"
    )
    assert clean.from_text("") == ""


@settings(max_examples=200)
@given(st.lists(st.text("政务公开<>&\"' ab\u3000", max_size=12), max_size=6))
def test_typed_text_comes_back_from_its_html(lines):
    told = [re.sub(r" +", " ", line.strip(" \u3000")) for line in lines]
    assert clean.plain(clean.from_text("\n".join(lines))) == "\n".join(line for line in told if line)
