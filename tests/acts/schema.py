"""What a database is made of, in words that can be compared; run, it brings one up by its migrations and prints it."""

import json
import os
import re

from django.db.backends.base.base import BaseDatabaseWrapper

PARTS = re.compile(r', (?="\w+" \w|CONSTRAINT )')  # between the columns and constraints of a table


def schema(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """SQLite keeps the statement that made each table, index and trigger: its parts, in the order of their words. Of
    PostgreSQL by table its columns, then its keys, constraints and indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            return {name: _parts(sql) for name, sql in cursor.fetchall()}
        return {table: _said(connection, cursor, table) for table in connection.introspection.table_names(cursor)}


def _parts(sql: str) -> list[str]:
    """Without what a trigger says to whom it stops, which is worded as when it was made."""
    return sorted(PARTS.split(sql.partition(" SELECT RAISE(")[0].removesuffix(")")))


def _said(connection, cursor, table) -> list[str]:
    look = connection.introspection
    columns = [str(tuple(one)) for one in look.get_table_description(cursor, table)]
    constraints = [str(sorted(one.items())) for one in look.get_constraints(cursor, table).values()]
    return sorted(columns) + sorted(constraints)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.management.commands import migrate
    from django.db import connection

    from gongkai.acts import upgrading

    with upgrading.each_alone():
        call_command(migrate.Command(), verbosity=0, interactive=False)
    print(json.dumps(schema(connection)))
