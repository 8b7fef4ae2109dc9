import django.db.models.deletion
from django.db import migrations, models


def what_ended_before_is_seen(apps, schema_editor):
    """Nobody finds the work of past months on their Today."""
    over = apps.get_model("kernel", "Job").objects.filter(state__in=["done", "failed"])
    look = apps.get_model("kernel", "JobLook")
    look.objects.bulk_create(
        (look(job_id=pk, at=finished or asked) for pk, finished, asked in over.values_list("pk", "finished_at", "asked_at")),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_sealed_digests")]
    operations = [
        migrations.CreateModel(
            name="JobLook",
            fields=[
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="look",
                        serialize=False,
                        to="kernel.job",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(what_ended_before_is_seen, migrations.RunPython.noop),
    ]
