import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0002_index_pattern"),
    ]

    operations = [
        migrations.CreateModel(
            name="Former",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
                ("title", models.CharField(max_length=500)),
                ("fields", models.JSONField(default=dict)),
                ("plain", models.TextField(blank=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="formers", to="publication.shown"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "until"), name="former_once")],
            },
        ),
    ]
