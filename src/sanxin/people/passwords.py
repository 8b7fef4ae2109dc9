"""Password rules that Django does not bring (等保 level 2)."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sanxin.people.models import User


class ClassesValidator:
    """At least PASSWORD_MIN_CLASSES of: lower case, upper case, digits, other signs."""

    def validate(self, password: str, user: object = None) -> None:
        if classes(password) < settings.PASSWORD_MIN_CLASSES:
            raise ValidationError(self.get_help_text(), code="password_too_few_classes")

    def get_help_text(self) -> str:
        return _("大写字母、小写字母、数字、符号，至少用 {n} 种。").format(n=settings.PASSWORD_MIN_CLASSES)


class NotLatelyUsedValidator:
    """Neither the present password nor one of the PASSWORD_HISTORY before it."""

    def validate(self, password: str, user: object = None) -> None:
        if not isinstance(user, User) or not user.password or not settings.PASSWORD_HISTORY:
            return
        if any(check_password(password, old) for old in self._hashes(user)):
            raise ValidationError(self.get_help_text(), code="password_lately_used")

    def get_help_text(self) -> str:
        return _("不能与最近 {n} 次用过的密码相同。").format(n=settings.PASSWORD_HISTORY)

    def _hashes(self, user: User) -> list[str]:
        older = user.old_passwords.order_by("-replaced_at").values_list("hash", flat=True)
        return [user.password, *older[: settings.PASSWORD_HISTORY - 1]]


def classes(password: str) -> int:
    """How many of the four classes of characters a password uses.

    >>> classes("abc"), classes("Abc1"), classes("Abc1!")
    (1, 3, 4)
    """
    tests = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    return sum(any(test(c) for c in password) for test in tests)
