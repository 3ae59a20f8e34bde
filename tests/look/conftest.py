"""A table of its own for lists."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models


class Paper(models.Model):
    """A record with a tie-prone, an empty-prone and a unique field."""

    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    published = models.DateTimeField(null=True)
    formed = models.DateField(null=True)
    reads = models.IntegerField(default=0)

    class Meta:
        app_label = "look"
        managed = False
        db_table = "look_test_paper"


@pytest.fixture
def papers(db):
    """Makes the table; returns a function that fills it with n papers, some published at one moment, some never."""
    key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE look_test_paper (id {key}, title varchar(60) NOT NULL, kind varchar(10) NOT NULL, "
            "published timestamp with time zone, formed date, reads integer NOT NULL)"
        )

    def fill(n):
        born = datetime(2026, 1, 5, 2, tzinfo=UTC)
        return Paper.objects.bulk_create(
            Paper(
                title=f"文件{each:03}",
                kind=("通知", "办法", "公告")[each % 3],
                published=None if each % 7 == 3 else born + timedelta(hours=each // 4),
                formed=born.date() + timedelta(days=each % 5),
                reads=each * 37 % 11,
            )
            for each in range(n)
        )

    return fill
