from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foi", "0006_afterwards"),
    ]

    operations = [
        migrations.AddField(
            model_name="volume",
            name="until",
            field=models.DateField(null=True, verbose_name="说明期限"),
        ),
    ]
