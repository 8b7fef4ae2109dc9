"""What models cannot say: append-only triggers, the full-text index, the days announced so far."""

from django.db import migrations

from sanxin.kernel import triggers
from sanxin.kernel.search import backends
from sanxin.kernel.seed_days import FIRST, LAST, SOURCE, announced_days


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)
    backends.of(schema_editor.connection).install(schema_editor.connection)


def remove(apps, schema_editor):
    backends.of(schema_editor.connection).remove(schema_editor.connection)
    triggers.remove(schema_editor.connection)


def seed(apps, schema_editor):
    day = apps.get_model("kernel", "CalendarDay")
    day.objects.bulk_create([day(**values) for values in announced_days()])
    year = apps.get_model("kernel", "CalendarYear")
    year.objects.bulk_create([year(year=number, source=SOURCE) for number in range(FIRST, LAST + 1)])


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
