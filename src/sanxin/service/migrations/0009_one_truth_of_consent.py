from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("service", "0008_needs_and_consents_as_rows")]

    operations = [
        migrations.RemoveConstraint(model_name="member", name="member_agreed"),
        migrations.RemoveField(model_name="member", name="consent"),
        migrations.RemoveField(model_name="member", name="need_kind"),
    ]
