"""An empty database that is laid out at once is the one that the migrations leave."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.acts import founding
from tests.acts.schema import schema
from tests.house import nursery
from tests.house.conftest import database, upgrade


@pytest.mark.django_db
def test_it_has_every_table_column_and_constraint_of_the_long_way(tmp_path, tmp_path_factory):
    """On SQLite an upgraded installation has gone it, on PostgreSQL an empty database goes it here."""
    data = tmp_path if connection.vendor == "postgresql" else upgrade(tmp_path_factory)
    env = {"GONGKAI_DATA": str(data), **database("migrated")}
    assert schema(connection) == json.loads(nursery.run("tests.acts.schema", env=env, check=True).stdout)


@pytest.mark.django_db
def test_where_something_stands_it_does_nothing():
    assert not founding.lay_out(connection)
    said = StringIO()
    call_command("showmigrations", stdout=said)
    assert "[X]" in said.getvalue() and "[ ]" not in said.getvalue()
