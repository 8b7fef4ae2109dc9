"""A check keeps the first rows as they were understood."""

from django.db import migrations

import sanxin.kernel.fields


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_job_look")]
    operations = [
        migrations.AddField("sheetcheck", "samples", sanxin.kernel.fields.EncryptedField(blank=True)),
    ]
