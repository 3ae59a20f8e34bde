import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_post_dates_in_words"),
        ("acts", "0002_readers"),
        ("assessment", "0006_samples"),
    ]

    operations = [
        migrations.CreateModel(
            name="TargetTable",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="targets",
                        serialize=False, to="acts.case",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                ("total", models.PositiveIntegerField(verbose_name="合计")),
            ],
            options={"verbose_name": "目标任务"},
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("figure", models.PositiveIntegerField(verbose_name="目标任务数量")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures",
                        to="assessment.targettable",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "单位目标",
                "constraints": [
                    models.UniqueConstraint(fields=("table", "version", "unit"), name="target_once")
                ],
            },
        ),
    ]  # fmt: skip
