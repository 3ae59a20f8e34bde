from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="index_pattern",
            field=models.CharField(
                blank=True, default="{机构代码}/{年}-{流水号5}", max_length=60, verbose_name="索引号写法"
            ),
        ),
    ]
