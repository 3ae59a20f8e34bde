from django.db import migrations

from gongkai.search import sqlite


def gather_more(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite.settings():
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_tidied")]

    operations = [migrations.RunPython(gather_more, migrations.RunPython.noop)]
