"""What a sign-in name may look like, and how long a password may live."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]{2,39}")


def clean_username(text: str) -> str:
    name = text.strip()
    if not _USERNAME.fullmatch(name):
        raise Refused(
            "people.account.name_odd",
            _("用户名用 3 到 40 个字母、数字或 . _ -，以字母开头。"),
            field="username",
        )
    return name.lower()


def password_days(set_at: datetime | None, now: datetime) -> int | None:
    """How many days old a password is; None when nobody knows."""
    return None if set_at is None else (now - set_at).days


def is_too_old(set_at: datetime | None, now: datetime, most: int) -> bool:
    """Whether it must be changed before anything else; `most=0` lets passwords live for ever."""
    days = password_days(set_at, now)
    return bool(most) and days is not None and days >= most
