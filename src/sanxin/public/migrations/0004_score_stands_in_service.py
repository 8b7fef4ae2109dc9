from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("public", "0003_one_truth_of_what_they_said")]

    operations = [
        migrations.RemoveConstraint(model_name="publicanswer", name="satisfaction_is_one_to_five"),
        migrations.RemoveField(model_name="publicanswer", name="satisfaction"),
    ]
