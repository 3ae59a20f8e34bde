import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.vault.sealed


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_post_dates_in_words")]

    operations = [
        migrations.CreateModel(
            name="WorkMail",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="work_mail",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("address", gongkai.vault.sealed.SealedText(null=True, verbose_name="工作邮箱")),
                ("at", models.DateTimeField()),
                ("confirmed", models.DateTimeField(null=True)),
                ("reminded", models.DateField(null=True)),
            ],
            options={"verbose_name": "工作邮箱"},
        ),
    ]
