"""Password rules that Django does not bring: classes of characters (等保 level 2)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ClassesValidator:
    """At least PASSWORD_MIN_CLASSES of: lower case, upper case, digits, other signs."""

    def validate(self, password: str, user: object = None) -> None:
        if classes(password) < settings.PASSWORD_MIN_CLASSES:
            raise ValidationError(self.get_help_text(), code="password_too_few_classes")

    def get_help_text(self) -> str:
        return _("大写字母、小写字母、数字、符号，至少用 {n} 种。").format(n=settings.PASSWORD_MIN_CLASSES)


def classes(password: str) -> int:
    """How many of the four classes of characters a password uses.

    >>> classes("abc"), classes("Abc1"), classes("Abc1!")
    (1, 3, 4)
    """
    tests = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    return sum(any(test(c) for c in password) for test in tests)
