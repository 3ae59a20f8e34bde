from django.db import migrations, models


def remake(apps, schema_editor):
    """What was put in before has no marks: it is put in anew, little by little, by what runs by itself."""
    if apps.get_model("search", "PublicText").objects.exists():
        apps.get_model("search", "Remaking").objects.create(name="public", below=(1 << 63) - 1)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_gathered")]

    operations = [
        migrations.CreateModel(
            name="PublicMark",
            fields=[
                ("docid", models.BigIntegerField(primary_key=True, serialize=False)),
                ("combination", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Combination",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("facets", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Remaking",
            fields=[
                ("name", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("below", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(remake, migrations.RunPython.noop, elidable=True),
    ]
