"""A row that was understood, and what is wrong with one that was not."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b

from django.conf import settings

from sanxin.kernel.sheets.columns import Value

#: 16 bytes: the chance of two different rows meeting among a million is below 10**-26.
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One understood row. `number` is the row in the person's own file, counted from 1, for every message about it.

    `identity` is a digest of the kind's identity columns (or of all columns) and never leaves the check; `digest` is
    sealed, always of all columns, and may be kept.
    """

    number: int
    values: Mapping[str, Value]
    identity: str
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row. `column` is a key, or empty when the row as a whole is at fault."""

    number: int
    sentence: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that repeats row `first` of the same file."""

    number: int
    first: int


def digest_of(kind: str, values: Mapping[str, Value]) -> str:
    """The same row gives the same digest whatever the file's column order, formats or name."""
    told = (f"{key}={_plain(values[key])}" for key in sorted(values))
    return blake2b("\x1f".join([kind, *told]).encode(), digest_size=DIGEST_BYTES).hexdigest()


def sealed(digest: str) -> str:
    """A digest that may be kept: without our key nobody tries out every phone number until one fits."""
    return hmac.digest(settings.FIELD_KEY.encode(), digest.encode(), "sha256")[:DIGEST_BYTES].hex()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
