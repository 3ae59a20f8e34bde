import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.vault.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0001_initial"),
        ("writing", "0002_originals_of_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began", models.DateTimeField()),
                ("reached", models.BigIntegerField(default=0)),
                ("ended", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DeadLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=700, verbose_name="链接")),
                ("says", models.CharField(max_length=200, verbose_name="毛病")),
                ("since", models.DateTimeField(verbose_name="首次发现")),
                ("last", models.DateTimeField(verbose_name="最近查看")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="发现次数")),
                ("ended", models.DateTimeField(null=True, verbose_name="恢复时间")),
                ("at", models.DateTimeField(null=True)),
                ("why", gongkai.vault.sealed.SealedText(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dead_links", to="acts.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "失效链接",
                "indexes": [
                    models.Index(condition=models.Q(("ended", None)), fields=["case"], name="dead_now"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "address"), name="dead_link_once"),
                ],
            },
        ),
    ]
