from typing import Any
from uuid import uuid5

from django.db import migrations
from django.utils import timezone

from sanxin.kernel.ids import new_id

NAMES = {
    "illness": "疾病",
    "old_age": "高龄",
    "living_alone": "独居",
    "disability": "残疾",
    "income": "收入低",
    "housing": "住房差",
    "schooling": "孩子上学",
    "disaster": "受灾",
    "other": "其他",
}
"""As `rules.needs` begins; a migration does not follow what changes there."""


def take_over(apps: Any, schema_editor: Any) -> None:
    """Offices with members get their kinds of need; each need and each consent becomes a row."""
    member = apps.get_model("service", "Member")
    offices = list(member.objects.order_by().values_list("office_id", "county_id").distinct())
    kind = apps.get_model("service", "NeedKind")
    kind.objects.bulk_create(
        kind(id=uuid5(office, f"need {code}"), county_id=county, office_id=office, code=code, name=name, order=order)
        for office, county in offices
        for order, (code, name) in enumerate(NAMES.items(), start=1)
    )
    rows = list(
        member.objects.order_by("pk").values_list(
            "pk", "office_id", "need_kind", "noted_at", "noted_by_id", "erased_at"
        )
    )
    need = apps.get_model("service", "MemberNeed")
    need.objects.bulk_create(
        (
            need(id=new_id(), member_id=pk, kind_id=uuid5(office, f"need {code if code in NAMES else 'other'}"))
            for pk, office, code, _at, _by, erased_at in rows
            if erased_at is None
        ),
        batch_size=500,
    )
    consent = apps.get_model("service", "Consent")
    consent.objects.bulk_create(
        (
            consent(
                id=new_id(),
                member_id=pk,
                purpose="list",
                given_on=timezone.localdate(at),
                way="unknown",
                given_to_id=by,
                noted_by_id=by,
                noted_at=at,
            )
            for pk, _office, _code, at, by, _erased_at in rows
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("service", "0007_member_register")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
