from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AcceptForm(forms.Form):
    """The first account (with a name of one's own choice), or only a new password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        help_text=_("登录时用。3 到 40 个字母、数字或 . _ -，以字母开头。"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("再写一遍密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, username: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if username:
            del self.fields["username"]
        self.fields["password"].help_text = in_words()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("password") and told.get("again") and told["password"] != told["again"]:
            self.add_error("again", gettext("两遍不一样。"))
        return told


def in_words() -> str:
    """The password rules as one sentence instead of five."""
    told = gettext("至少 {length} 位，大写、小写、数字、符号用到 {classes} 种；不要用常见的，也不要像用户名。")
    return told.format(length=settings.PASSWORD_MIN_LENGTH, classes=settings.PASSWORD_MIN_CLASSES)
