import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("disclosures", "0003_topic_of_editions")]
    operations = [
        migrations.AlterField(
            model_name="edition",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="catalogue.topic"
            ),
        ),
    ]
