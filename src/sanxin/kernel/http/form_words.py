"""What a form says where Django's own words are those of a form: as a colleague would say it."""

from django import forms
from django.utils.translation import gettext_lazy as _


def speak_plainly() -> None:
    """For every field that has no words of its own; the list on top of a form names the field and leads to it."""
    forms.Field.default_error_messages["required"] = _("这一项要填。")
    for field in (forms.ChoiceField, forms.ModelChoiceField):
        field.default_error_messages["required"] = _("这一项要选。")
    forms.FileField.default_error_messages["required"] = _("要选一个文件。")
