import django.db.models.deletion
from django.db import migrations, models


def number(apps, schema_editor):
    """What is out already gets its turn by its key, so that who harvests from the beginning meets it all."""
    shown, counter = apps.get_model("publication", "Shown"), apps.get_model("publication", "Counter")
    shown.objects.update(turn=models.F("pk"))
    last = shown.objects.aggregate(last=models.Max("turn"))["last"]
    if last:
        counter.objects.update_or_create(name="turn", defaults={"number": last})


def date(apps, schema_editor):
    from gongkai.publication.dates import told

    shown, dates = apps.get_model("publication", "Shown"), apps.get_model("publication", "ShownDate")
    rows = shown.objects.filter(withdrawn=None, kind="document").values_list("pk", "fields")
    found = (
        dates(source_id=pk, what=what, day=day) for pk, said in rows.iterator(500) for what, day in told(said).items()
    )
    dates.objects.bulk_create(list(found), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0005_tree_of_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="shown",
            name="turn",
            field=models.BigIntegerField(default=0, db_index=True),
        ),
        migrations.CreateModel(
            name="ShownDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("day", models.DateField(db_index=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dates", to="publication.shown"
                    ),
                ),
            ],
        ),
        migrations.RunPython(number, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(date, migrations.RunPython.noop, elidable=True),
    ]
