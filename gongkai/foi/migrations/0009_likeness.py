"""Digests made so far are made anew, as each wish is now joined to its like when they are made."""

import django.db.models.deletion
from django.db import migrations, models


def anew(apps, editor):
    apps.get_model("foi", "Trait").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0003_recount"),
        ("foi", "0008_access_of_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="likeness",
                        serialize=False,
                        to="foi.request",
                    ),
                ),
            ],
            options={
                "verbose_name": "同一信息",
            },
        ),
        migrations.RemoveIndex(
            model_name="request",
            name="foi_request_receive_abba61_idx",
        ),
        migrations.AlterField(
            model_name="trait",
            name="digest",
            field=models.BigIntegerField(),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["received", "case"], name="received_in_turn"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["at"], name="asked_at"),
        ),
        migrations.AddIndex(
            model_name="trait",
            index=models.Index(fields=["digest", "request"], name="trait_first"),
        ),
        migrations.AddField(
            model_name="likeness",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="followers", to="foi.request"
            ),
        ),
        migrations.RunPython(anew, migrations.RunPython.noop),
    ]
