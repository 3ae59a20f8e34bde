from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0007_keeping_and_previews"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="concerns",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="适用对象"),
        ),
    ]
