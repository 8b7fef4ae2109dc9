"""What stands now beside what was typed, for a form that came second."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


def what_stands(form: forms.Form) -> list[dict[str, str]]:
    """Label and stored value of every field in which the typed form differs from what it would be filled with now."""
    changed = set(form.changed_data)
    shown = [bound for bound in form.visible_fields() if bound.name in changed and bound.name in form.initial]
    return [{"label": str(bound.label), "value": _words(bound) or _("（空着）")} for bound in shown]


def _words(bound: forms.BoundField) -> str:
    value = bound.initial
    if isinstance(bound.field, forms.ChoiceField) and value not in (None, ""):
        choices: Any = bound.field.choices
        key = str(bound.field.prepare_value(value))
        return next((str(label) for code, label in choices if str(code) == key), str(value))
    return "" if value is None else str(value)
