"""An empty database that is laid out at once is the one that the migrations leave."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.acts import founding
from tests.acts.schema import schema
from tests.house.conftest import database, upgrade


@pytest.mark.django_db
def test_it_has_every_table_column_and_constraint_of_the_long_way(tmp_path, tmp_path_factory):
    """On SQLite an upgraded installation has gone it, on PostgreSQL an empty database goes it here."""
    data = tmp_path if connection.vendor == "postgresql" else upgrade(tmp_path_factory)
    env = {**os.environ, "GONGKAI_DATA": str(data), **database("migrated")}
    long_way = subprocess.run([sys.executable, "-m", "tests.acts.schema"], env=env, capture_output=True, text=True)
    assert long_way.returncode == 0, long_way.stderr
    assert schema(connection) == json.loads(long_way.stdout)


@pytest.mark.django_db
def test_where_something_stands_it_does_nothing():
    assert not founding.lay_out(connection)
    said = StringIO()
    call_command("showmigrations", stdout=said)
    assert "[X]" in said.getvalue() and "[ ]" not in said.getvalue()
