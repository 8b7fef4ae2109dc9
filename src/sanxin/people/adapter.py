"""What allauth asks us: accounts come by invitation only, and its secrets are kept encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from sanxin.kernel import clock
from sanxin.kernel.fields import EncryptedField
from sanxin.people.actions import passwords
from sanxin.people.models import User

_SEALED = EncryptedField()


class InvitationOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, User)
        passwords.change(user, password, at=clock.now())


class SecondFactor(DefaultMFAAdapter):
    """The secret of a second factor is worth as much as the password, so it is encrypted like a phone number."""

    def encrypt(self, text: str) -> str:
        return str(_SEALED.get_prep_value(text))

    def decrypt(self, encrypted_text: str) -> str:
        return _SEALED.from_db_value(encrypted_text) or ""
