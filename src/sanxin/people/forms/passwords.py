"""allauth's password forms, with our rules told in two sentences instead of a list."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, SetPasswordForm

from sanxin.people.forms.invitations import in_words
from sanxin.people.passwords import NotLatelyUsedValidator


class SetPassword(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = in_words()


class ChangePassword(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = in_words() + NotLatelyUsedValidator().get_help_text()
