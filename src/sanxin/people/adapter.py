"""What allauth asks us: accounts come by invitation only, and its secrets are kept encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from sanxin.kernel import clock
from sanxin.kernel.fields import EncryptedField
from sanxin.people.actions import passwords
from sanxin.people.models import User

SELF_EVIDENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
_SEALED = EncryptedField()


class InvitationOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """That one is signed in or out shows by itself."""
        if message_template not in SELF_EVIDENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, User)
        passwords.change(user, password, at=clock.now())


class SecondFactor(DefaultMFAAdapter):
    """The secret of a second factor is worth as much as the password, so it is encrypted like a phone number."""

    def encrypt(self, text: str) -> str:
        return str(_SEALED.get_prep_value(text))

    def decrypt(self, encrypted_text: str) -> str:
        return _SEALED.from_db_value(encrypted_text) or ""
