"""Pages: the same bytes for everybody, with the national page tags, and a tag that tells of every change."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from gongkai.publication import door, items, pages
from gongkai.publication.models import Site
from gongkai.publication.records import Link, ResultRow
from tests.publication.samples import AT, column, document, full_document, result, text, unit

pytestmark = pytest.mark.django_db
PATHS = ["/", "/c/", "/c/zcwj/", "/c/gsgg/", "/c/gsgg/p1/", "/u/", "/u/jyj/", "/u/jyj/p1/", "/t/guide/", "/feed.xml"]
PATHS += ["/c/gsgg/feed.xml", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt"]


@pytest.fixture
def site(db):
    return Site.objects.create(
        name="试县人民政府",
        domain="www.shixian.gov.cn",
        id_code="5109230001",
        icp="蜀ICP备1号",
        police="川公网安备1号",
        host="试县人民政府办公室",
        phone="0825-1111111",
        address="试县大道1号",
        notice="本站为演示站。",
    )


@pytest.fixture
def shown(site):
    """A small portal with an item of every kind; returns the paths of all its pages."""
    top = column("zcwj", "政策文件", column_type="政策文件", navigated=True)
    door.show_many([top, column(parent="zcwj"), unit(), unit("swj", "水务局")], at=AT)
    door.show_many([full_document(), *(document(number) for number in range(2, 9)), result(), text()], at=AT)
    return [
        *PATHS,
        *(f"/d/{door.shown(key).address}/" for key in ("disclosure:1", "disclosure:2", "result:1", "text:guide")),
    ]


def body(path):
    return pages.at(path).make().decode()


def metas(path):
    return dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', body(path)))


def item(key):
    return f"/d/{door.shown(key).address}/"


def test_every_page_is_the_same_for_every_reader_and_holds_nothing_personal(shown):
    for path in shown:
        made = body(path)
        assert made == body(path)
        assert not re.search(r"csrf|nonce|sessionid|<script(?! src=)|<style|\son\w+=|style=", made), path
        assert not re.search(r'(?:href|src|action)="[^"]*\?', made), path


def test_pages_are_whole_html(shown):
    for path in shown:
        if not path.endswith(("xml", "txt")):
            assert Nesting(body(path)).open == [], path


def test_the_site_tags_stand_on_every_page(shown):
    for path in shown:
        if not path.endswith(("xml", "txt")):
            tags = metas(path)
            assert (tags["SiteName"], tags["SiteDomain"]) == ("试县人民政府", "www.shixian.gov.cn"), path
            assert tags["SiteIDCode"] == "5109230001", path
            for words in ("蜀ICP备1号", "川公网安备1号", "试县人民政府办公室", "0825-1111111", "本站为演示站。"):
                assert words in body(path), path


def test_column_pages_carry_the_column_tags(shown):
    expected = {"ColumnName": "公示公告", "ColumnDescription": "公示公告说明"}
    expected |= {"ColumnKeywords": "公示", "ColumnType": "工作动态"}
    assert expected.items() <= metas("/c/gsgg/").items()
    assert metas("/")["ColumnType"] == "首页"
    assert metas("/u/")["ColumnType"] == "机构职能"


def test_content_pages_carry_the_article_tags_and_those_of_their_column(shown):
    tags = metas(item("disclosure:1"))
    published = AT - timedelta(days=999) + timedelta(hours=8)
    assert tags["ArticleTitle"] == "县道养护办法"
    assert tags["PubDate"] == published.strftime("%Y-%m-%d %H:%M")
    assert tags["ContentSource"] == "县政府办"
    assert (tags["Keywords"], tags["Author"], tags["Description"]) == ("公路,养护", "办公室", "讲养护")
    assert tags["Url"] == "https://www.shixian.gov.cn" + item("disclosure:1")
    assert (tags["ColumnName"], tags["ColumnType"]) == ("公示公告", "工作动态")
    assert metas(item("disclosure:2"))["ContentSource"] == "试县交通运输局", "the unit where no source is named"


def test_a_document_page_says_what_the_record_says(shown):
    said = body(item("disclosure:1"))
    for words in ("sy-2025-1", "试府发〔2025〕1号", "2025-01-02", "通知", "交通", "养护正文", "首次公开", "中国政府网"):
        assert words in said
    assert "已失效" in said and "由新办法代替。有效期至2025年12月31日。" in said
    assert 'href="/f/0123456789abcdef/%E9%99%84%E8%A1%A8.xlsx"' in said and "3 KB" in said
    assert f'<link rel="canonical" href="https://www.shixian.gov.cn{item("disclosure:1")}">' in said


def test_words_of_a_record_are_never_read_as_html(site):
    evil = "<b>\"&'"
    door.show_many([column(name=evil, description=evil), unit(name=evil, duties=evil)], at=AT)
    door.show(full_document(mark=evil, html="<p>正文</p>", attachments=()), AT)
    for path in (item("disclosure:1"), "/", "/c/", "/c/gsgg/", "/u/jyj/", "/feed.xml", "/c/gsgg/feed.xml"):
        assert evil not in body(path), path


def test_a_preview_is_the_page_that_will_be_sent(shown):
    record = full_document(html="<p>新的正文</p>", links=(Link("interprets", "disclosure:2"),))
    before = body(item("disclosure:1"))
    made = items.preview(record, AT + timedelta(days=1))
    assert body(item("disclosure:1")) == before, "looking shows nothing"
    door.show(record, AT + timedelta(days=1))
    assert "新的正文" in body(item("disclosure:1"))
    assert body(item("disclosure:1")).split("<aside>")[0] == made.decode().split("<aside>")[0]
    assert "新的标题" in items.preview(document(77, title="新的标题"), AT).decode(), "of what was never out too"


def test_relations_read_in_both_directions_once_both_are_out(shown):
    door.show_many([document(20, links=(Link("interprets", "disclosure:2"),), title="解读甲")], at=AT)
    before = pages.at(item("disclosure:2")).etag
    assert "解读的文件" in body(item("disclosure:20")) and item("disclosure:2") in body(item("disclosure:20"))
    assert "<h2>解读</h2>" in body(item("disclosure:2")) and "解读甲" in body(item("disclosure:2"))
    door.withdraw(["disclosure:20"], at=AT, reason="有误")
    assert "解读甲" not in body(item("disclosure:2"))
    assert pages.at(item("disclosure:2")).etag != before


def test_a_relation_to_a_withdrawn_record_is_not_shown(shown):
    door.show_many([document(20, links=(Link("interprets", "disclosure:2"),))], at=AT)
    door.withdraw(["disclosure:2"], at=AT, reason="有误")
    assert "解读的文件" not in body(item("disclosure:20"))


def test_a_page_tag_changes_when_the_page_does(shown):
    before = {path: (pages.at(path).etag, body(path)) for path in shown}
    door.show(document(2, html="<p>改过</p>"), AT)
    door.show(document(30), AT)
    door.show(unit(phone="110"), AT)
    door.withdraw(["disclosure:3"], at=AT, reason="有误")
    pages._KEPT.clear()  # so that a page is what it would be now, not what was kept under its old tag
    for path, (tag, bytes_before) in before.items():
        page = pages.at(path)
        assert page.etag != tag or page.make().decode() == bytes_before, path


def test_an_unchanged_item_keeps_its_tag_when_others_come_and_go(shown):
    tag = pages.at(item("disclosure:2")).etag
    door.show(document(31), AT)
    door.withdraw(["disclosure:4"], at=AT, reason="有误")
    assert pages.at(item("disclosure:2")).etag == tag


def test_a_change_of_the_site_changes_every_page(shown, site):
    before = {path: pages.at(path).etag for path in shown}
    site.phone = "0825-2222222"
    site.save()
    assert [path for path in shown if pages.at(path).etag == before[path]] == []
    assert "0825-2222222" in body("/")


def test_pages_are_numbered_from_the_oldest_and_a_new_item_touches_the_newest_alone(site):
    door.show_many([column(), *(document(number) for number in range(1, 66))], at=AT)
    assert numbers("/c/gsgg/p1/") == list(range(20, 0, -1))
    assert numbers("/c/gsgg/p2/") == list(range(40, 20, -1))
    assert numbers("/c/gsgg/") == numbers("/c/gsgg/p3/") == list(range(65, 40, -1))
    assert pages.at("/c/gsgg/p4/") is None
    old = [body(f"/c/gsgg/p{number}/") for number in (1, 2)]
    door.show_many([document(number) for number in range(66, 81)], at=AT)
    assert [body(f"/c/gsgg/p{number}/") for number in (1, 2)] == old
    assert numbers("/c/gsgg/p3/") == list(range(60, 40, -1))
    assert numbers("/c/gsgg/") == list(range(80, 60, -1))
    assert "/c/gsgg/p3/" in body("/c/gsgg/") and "/c/gsgg/p4/" in body("/c/gsgg/p3/")


def test_following_older_links_meets_every_item_once(site):
    door.show_many([column(), *(document(number) for number in range(1, 134))], at=AT)
    path, met = "/c/gsgg/", []
    while path:
        met += numbers(path)
        older = re.search(r'<a href="([^"]+)" rel="next">', body(path))
        path = older[1] if older else ""
    assert met == list(range(133, 0, -1))


def test_a_column_shows_what_is_new_in_those_under_it(shown):
    assert "关于第8号事项的公告" in body("/c/zcwj/") and "关于第8号事项的公告" in body("/")
    assert "公示公告" in body("/c/") and "政策文件" in body("/c/")


def test_a_unit_page_says_how_to_reach_it(shown):
    said = body("/u/jyj/")
    for words in (
        "试县交运局",
        "王某",
        "试县大道1号",
        "工作日 9:00—17:00",
        "0825-1234567",
        "jyj@example.gov.cn",
        "管运输",
    ):
        assert words in said
    assert "水务局" in body("/u/")


def test_a_result_page_prints_ranks_points_and_grades_as_given(shown):
    said = body(item("result:1"))
    for words in ("98.20", "优秀", "60.00", "合格", "某公司", "按2018年考核表计分。", "各项得分相加"):
        assert words in said
    assert item("result:1") in body("/")


def test_paths_that_are_no_page(shown):
    strange = [
        "/d/aaaaaaaaaa/",
        "/d/AAAAAAAAAA/",
        "/c/none/",
        "/c/gsgg/p0/",
        "/c/gsgg/p01/",
        "/c/gsgg/p999999/",
        "/u/x/",
    ]
    strange += ["/t/none/", "/c/gsgg", "//", "/c/../", "/sitemap-2.xml", "/d/" + door.shown("topic:gsgg").address + "/"]
    for path in strange:
        assert pages.at(path) is None, path


def test_an_empty_site_still_has_its_pages(db):
    for path in ("/", "/c/", "/u/", "/feed.xml", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt", "/t/guide/"):
        assert pages.at(path).make()


def test_a_page_weighs_at_most_thirty_kilobytes(shown):
    """First view without images (design rule): the page itself; style and script are shared by all pages."""
    for path in ("/", "/c/gsgg/", item("disclosure:1"), "/u/jyj/"):
        assert len(pages.at(path).make()) < 30_000, path


def numbers(path):
    return [int(number) for number in re.findall("关于第(\\d+)号事项的公告", body(path).split("list-foot")[0])]


class Nesting(HTMLParser):
    """Which elements a page leaves open, and whether it closes what it did not open."""

    VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "line", "rect", "polyline", "ellipse"}

    def __init__(self, made):
        super().__init__()
        self.open = []
        self.feed(made)

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open and self.open.pop() == tag, (tag, self.getpos())


def test_a_unit_s_page_says_in_which_columns_it_publishes_with_the_newest_of_each(shown):
    door.show_many([document(20, column="zcwj", title="渡口管理办法", published=AT + timedelta(days=1))], at=AT)
    door.show_many([document(21, unit="swj", title="水库调度通知", published=AT + timedelta(days=2))], at=AT)
    said = body("/u/jyj/")
    kept = said[said.index("公开栏目") : said.index("公开的信息</h2>")]
    rows = re.findall(r'<th scope="row"><a href="(/c/\w+/)">[^<]*</a></th><td class="num"[^>]*>(\d+)</td>', kept)
    # Of the bureau: eight documents and the result in one column, one document in the other.
    assert dict(rows) == {"/c/zcwj/": "1", "/c/gsgg/": "9"}
    assert "渡口管理办法" in kept and "水库调度通知" not in kept
    door.withdraw(["disclosure:20"], at=AT + timedelta(days=3), reason="内容有误")
    assert "渡口管理办法" not in body("/u/jyj/")


def test_a_result_without_grades_has_no_column_of_dashes_and_says_why(shown):
    graded, plain = result(), result(key="result:2", rows=(ResultRow("1", "jyj", "交运局", "98.20", ""),))
    door.show_many([graded, plain], at=AT)
    assert ">等次</th>" in body(item("result:1")) and "不分等次" not in body(item("result:1"))
    said = body(item("result:2"))
    assert ">等次</th>" not in said and "不分等次，只公布得分和名次" in said and "98.20" in said
