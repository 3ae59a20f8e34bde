"""One public page as it is served: national tags, and title, date and source where a reader sees them."""

import pytest

from gongkai.checks import site_pages

HEAD = '<meta name="ArticleTitle" content="甲"><meta name="PubDate" content="2025-03-04 10:00">'
PAGE = (
    f'<html><head>{HEAD}<meta name="ContentSource" content="县交通运输局"></head><body><h1>甲</h1>'
    '<p>县交通运输局 <time>2025-03-04</time></p><a href="/d/abc/?x=1#y">乙</a><a href="/d/abc/">丙</a>'
    '<a href="https://x.cn/">丁</a></body></html>'
)
CONTENT = ("ArticleTitle", "PubDate", "ContentSource")


def test_a_page_with_all_its_tags_lacks_nothing():
    assert site_pages.lacking(site_pages.tags(PAGE), CONTENT) == []
    assert site_pages.unseen(PAGE, site_pages.tags(PAGE)) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('<meta name="ArticleTitle" content="甲">', "", "缺标签 ArticleTitle"),
        ('content="县交通运输局"', 'content=" "', "缺标签 ContentSource"),
        ("2025-03-04 10:00", "2025-03-04", "标签 PubDate 写的是“2025-03-04”，应写成 2025-03-01 08:30"),
    ],
)
def test_a_tag_that_is_missing_empty_or_ill_written_is_told(before, after, says):
    told = site_pages.tags(PAGE.replace(before, after))
    assert site_pages.lacking(told, CONTENT) == [says]


def test_a_tag_in_the_text_of_a_page_is_none_of_its_head():
    page = PAGE.replace(HEAD, "").replace("<h1>", f"{HEAD}<h1>")
    assert len(site_pages.lacking(site_pages.tags(page), CONTENT)) == 2


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("<h1>甲</h1>", "<h1> </h1>", "页面上没有标题"),
        ("<time>2025-03-04</time>", "", "页面上没有发布日期"),
        ("<p>县交通运输局 ", "<p>", "页面上没有来源"),
    ],
)
def test_what_a_reader_does_not_see_is_told(before, after, says):
    page = PAGE.replace(before, after)
    assert site_pages.unseen(page, site_pages.tags(page)) == [says]


def test_a_date_in_words_is_a_date():
    page = PAGE.replace("<time>2025-03-04</time>", "2025年3月4日")
    assert site_pages.unseen(page, site_pages.tags(page)) == []


@pytest.mark.parametrize(("code", "good"), [("5109230001", True), ("bm01000001", True), ("510923", False)])
def test_the_code_of_a_site_has_ten_signs(code, good):
    assert (site_pages.lacking({"SiteIDCode": code}, ["SiteIDCode"]) == []) is good


def test_links_inside_are_told_once_without_question_and_mark():
    assert site_pages.inside(PAGE) == ["/d/abc/"]
