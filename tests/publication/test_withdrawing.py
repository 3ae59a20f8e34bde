"""Withdrawing: the words leave at once and everywhere; a tombstone says since when and why."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from gongkai.publication import door, downloads, pages
from gongkai.publication.models import Shown
from gongkai.publication.records import Attachment, RecordFault
from gongkai.search import index
from tests.publication.samples import AT, SHA, column, document, full_document, text, unit

pytestmark = pytest.mark.django_db
MARK = "泄露标记"


def test_a_tombstone_keeps_place_date_and_reason_alone():
    shown = door.show(full_document(), AT)
    assert door.withdraw(["disclosure:1", "disclosure:404"], at=AT + timedelta(hours=1), reason="内容有误") == 1
    row = door.shown("disclosure:1")
    assert (row.address, row.unit, row.column, row.moment) == (shown.address, "jyj", "gsgg", shown.moment)
    assert (row.withdrawn, row.reason) == (AT + timedelta(hours=1), "内容有误")
    assert (row.title, row.html, row.plain, row.fields, row.etag) == ("", "", "", {}, "")
    page = pages.at(f"/d/{row.address}/")
    assert page.status == 410
    said = page.make().decode()
    assert "内容有误" in said and "2026-01-12 11:30" in said


def test_no_table_page_feed_or_search_holds_a_withdrawn_word():
    door.show_many([column(), unit(), full_document(MARK), document(2), text()], at=AT)
    address = door.shown("disclosure:1").address
    paths = [f"/d/{address}/", "/", "/c/", "/c/gsgg/", "/c/gsgg/p1/", "/u/jyj/", "/u/", "/t/guide/", "/sitemap.xml"]
    paths += ["/feed.xml", "/c/gsgg/feed.xml", "/sitemap-1.xml"]
    assert [path for path in paths if MARK in body(path)] == [f"/d/{address}/", "/", *paths[3:6], *paths[9:11]]
    assert tables_with(MARK)
    door.withdraw(["disclosure:1"], at=AT, reason="含有个人信息")
    assert [path for path in paths if MARK in body(path)] == []
    assert tables_with(MARK) == []
    assert index.find("public", MARK).count == 0
    assert index.find("public", "农村公路").count == 1, "its neighbours stay"
    assert downloads.listed(SHA[:16], f"附表{MARK}.xlsx") is None
    assert downloads.was_listed(SHA[:16])


def test_a_withdrawal_needs_a_public_reason():
    door.show(document(), AT)
    with pytest.raises(RecordFault, match="理由"):
        door.withdraw(["disclosure:1"], at=AT, reason=" ")
    assert Shown.objects.live().count() == 1


def test_withdrawing_twice_changes_nothing():
    door.show(document(), AT)
    door.withdraw(["disclosure:1"], at=AT, reason="内容有误")
    before = Shown.objects.values().get()
    assert door.withdraw(["disclosure:1"], at=AT + timedelta(days=1), reason="另一个") == 0
    assert Shown.objects.values().get() == before


def test_shown_again_it_is_out_at_its_old_address():
    first = door.show(full_document(), AT)
    door.withdraw(["disclosure:1"], at=AT, reason="内容有误")
    again = door.show(full_document(), AT + timedelta(days=1))
    assert (again.address, again.docid, again.etag) == (first.address, first.docid, first.etag)
    assert (again.withdrawn, again.reason) == (None, "")
    assert index.find("public", "县道养护").ids == [again.docid]
    assert pages.at(f"/d/{again.address}/").status == 200
    assert downloads.listed(SHA[:16], "附表.xlsx")


def test_a_list_keeps_its_pages_when_an_item_goes():
    door.show_many([column(), *(document(number) for number in range(1, 61))], at=AT)
    before = [links(f"/c/gsgg/p{number}/") for number in (1, 2, 3)]
    gone = door.shown("disclosure:25").address
    door.withdraw(["disclosure:25"], at=AT, reason="内容有误")
    after = [links(f"/c/gsgg/p{number}/") for number in (1, 2, 3)]
    assert after[0] == before[0] and after[2] == before[2]
    assert after[1] == [link for link in before[1] if gone not in link]


def test_a_file_that_another_record_lists_stays():
    other = Attachment("另一份.xlsx", 2048, "application/vnd.ms-excel", SHA)
    door.show_many([full_document(), document(2, attachments=(other,))], at=AT)
    door.withdraw(["disclosure:1"], at=AT, reason="内容有误")
    assert downloads.listed(SHA[:16], "另一份.xlsx")
    assert downloads.listed(SHA[:16], "附表.xlsx") is None


def body(path):
    return pages.at(path).make().decode()


def links(path):
    return [
        part.split('"')[0]
        for part in body(path).split('<ul class="items">')[1].split('href="')[1:]
        if part.startswith("/d/")
    ]


def tables_with(word):
    """Tables of the two rooms in which some column holds a word."""
    held = []
    for model in [*apps.get_app_config("publication").get_models(), *apps.get_app_config("search").get_models()]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            if any(word in str(value) for row in cursor.fetchall() for value in row):
                held.append(model._meta.db_table)
    return held
