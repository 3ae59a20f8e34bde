from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        migrations.AddField("assessor", "own", models.BooleanField("只评本单位", default=False)),
    ]
