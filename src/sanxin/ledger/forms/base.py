"""What all forms of verbs share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sanxin.people.models import Person, Unit


class VerbForm(forms.Form):
    """Carries the version the person saw, so that nobody overwrites what they have not read."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.say_limits()

    def say_limits(self) -> None:
        """A text that is too long is refused with its name and its limit. Again after a label has changed."""
        words = _("“{label}”最多 %(limit_value)d 字，现在 %(show_value)d 字。")
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.error_messages["max_length"] = words.format(label=field.label)


class DayInput(forms.DateInput):
    """The browser's own calendar; without one it is a text field that takes 2026-11-20."""

    def __init__(self, *, least: date | None = None) -> None:
        attrs = {"type": "date", "class": "sx-input-s"}
        super().__init__(format="%Y-%m-%d", attrs=attrs | ({"min": least.isoformat()} if least else {}))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), **kwargs)

    def label_from_instance(self, obj: Person) -> str:
        return obj.name


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit by name; a village with its township before it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.none(), **kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        if obj.level == "village" and obj.parent is not None:
            return f"{obj.parent} {obj}"
        return str(obj)


def lines(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})
