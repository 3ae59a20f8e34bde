"""Words taken out leave the index's own files too, in the first night after; and once a night is enough."""

from datetime import timedelta

import pytest
from django.db import connection

from gongkai.search import grams, index, sqlite
from gongkai.search.models import INDEXES
from tests.county import moment

pytestmark = pytest.mark.django_db
DAY = moment("2026-03-02 15:00")


def kept() -> bytes:
    """All that the public index has on the disk."""
    sql = f"SELECT words::text FROM {INDEXES['public']._meta.db_table}"
    if connection.vendor == "sqlite":
        sql = f"SELECT block FROM {sqlite.TABLES['public']}_data"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return b"".join(bytes(row[0]) if isinstance(row[0], bytes) else row[0].encode() for row in cursor.fetchall())


def night(number: int, hour: int = 2):
    return moment("2026-03-02 00:30") + timedelta(days=number, hours=hour)


def test_withdrawn_words_are_gone_from_the_index_after_the_night(sweep):
    """Watched on the longest word a document has, for the index keeps of short ones only where they differ."""
    index.tidy("public", DAY)
    kept_one, gone = 1 << 22, 2 << 22
    index.put_many("public", [(kept_one, "", "关于养护县道的通知", {"unit": "jyj"})])
    index.put_many("public", [(gone, "", "遇见密语的通知", {"unit": "withdrawn"})])
    stay, leave = (grams.facet("unit", code)[-8:].encode() for code in ("jyj", "withdrawn"))
    assert stay in kept() and leave in kept()
    index.remove("public", [gone])
    sweep(night(1))
    assert stay in kept() and leave not in kept()
    assert index.find("public", "县道").ids == [kept_one] and not index.find("public", "密语").ids


def test_it_is_done_once_a_night_and_not_by_day(monkeypatch, sweep):
    index.tidy("public", DAY)
    done = []
    monkeypatch.setattr(sqlite, "tidy", done.append)
    monkeypatch.setattr("gongkai.search.postgres.tidy", done.append)
    counts = {}
    for at in (DAY, night(1, 1), night(1, 2), night(1, 3), night(1, 12), night(2, 4)):
        sweep(at)
        counts[at.strftime("%d %H")] = len(done)
    assert counts == {"02 15": 0, "03 01": 0, "03 02": 1, "03 03": 1, "03 12": 1, "04 04": 2}


def test_a_server_that_is_off_at_night_does_it_by_day_in_the_end(sweep):
    index.tidy("public", DAY)
    sweep(DAY + timedelta(days=3))
    assert index.tidied("public") == DAY
    sweep(DAY + timedelta(days=3, minutes=1))
    assert index.tidied("public") == DAY + timedelta(days=3, minutes=1)


def test_an_index_that_was_never_tidied_is_tidied_at_once(sweep):
    sweep(DAY)
    assert index.tidied("public") == DAY
