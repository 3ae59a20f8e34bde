from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_marks")]

    operations = [
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("source", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("words", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Unmet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("question", models.CharField(max_length=60)),
                ("times", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("day", "question"), name="unmet_once_a_day")],
            },
        ),
    ]
