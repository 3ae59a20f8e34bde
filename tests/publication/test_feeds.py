"""Feeds and the sitemap are well-formed, complete and follow what is out."""

from xml.etree import ElementTree

import pytest

from gongkai.publication import door, feeds, pages
from gongkai.publication.models import Site
from tests.publication.samples import AT, column, document, text, unit

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def tree(path):
    return ElementTree.fromstring(pages.at(path).make())


def test_a_feed_has_the_newest_items_with_what_atom_demands():
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    door.show_many(
        [column(), column("other", "其他"), *(document(n, title=f"第{n}件<&>") for n in range(1, 41))], at=AT
    )
    door.show(document(50, column="other"), AT)
    feed = tree("/c/gsgg/feed.xml")
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", "", ATOM) for entry in entries[:2]] == ["第40件<&>", "第39件<&>"]
    assert len(entries) == feeds.ENTRIES
    for node in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert node.findtext(f"a:{name}", "", ATOM)
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == len(entries)
    address = door.shown("disclosure:40").address
    assert entries[0].find("a:link", ATOM).get("href") == f"https://www.shixian.gov.cn/d/{address}/"
    assert entries[0].findtext("a:updated", "", ATOM) == "2026-01-12T02:30:00Z"
    assert len(tree("/feed.xml").findall("a:entry", ATOM)) == feeds.ENTRIES
    assert pages.at("/c/gsgg/feed.xml").type.startswith("application/xml")


def test_a_withdrawn_item_leaves_the_feed():
    door.show_many([column(), document(1), document(2)], at=AT)
    door.withdraw(["disclosure:2"], at=AT, reason="有误")
    for path in ("/feed.xml", "/c/gsgg/feed.xml"):
        assert [entry.findtext("a:title", "", ATOM) for entry in tree(path).findall("a:entry", ATOM)] == [
            "关于第1号事项的公告"
        ]


def test_the_sitemap_names_every_page_that_is_out_once(monkeypatch):
    monkeypatch.setattr(feeds, "SHEET", 10)
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    door.show_many([column(), unit(), text(), *(document(n) for n in range(1, 25))], at=AT)
    door.withdraw(["disclosure:7"], at=AT, reason="有误")
    parts = [
        node.text.removeprefix("https://www.shixian.gov.cn") for node in tree("/sitemap.xml").iterfind(".//s:loc", MAP)
    ]
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    named = [node.text for part in parts for node in tree(part).iterfind(".//s:loc", MAP)]
    expected = ["/", "/c/", "/p/", "/u/", "/t/", "/t/guide/", "/c/gsgg/", "/u/jyj/"]
    keys = ["text:guide", *(f"disclosure:{n}" for n in range(1, 25) if n != 7)]
    expected += [f"/d/{door.shown(key).address}/" for key in keys]
    assert sorted(named) == sorted(f"https://www.shixian.gov.cn{path}" for path in expected)
    assert all(pages.at(path).status == 200 for path in expected)


def test_robots_are_told_where_the_map_is():
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    said = pages.at("/robots.txt").make().decode()
    assert "Disallow: /staff/" in said
    assert "Sitemap: https://www.shixian.gov.cn/sitemap.xml" in said
