"""How the pages look and speak for one person. A preference is no event: it says nothing about the work."""

from django.conf import settings
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import User

THEMES = ("auto", "light", "dark")


@action
def speak(user: User, *, language: str) -> User:
    """The person's own choice of language, kept with the account."""
    check_language(language)
    user.language = language
    user.save(update_fields=["language"])
    return user


def check_language(language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise Refused("people.preferences.language", _("没有这种语言。"))


def check_theme(theme: str) -> None:
    if theme not in THEMES:
        raise Refused("people.preferences.theme", _("没有这种外观。"))
