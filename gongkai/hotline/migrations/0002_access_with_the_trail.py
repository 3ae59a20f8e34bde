"""Looks move beside the trail, where those of every room are kept."""

from django.db import migrations


def move(apps, schema_editor):
    """A case of the hotline shares the key of its case in the trail."""
    kept = apps.get_model("hotline", "PleaAccess").objects.order_by("pk").values_list("plea", "post", "what", "at")
    access = apps.get_model("acts", "Access")
    moved = (access(case_id=plea, post_id=post, what=what, at=at) for plea, post, what, at in kept.iterator())
    access.objects.bulk_create(moved, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("acts", "0004_access"), ("hotline", "0001_initial")]

    operations = [migrations.RunPython(move, elidable=True), migrations.DeleteModel(name="PleaAccess")]
