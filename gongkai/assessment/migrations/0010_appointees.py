import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("assessment", "0009_selfchecks")]

    operations = [
        migrations.CreateModel(
            name="Appointee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="assessment.assessor"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={"verbose_name": "指定评分人"},
        ),
        migrations.AddConstraint(
            model_name="appointee",
            constraint=models.UniqueConstraint(fields=("assessor", "person"), name="appointed_once"),
        ),
    ]
