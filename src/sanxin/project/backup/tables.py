"""Which tables a backup holds, and a row as JSON and back."""

import base64
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, ForeignKey, JSONField, Model

from sanxin.kernel.fields import EncryptedField

LEFT_OUT = {
    "django_session",  # everybody signs in again
    "axes_accessattempt",
    "axes_accessfailurelog",
    "axes_accesslog",
}
"""Tables whose rows are worth nothing elsewhere."""

Row = list[Any]


def models() -> list[type[Model]]:
    """Every table that is kept, in a fixed order."""
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (m for m in found if m._meta.managed and not m._meta.proxy and m._meta.db_table not in LEFT_OUT),
        key=lambda model: model._meta.db_table,
    )


def columns(model: type[Model], names: list[str] | None = None) -> list["Field[Any, Any]"]:
    """The stored fields, in the order of `names`; those the database computes come back by themselves."""
    stored = {f.attname: f for f in model._meta.concrete_fields if not getattr(f, "generated", False)}
    return [stored[name] for name in names or stored]


def rows_of(model: type[Model], using: str) -> Iterator[Row]:
    fields = columns(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield [_out(field, value) for field, value in zip(fields, row, strict=True)]


def instance(model: type[Model], fields: list["Field[Any, Any]"], row: Row) -> Model:
    values = {field.attname: _in(field, value) for field, value in zip(fields, row, strict=True)}
    return model(**values)


def _out(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, EncryptedField):
        return field.get_prep_value(value)  # a backup must not be the place where secrets lie open
    match value:
        case bool() | int() | float() | str() | None:
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value


def _in(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, EncryptedField):
        return field.from_db_value(value)
    if value is None or isinstance(field, JSONField):
        return value
    if field.get_internal_type() == "BinaryField":
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, ForeignKey) else field
    return target.to_python(value)
