import django.db.models.deletion
from django.db import migrations, models


def stand(apps, schema_editor):
    """What is out already stands behind the doors that its words suggest."""
    from gongkai import shelf
    from gongkai.publication.concerns import OVER, behind

    known = shelf.concerns()
    shown, concerns = apps.get_model("publication", "Shown"), apps.get_model("publication", "ShownConcern")
    rows = shown.objects.filter(withdrawn=None, kind__in=["document", "register"]).defer("html", "plain")
    found = (
        concerns(source_id=row.pk, code=code, sort=sort, docid=row.docid, stands=row.validity not in OVER)
        for row in rows.iterator(500)
        for sort, code in behind(row, known)
    )
    concerns.objects.bulk_create(list(found), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0007_portions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShownConcern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("sort", models.CharField(max_length=6)),
                ("docid", models.BigIntegerField()),
                ("stands", models.BooleanField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concerns", to="publication.shown"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["code", "sort", "docid", "stands"], name="behind_door")],
            },
        ),
        migrations.RunPython(stand, migrations.RunPython.noop, elidable=True),
    ]
