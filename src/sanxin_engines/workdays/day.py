"""A day that differs from an ordinary week."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How a day differs from its weekday."""

    OFF = "off"
    """A holiday, whatever weekday."""
    WORK = "work"
    """A make-up day: work, whatever weekday (调休)."""


class Status(StrEnum):
    """How sure it is."""

    OFFICIAL = "official"
    """From the State Council's notice."""
    PROVISIONAL = "provisional"
    """Worked out from the law before the notice; may still move."""
    LOCAL = "local"
    """Decided by the county itself."""


@dataclass(frozen=True)
class Day:
    """A date that is off or worked, whatever its weekday says."""

    on: date
    kind: Kind
    name: str = ""
    status: Status = Status.OFFICIAL
