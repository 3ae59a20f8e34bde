"""Indexes for the lists of very many requests; the first of several that ask for the same now follows itself."""

import django.db.models.deletion
from django.db import migrations, models


def follow(apps, editor):
    likeness = apps.get_model("foi", "Likeness")
    firsts = likeness.objects.values_list("first", flat=True).distinct()
    likeness.objects.bulk_create(likeness(request_id=one, first_id=one) for one in set(firsts))


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0005_due_of_limit"),
        ("foi", "0010_access_with_the_trail"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="request",
            name="asked_at",
        ),
        migrations.AlterField(
            model_name="likeness",
            name="first",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="followers", to="foi.request"
            ),
        ),
        migrations.AlterField(
            model_name="request",
            name="by_paper",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="request",
            name="into",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="foi.request",
            ),
        ),
        migrations.AlterField(
            model_name="request",
            name="parent",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="foi.request",
            ),
        ),
        migrations.AddIndex(
            model_name="likeness",
            index=models.Index(fields=["first", "request"], name="alike_in_turn"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["at", "case", "by_paper", "by_name"], name="asked_at"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["by_paper", "received", "parent", "case"], name="asked_by"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(condition=models.Q(("parent__isnull", False)), fields=["parent"], name="part_of"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(condition=models.Q(("into__isnull", False)), fields=["into"], name="merged_into"),
        ),
        migrations.RunPython(follow, migrations.RunPython.noop, elidable=True),
    ]
