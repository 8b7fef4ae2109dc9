"""What somebody sees of their own account."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.models import Event
from sanxin.people.models import Post, User
from sanxin.people.queries.accounts import password_word

SHOWN = 20


def context_of(user: User, at: datetime) -> dict[str, Any]:
    posts = Post.objects.filter(person=user.person).not_over(timezone.localdate(at))
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "who": user.person,
        "today": timezone.localdate(at),
        "posts": list(posts.select_related("unit__office").order_by("since")),
        "password": password_word(user),
        "has_password": user.has_usable_password(),
        "factors": _factors(kinds),
        "sessions": list(_sessions(user)[:SHOWN]),
    }


def _factors(kinds: list[str]) -> list[str]:
    """In words: 验证器, 2 把通行密钥."""
    words = [_("验证器")] if Authenticator.Type.TOTP in kinds else []
    keys = kinds.count(Authenticator.Type.WEBAUTHN)
    return [*words, _("{n} 把通行密钥").format(n=keys)] if keys else words


def _sessions(user: User) -> Any:
    mine = Event.objects.filter(subject_rows__subject_id=user.person_id, name__startswith="people.session.")
    return mine.order_by("-at", "-seq")
