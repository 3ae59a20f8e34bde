from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_asked")]

    operations = [
        migrations.AddField(model_name="synonyms", name="standing", field=models.BooleanField(default=True)),
    ]
