"""Showing: rows, index and relations follow the record; the same record again changes nothing."""

from datetime import timedelta, timezone

import pytest
from django.core import serializers

from gongkai.publication import door
from gongkai.publication.models import Counter, Shown, ShownFile, ShownLink
from gongkai.publication.records import Link, RecordFault
from gongkai.search import index
from tests.publication.samples import AT, SHA, column, document, full_document, of_every_kind, result

pytestmark = pytest.mark.django_db


def everything():
    rows = [row for model in (Shown, ShownLink, ShownFile, Counter) for row in model.objects.order_by("pk")]
    return serializers.serialize("json", rows)


def test_a_record_gets_a_row_an_address_and_its_words_in_the_index():
    row = door.show(full_document(), AT)
    assert (row.key, row.kind, row.column, row.unit) == ("disclosure:1", "document", "gsgg", "jyj")
    assert row.plain == "养护正文"
    assert len(row.address) == 10 and row.address.isalpha() and row.address.islower()
    for words in ("县道养护办法", "试府发〔2025〕1号", "sy-2025-1", "讲养护", "附表", "交通运输局", "正文"):
        assert index.find("public", words).ids == [row.docid], words
    assert index.find("public", "养护", facets={"unit": "jyj", "column": "gsgg", "kind": "document"}).count == 1


def test_showing_everything_again_gives_identical_rows():
    door.show_many(of_every_kind(), at=AT)
    before = everything()
    assert door.show_many(of_every_kind(), at=AT + timedelta(days=5)) == 0
    assert everything() == before


def test_one_moment_told_in_another_zone_is_the_same_record():
    door.show(document(), AT)
    beijing = document().published.astimezone(timezone(timedelta(hours=8)))
    assert door.show_many([document(published=beijing)], at=AT) == 0


def test_a_new_wording_keeps_address_and_number_and_replaces_the_old_words():
    old = door.show(document(html="<p>旧的说法</p>"), AT)
    new = door.show(document(html="<p>新的写法</p>"), AT + timedelta(hours=1))
    assert (new.pk, new.address, new.docid, new.number) == (old.pk, old.address, old.docid, old.number + 1)
    assert new.changed == AT + timedelta(hours=1)
    assert index.find("public", "旧的说法").count == 0
    assert index.find("public", "新的写法").ids == [new.docid]


def test_a_corrected_date_moves_the_record_in_lists_and_index():
    old = door.show(document(), AT)
    new = door.show(document(published=AT), AT)
    assert new.docid > old.docid
    assert index.find("public", "农村公路").ids == [new.docid]


def test_records_of_one_second_stand_apart():
    door.show_many([document(number, published=AT) for number in range(1, 30)], at=AT)
    assert Shown.objects.values("docid").distinct().count() == 29
    assert index.find("public", "农村公路", limit=50).count == 29


def test_many_are_the_same_as_one_by_one():
    door.show_many([document(number) for number in range(1, 4)], at=AT)
    together = list(Shown.objects.order_by("key").values("key", "docid", "title", "fields", "html", "plain", "etag"))
    Shown.objects.all().delete()
    Counter.objects.all().delete()
    for number in range(1, 4):
        door.show(document(number), AT)
    assert list(Shown.objects.order_by("key").values(*together[0])) == together


def test_addresses_are_never_given_twice(monkeypatch):
    draws = iter("aab")
    monkeypatch.setattr(door.DICE, "choices", lambda letters, k: next(draws) * k)
    first = door.show(document(1), AT)
    second = door.show(document(2), AT)
    assert (first.address, second.address) == ("a" * 10, "b" * 10)


def test_what_is_no_public_record_does_not_pass():
    class Looks:
        key = "disclosure:1"

    for stranger in (Looks(), {"key": "disclosure:1"}, type("Sub", (type(document()),), {})(**_values(document()))):
        with pytest.raises(RecordFault, match="不是可以公布"):
            door.show_many([stranger], at=AT)
    with pytest.raises(RecordFault, match="编号相同"):
        door.show_many([document(1), document(1)], at=AT)
    assert not Shown.objects.exists()


def test_a_fault_in_one_of_many_leaves_none_out(monkeypatch):
    monkeypatch.setattr(door, "CHUNK", 1)
    with pytest.raises(RecordFault):
        door.show_many([document(1), object()], at=AT)
    assert not Shown.objects.exists()
    assert index.find("public", "农村公路").count == 0


def test_relations_and_files_follow_the_record():
    door.show(full_document(), AT)
    assert ShownFile.objects.get().short == SHA[:16]
    assert ShownLink.objects.get().target == "disclosure:900"
    door.show(document(links=(Link("amends", "disclosure:901"),)), AT)
    assert not ShownFile.objects.exists()
    assert ShownLink.objects.get().target == "disclosure:901"


def test_a_neighbour_that_comes_out_changes_the_page_that_points_to_it():
    pointing = door.show(document(1, links=(Link("interprets", "disclosure:2"),)), AT)
    pointed = door.show(document(2), AT)
    assert Shown.objects.get(pk=pointing.pk).number == pointing.number + 1
    assert pointed.number == 1
    door.show(document(3, links=(Link("amends", "disclosure:2"),)), AT)
    assert Shown.objects.get(pk=pointed.pk).number == 2


def test_scopes_are_told_what_changed():
    door.show_many([column(), document(1)], at=AT)
    before = dict(Counter.objects.values_list("name", "number"))
    door.show(result(column="kh", unit="ban"), AT)
    after = dict(Counter.objects.values_list("name", "number"))
    assert changed(before, after) == {"all", "column:kh", "unit:ban", "serial", "turn", "data:2026-01", "data:kh:2026"}
    door.show(column(name="公告"), AT)
    assert Counter.objects.get(name="frame").number == after["frame"] + 1


def test_a_record_that_moves_tells_the_lists_it_left():
    door.show(document(1), AT)
    before = dict(Counter.objects.values_list("name", "number"))
    door.show(document(1, column="zcwj", unit="swj"), AT)
    after = dict(Counter.objects.values_list("name", "number"))
    lists = {"all", "column:gsgg", "column:zcwj", "unit:jyj", "unit:swj"}
    assert changed(before, after) == {*lists, "turn", "data:2023-04", "data:gsgg:2023", "data:zcwj:2023"}


def changed(before, after):
    return {name for name in after if after[name] != before.get(name)}


def _values(record):
    return {name: getattr(record, name) for name in type(record).__slots__}
