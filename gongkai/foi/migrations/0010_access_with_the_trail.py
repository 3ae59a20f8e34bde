"""Looks move beside the trail, where those of every room are kept."""

from django.db import migrations


def move(apps, schema_editor):
    """A case's own key stands on every row already."""
    kept = apps.get_model("foi", "Access").objects.order_by("pk").values("case_id", "post_id", "what", "at")
    access = apps.get_model("acts", "Access")
    access.objects.bulk_create((access(**row) for row in kept.iterator()), batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("acts", "0004_access"), ("foi", "0009_likeness")]

    operations = [migrations.RunPython(move, elidable=True), migrations.DeleteModel(name="Access")]
