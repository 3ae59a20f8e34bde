"""Feeds of units, matters and in JSON; the calendar of the days that documents tell of."""

import json
from datetime import date
from xml.etree import ElementTree

import pytest

from gongkai.publication import door, pages
from gongkai.publication.models import Site
from tests.publication.samples import AT, column, document, unit

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def titles(path):
    tree = ElementTree.fromstring(pages.at(path).make())
    return [entry.findtext("a:title", "", ATOM) for entry in tree.findall("a:entry", ATOM)]


def test_each_column_and_unit_has_its_feed_and_a_column_tells_of_those_under_it():
    door.show_many([column("top", "政策"), column("low", "文件", parent="top"), unit(), unit("swj", "水务局")], at=AT)
    door.show_many([document(1, column="low"), document(2, column="low", unit="swj")], at=AT)
    both = ["关于第2号事项的公告", "关于第1号事项的公告"]
    assert titles("/c/top/feed.xml") == titles("/c/low/feed.xml") == both
    assert titles("/u/swj/feed.xml") == both[:1] and titles("/u/jyj/feed.xml") == both[1:]
    assert pages.at("/u/none/feed.xml") is None
    before = pages.at("/c/top/feed.xml").etag
    door.show(document(3, column="low"), AT)
    assert pages.at("/c/top/feed.xml").etag != before and len(titles("/c/top/feed.xml")) == 3


def test_a_json_feed_says_what_the_atom_feed_says():
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    door.show_many([column(), unit(), document(1), document(2)], at=AT)
    for path in ("/feed", "/c/gsgg/feed", "/u/jyj/feed"):
        said = json.loads(pages.at(f"{path}.json").make())
        assert said["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["title"] for item in said["items"]] == titles(f"{path}.xml")
        assert said["items"][0]["url"] == f"https://www.shixian.gov.cn/d/{door.shown('disclosure:2').address}/"


def test_the_calendar_tells_from_when_a_document_applies_and_until_when():
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    long = "关于加强农村公路养护、桥梁隧道检查和汛期安全保障工作；经费安排，若干规定的通知"
    row = door.show(document(1, title=long, valid_from=date(2026, 3, 1), valid_until=date(2028, 2, 29)), AT)
    said = pages.at("/calendar.ics").make()
    assert all(len(line) <= 75 for line in said.split(b"\r\n"))
    lines = said.decode().replace("\r\n ", "").split("\r\n")
    assert f"SUMMARY:施行：{long}" in lines and "DTSTART;VALUE=DATE:20260301" in lines
    assert "DTSTART;VALUE=DATE:20280229" in lines and "DTEND;VALUE=DATE:20280301" in lines
    assert f"UID:{row.address}-valid_from@www.shixian.gov.cn" in lines
    assert (lines[0], lines[-2:], lines.count("BEGIN:VEVENT")) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""], 2)


def test_a_day_that_moves_moves_in_the_calendar_and_a_withdrawn_document_leaves_it():
    door.show(document(1, valid_until=date(2028, 2, 29)), AT)
    door.show(document(1, valid_until=date(2029, 1, 1)), AT)
    said = pages.at("/calendar.ics").make().decode()
    assert said.count("BEGIN:VEVENT") == 1 and "20290101" in said
    door.withdraw(["disclosure:1"], at=AT, reason="有误")
    assert "VEVENT" not in pages.at("/calendar.ics").make().decode()


def test_a_question_can_be_followed(client):
    door.show_many([document(1), document(2, html="<p>水库</p>")], at=AT)
    answer = client.get("/search/feed.xml?q=农村公路")
    found = ElementTree.fromstring(answer.content).findall("a:entry/a:title", ATOM)
    assert [one.text for one in found] == ["关于第1号事项的公告"]
    assert client.get("/search/feed.xml?q=，").status_code == 400
