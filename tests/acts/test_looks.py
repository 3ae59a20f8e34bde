"""查阅记录: looks of every room are kept in one place, those of before with them (个人信息保护法-51)."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from gongkai.acts import looks
from gongkai.acts.models import Access
from tests.county import moment

AT = moment("2026-01-05 09:00")
BEFORE = [("foi", "0009_likeness"), ("hotline", "0001_initial"), ("organisation", "0006_assurance")]
TABLES = (("foi", "Access"), ("hotline", "PleaAccess"), ("organisation", "ContactLook"))


def test_the_same_page_within_the_hour_is_the_same_look(county, write):
    key = write("通知").case.pk
    for later in (timedelta(0), timedelta(minutes=59, seconds=59), timedelta(hours=1)):
        looks.keep_once([key], "words", county.xin, AT + later)
    assert [one.at - AT for one in Access.objects.order_by("pk")] == [timedelta(0), timedelta(hours=1)]


def test_another_post_and_another_thing_looked_at_are_looks_of_their_own(county, write):
    key = write("通知").case.pk
    for post, what in ((county.xin, "words"), (county.fen, "words"), (county.xin, "who")):
        looks.keep_once([key, key], what, post, AT)
    assert Access.objects.count() == 3


@pytest.mark.parametrize("do", [lambda: Access.objects.update(what="x"), lambda: Access.objects.all().delete()])
def test_the_database_lets_nobody_change_or_remove_a_look(county, write, do):
    looks.keep([write("通知").case.pk], "words", county.xin, AT)
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
        do()
    assert Access.objects.get().what == "words"


def test_looks_kept_by_each_room_before_are_kept_still(county, write):
    old = MigrationLoader(connection).project_state([*BEFORE, ("acts", "0004_access")]).apps
    asked, told, sheet = (_laid(old.get_model(room, name)) for room, name in TABLES)
    said = {"post_id": county.xin.pk, "at": AT}
    keys = [write(title).case.pk for title in ("申请", "诉求", "联络表")]
    asked.objects.create(case_id=keys[0], what="proof", **said)
    told.objects.create(plea_id=keys[1], what="caller", **said)
    sheet.objects.create(sheet_id=keys[2], **said)
    for room, name in (("foi", "0010"), ("hotline", "0002"), ("organisation", "0007")):
        import_module(f"gongkai.{room}.migrations.{name}_access_with_the_trail").move(old, None)
    kept = Access.objects.order_by("pk").values_list("case", "post", "what", "at")
    whats = ("proof", "caller", "people")
    assert list(kept) == [(key, county.xin.pk, what, AT) for key, what in zip(keys, whats, strict=True)]


def _laid(table):
    """The table as it was, without its ties: what it pointed at is of no account here."""
    for field in table._meta.local_fields:
        if field.remote_field:
            field.db_constraint = False
    editor = connection.schema_editor()
    editor.deferred_sql = []
    editor.create_model(table)
    return table
