"""A day that differs from an ordinary week."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    OFF = "off"
    """A holiday, whatever weekday."""
    WORK = "work"
    """A make-up day: work, whatever weekday (调休)."""


class Status(StrEnum):
    OFFICIAL = "official"
    """From the State Council's notice."""
    PROVISIONAL = "provisional"
    """Worked out from the law before the notice; may still move."""
    LOCAL = "local"
    """Decided by the county itself."""


@dataclass(frozen=True)
class Day:
    on: date
    kind: Kind
    name: str = ""
    status: Status = Status.OFFICIAL
