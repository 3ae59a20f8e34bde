"""In a page, tags and entities hide nothing, walls between cells join nothing, and masking leaves the markup whole."""

import pytest

from gongkai.checks import mask, privacy


@pytest.mark.parametrize(
    "page, masked",
    [
        (
            "<p>电话<b>138</b>0013<span class='x'>8000</span></p>",
            "<p>电话<b>138</b>****<span class='x'>8000</span></p>",
        ),
        ("<p>138001&#51;8000</p>", "<p>138****8000</p>"),
        ("<p>138&nbsp;0013&nbsp;8000</p>", "<p>138&nbsp;****&nbsp;8000</p>"),
        ("<p>1380&shy;013&zwj;8000</p>", "<p>138*&shy;***&zwj;8000</p>"),
        ('<img src="a.png" alt="公示 13800138000">', '<img src="a.png" alt="公示 138****8000">'),
        ("<a href='tel:13800138000'>拨打</a>", "<a href='tel:138****8000'>拨打</a>"),
        ("<p data-x=13800138000>甲</p>", "<p data-x=138****8000>甲</p>"),
        ("<p>甲</p><!-- 13800138000 -->", "<p>甲</p><!-- 138****8000 -->"),
        ("<td>张三</td><td>11010519491231002X</td>", "<td>张三</td><td>110105********002X</td>"),
        ("<p>1 &lt; 2 <p>138<br", "<p>1 &lt; 2 <p>138<br"),
        ("13800138000", "138****8000"),
    ],
)
def test_found_and_masked(page, masked):
    assert mask(page, privacy.find_in_html(page)) == masked


def test_cells_and_paragraphs_do_not_join():
    assert privacy.find_in_html("<tr><td>138</td><td>0013</td><td>8000</td></tr>") == []
    assert privacy.find_in_html("<p>138</p><p>00138000</p>") == []


def test_a_label_in_one_cell_speaks_for_the_next():
    kinds = [
        finding.kind
        for finding in privacy.find_in_html("<td>住址</td><td>蓬莱镇江南路12号</td><td>账号</td><td>23191234567</td>")
    ]
    assert kinds == ["home", "account"]


def test_credit_codes_in_a_table_are_public():
    assert privacy.find_in_html("<td>统一社会信用代码</td><td>11341702486344515H</td>") == []


def test_offsets_point_into_the_source():
    page = "<p>电话<b>138</b>00138000。</p>"
    (finding,) = privacy.find_in_html(page)
    assert page[finding.start : finding.end] == "138</b>00138000"


@pytest.mark.parametrize(
    "hostile",
    ["<" * 20_000, "<a " * 20_000, '<a "' * 20_000, "&#" * 20_000, "1 " * 20_000, "a@" * 20_000, "1" * 50_000],
)
def test_hostile_pages_end(hostile):
    assert privacy.find_in_html(hostile) == []


def test_a_page_of_thousands_of_numbers_ends():
    page = "".join(f"<tr><td>{13800000000 + number}</td></tr>" for number in range(5_000))
    assert len(privacy.find_in_html(page)) == 5_000
