from typing import Any

from django.db import migrations
from django.utils import timezone


def take_over(apps: Any, schema_editor: Any) -> None:
    """Who keeps contact becomes a row that began on the day of registration."""
    member, keeping = apps.get_model("service", "Member"), apps.get_model("service", "Keeping")
    rows = member.objects.exclude(contact=None).values_list("pk", "office_id", "contact_id", "noted_at", "noted_by_id")
    keeping.objects.bulk_create(
        (
            keeping(
                member_id=pk,
                office_id=office,
                person_id=contact,
                since=timezone.localdate(noted_at),
                by_id=noted_by,
                at=noted_at,
            )
            for pk, office, contact, noted_at, noted_by in rows.order_by("pk")
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("service", "0004_keepings")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
