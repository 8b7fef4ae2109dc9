from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0007_notices")]

    operations = [
        migrations.AddField("noticeaddress", "asked_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("noticeaddress", "confirmed_at", models.DateTimeField(blank=True, null=True)),
    ]
