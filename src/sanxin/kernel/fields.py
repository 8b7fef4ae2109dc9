"""Fields that are encrypted at rest: phones and what else could hurt somebody if a copy got out."""

import base64
import hashlib
from functools import cache
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


class EncryptedField(models.TextField):  # type: ignore[type-arg]
    """Text kept as Fernet (AES-128-CBC + HMAC-SHA256); the key is outside the database.

    It cannot be searched or sorted; the empty string stays empty.
    """

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return _box().decrypt(value.encode()).decode() if value else value

    def get_prep_value(self, value: Any) -> Any:
        return _box().encrypt(str(value).encode()).decode() if value else value


@cache
def _box() -> Fernet:
    digest = hashlib.sha256(settings.FIELD_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def forget_key() -> None:
    """After a restore brought another key."""
    _box.cache_clear()


def masked(value: str) -> str:
    """How a name or phone stands in a list: 138****2210, 方**.

    >>> masked("13812342210"), masked("方茂林"), masked("")
    ('138****2210', '方**', '')
    """
    if value.isdigit() and len(value) >= 7:
        return value[:3] + "*" * (len(value) - 7) + value[-4:]
    return value[:1] + "*" * (len(value) - 1)
