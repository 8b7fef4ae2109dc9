from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="vote",
            name="counted",
            field=models.SmallIntegerField(null=True),
        ),
    ]
