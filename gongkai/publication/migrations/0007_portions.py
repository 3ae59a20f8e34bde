from django.db import migrations


def number(apps, schema_editor):
    """Portions of what was out before there were any: each begins to be counted."""
    from gongkai.publication import counters, portions

    shown, counter = apps.get_model("publication", "Shown"), apps.get_model("publication", "Counter")
    rows = shown.objects.only("kind", "column", "moment").iterator(2000)
    known = set(counter.objects.filter(name__startswith=portions.DATA).values_list("name", flat=True))
    counters.bump({scope for row in rows for scope in portions.scopes(row)} - known)


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0006_turns_and_dates"),
    ]

    operations = [migrations.RunPython(number, migrations.RunPython.noop, elidable=True)]
