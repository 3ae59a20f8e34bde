"""Looks are kept for wishes to have a record put right too: of a case, whose key a request shares."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("acts", "0001_initial"), ("foi", "0007_reasons_until")]

    operations = [
        migrations.RenameField("access", "request", "case"),
        migrations.AlterField(
            "access",
            "case",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="accesses", to="acts.case"),
        ),
    ]
