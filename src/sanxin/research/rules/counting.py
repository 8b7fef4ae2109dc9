"""What a problem amounts to, counted from its voices. People are counted, not messages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
UNSORTED = "unsorted"


@dataclass(frozen=True)
class Said:
    """The countable side of a voice."""

    id: str
    speaker: str
    """Opaque; empty counts as a person of its own, copies of one text as one."""
    at: datetime
    likes: int = 0
    place: str = ""
    kind: str = UNSORTED
    copy_of: str = ""
    """The voice whose near copy it is: it adds a person, not a text."""


@dataclass(frozen=True)
class Counted:
    people: int
    messages: int
    copies: int
    likes: int
    places: int
    months: int
    recent: int
    kind: str
    first_at: datetime | None
    last_at: datetime | None


def count(voices: Sequence[Said], *, now: datetime) -> Counted:
    return Counted(
        people=len({voice.speaker or f"text {voice.copy_of or voice.id}" for voice in voices}),
        messages=len(voices),
        copies=sum(bool(voice.copy_of) for voice in voices),
        likes=sum(voice.likes for voice in voices),
        places=len({voice.place for voice in voices if voice.place}),
        months=len({(voice.at.year, voice.at.month) for voice in voices}),
        recent=sum(now - WEEK < voice.at <= now for voice in voices),
        kind=_usual_kind(voices),
        first_at=min((voice.at for voice in voices), default=None),
        last_at=max((voice.at for voice in voices), default=None),
    )


def _usual_kind(voices: Sequence[Said]) -> str:
    """The kind most voices were sorted under; ties go to the word that sorts first: one input, one answer."""
    kinds = Counter(voice.kind for voice in voices if voice.kind != UNSORTED)
    return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else UNSORTED


def weekly(instants: Sequence[datetime], *, now: datetime, weeks: int = 12) -> list[int]:
    """How many fell into each of the last weeks, oldest first; the last one ends now.

    >>> from datetime import UTC
    >>> weekly([datetime(2026, 1, 14, tzinfo=UTC)], now=datetime(2026, 1, 15, tzinfo=UTC), weeks=2)
    [0, 1]
    """
    ages = Counter((now - at) // WEEK for at in instants if at <= now)
    return [ages[age] for age in range(weeks - 1, -1, -1)]
