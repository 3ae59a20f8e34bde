from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_self_rated")]

    operations = [
        migrations.AlterField("mark", "value", models.TextField("评分")),
    ]
