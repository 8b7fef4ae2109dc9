"""A bound form field with the classes and the spoken names our components use."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.RadioSelect, "choices"),  # CheckboxSelectMultiple is one of these
    (forms.CheckboxInput, "check"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
    (forms.Textarea, "text"),
)
_CLASSES = {"check": "form-check-input", "select": "form-select", "file": "sx-sr", "hidden": ""}


def kind(field: BoundField) -> str:
    """Which markup the field needs: hidden, choices, check, file, select, text or input."""
    widget = field.field.widget
    return next((name for widget_type, name in _KINDS if isinstance(widget, widget_type)), "input")


def control(field: BoundField) -> SafeString:
    what = kind(field)
    if what == "choices":
        return render_to_string("ui/choices.html", {"options": options(field)})
    attrs: dict[str, Any] = {"class": css_class(field, what)}
    if described_by(field):
        attrs["aria-describedby"] = described_by(field)
    if field.errors:
        attrs["aria-invalid"] = "true"
    if field.field.widget.attrs.get("placeholder") == field.label:
        attrs["placeholder"] = ""  # a label needs no echo inside its field
    return field.as_widget(attrs={name: value for name, value in attrs.items() if value or name == "placeholder"})


def options(field: BoundField) -> list[dict[str, Any]]:
    """Radio buttons or tick boxes, one plain dict each, groups laid flat."""
    attrs = {"id": field.auto_id} if field.auto_id else {}
    return list(field.field.widget.subwidgets(field.html_name, field.value(), attrs=attrs))


def css_class(field: BoundField, what: str) -> str:
    own = str(field.field.widget.attrs.get("class", ""))
    return " ".join(part for part in (_CLASSES.get(what, "form-control"), own) if part)


def described_by(field: BoundField) -> str:
    """The error first: who listens to the page should hear what to mend before what the field is for."""
    parts = [error_id(field)] if field.errors else []
    parts += [hint_id(field)] if field.help_text else []
    return " ".join(parts)


def error_id(field: BoundField) -> str:
    return f"{field.auto_id}_error"


def hint_id(field: BoundField) -> str:
    return f"{field.auto_id}_helptext"
