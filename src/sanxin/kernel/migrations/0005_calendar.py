import sanxin.kernel.ids
from django.db import migrations, models
from django.db.models import Q


def seed(apps, schema_editor):
    from sanxin.kernel.seed_days import FIRST, LAST, SOURCE, announced_days

    day = apps.get_model("kernel", "CalendarDay")
    day.objects.bulk_create([day(**values) for values in announced_days()])
    year = apps.get_model("kernel", "CalendarYear")
    year.objects.bulk_create([year(year=number, source=SOURCE) for number in range(FIRST, LAST + 1)])


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_attachment")]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("announced_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.UUIDField(default=sanxin.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("kind", models.CharField(choices=[("off", "off"), ("work", "work")], max_length=4)),
                ("name", models.CharField(blank=True, max_length=40)),
                ("status", models.CharField(choices=[("official", "official"), ("provisional", "provisional"), ("local", "local")], max_length=12)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("county_id", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=Q(("county_id", None)), fields=("on",), name="one_national_day_a_date"),
                    models.UniqueConstraint(fields=("on", "county_id"), name="one_local_day_a_date"),
                ],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
