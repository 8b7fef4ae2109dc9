"""What a problem amounts to, counted from its voices. People are counted, not messages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEK = timedelta(days=7)
WEEKS = 12
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
    town: str = ""
    """Code of the township; empty where no place was chosen."""
    source: str = ""


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


def weekly(days: Mapping[date, int], *, today: date, weeks: int = WEEKS) -> list[int]:
    """How many fell into each of the last weeks, oldest first; the last one ends today.

    >>> weekly({date(2026, 1, 14): 1, date(2026, 1, 8): 2}, today=date(2026, 1, 15), weeks=2)
    [2, 1]
    """
    ages: Counter[int] = Counter()
    for day, count in days.items():
        if day <= today:
            ages[(today - day).days // 7] += count
    return [ages[age] for age in range(weeks - 1, -1, -1)]


def facets_of(towns: Iterable[str], sources: Iterable[str]) -> str:
    """Words between blanks, so that one word can be looked for in the whole.

    >>> facets_of(["360281106"], ["visit", "hotline"])
    ' s:hotline s:visit t:360281106 '
    """
    words = sorted({f"s:{source}" for source in sources} | {f"t:{town}" for town in towns if town})
    return f" {' '.join(words)} " if words else ""
