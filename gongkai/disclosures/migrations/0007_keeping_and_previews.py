import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.vault.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_post_dates_in_words"),
        ("acts", "0001_initial"),
        ("catalogue", "0002_topics_kept_here"),
        ("disclosures", "0006_longer_index_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Preview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("content", models.CharField(max_length=64)),
                ("whom", gongkai.vault.sealed.SealedText()),
                ("at", models.DateTimeField()),
                ("expires", models.DateTimeField(verbose_name="有效至")),
                ("ended", models.DateTimeField(null=True, verbose_name="收回时间")),
            ],
            options={
                "verbose_name": "预览链接",
            },
        ),
        migrations.CreateModel(
            name="PreviewOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("sender", models.CharField(max_length=64)),
                ("name", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("says", models.CharField(max_length=300, verbose_name="内容")),
                ("at", models.DateTimeField()),
                ("rows", models.JSONField(default=list)),
                ("undone", models.DateTimeField(null=True, verbose_name="撤销时间")),
            ],
            options={
                "verbose_name": "批量办理",
            },
        ),
        migrations.AddField(
            model_name="disclosure",
            name="keeper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="责任人",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="look_again",
            field=models.DateField(null=True, verbose_name="复看日期"),
        ),
        migrations.AddField(
            model_name="edition",
            name="weight",
            field=models.CharField(
                blank=True,
                choices=[("major", "实质修改"), ("minor", "文字订正"), ("hides", "隐去不宜公开的内容")],
                default="",
                max_length=10,
                verbose_name="变更性质",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("look_again__isnull", False)), fields=["look_again"], name="to_look_at"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(condition=models.Q(("keeper__isnull", False)), fields=["keeper"], name="of_keeper"),
        ),
        migrations.AddField(
            model_name="preview",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="previews", to="disclosures.disclosure"
            ),
        ),
        migrations.AddField(
            model_name="preview",
            name="post",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"),
        ),
        migrations.AddField(
            model_name="previewopening",
            name="preview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="disclosures.preview"
            ),
        ),
        migrations.AddField(
            model_name="sweep",
            name="post",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"),
        ),
    ]
