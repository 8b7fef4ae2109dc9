"""The first rows of a sheet as they were understood, for somebody to look at before they are written."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from sanxin.kernel.sheets.columns import Column, Context, Value
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.rows import Row

SHOWN = 3
LONGEST = 60

Samples = list[tuple[str, list[str]]]
"""Key of a column → what stands in it, row by row."""


def samples_of(kind: SheetKind, keys: Collection[str], rows: Sequence[Row], context: Context) -> Samples:
    """Of the columns with these keys, in the order of the kind."""
    shown = rows[:SHOWN]
    return [
        (column.key, [_said(row.values[column.key], column, context) for row in shown])
        for column in kind.columns
        if column.key in keys and shown
    ]


def _said(value: Value, column: Column, context: Context) -> str:
    if value is None:
        return ""
    if column.kind == "choice":
        return dict(column.choices_for(context)).get(str(value), str(value))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
