"""Looks move beside the trail, where those of every room are kept."""

from django.db import migrations


def move(apps, schema_editor):
    """A sheet shares the key of its case; what was looked at were its people."""
    kept = apps.get_model("organisation", "ContactLook").objects.order_by("pk").values_list("sheet", "post", "at")
    access = apps.get_model("acts", "Access")
    moved = (access(case_id=sheet, post_id=post, what="people", at=at) for sheet, post, at in kept.iterator())
    access.objects.bulk_create(moved, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("acts", "0004_access"), ("organisation", "0006_assurance")]

    operations = [migrations.RunPython(move, elidable=True), migrations.DeleteModel(name="ContactLook")]
