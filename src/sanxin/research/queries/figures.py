"""A problem, or several together, in numbers and words: what a leader reads. Never who spoke."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from sanxin.kernel import clock
from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.rules.counting import WEEK, weekly
from sanxin.service.models import Voice

WEEKS = 12
QUOTES = 6


@dataclass(frozen=True)
class PlaceCount:
    """How many voices came from a place; townships stand for their villages."""

    name: str
    messages: int


@dataclass(frozen=True)
class Quote:
    """Words of one voice and where they were heard, without the speaker."""

    text: str
    place: str
    source: str
    at: datetime
    voice_id: UUID


@dataclass(frozen=True)
class Figures:
    people: int
    messages: int
    copies: int
    likes: int
    villages: int
    places: list[PlaceCount]
    """Townships, the most voices first."""
    weeks: int
    """From the first voice to the last, begun weeks counted."""
    spark: list[int]
    """Voices of each of the last twelve weeks, the present one last."""
    first_at: datetime | None
    last_at: datetime | None
    quotes: list[Quote]


def figures_of(problems: Sequence[Problem]) -> Figures:
    """Two queries, however many problems: people are counted once even if they spoke of several."""
    rows = list(
        ProblemVoice.objects.filter(problem__in=problems).values_list(
            "voice_id", "copy_of_id", "voice__speaker_key", "voice__heard_at", "voice__likes",
            "voice__place__name", "voice__place__parent__name", "voice__place__level", "voice__place_text",
        )
    )  # fmt: skip
    instants = [row[3] for row in rows]
    towns: Counter[str] = Counter()
    villages: set[str] = set()
    for *_, name, parent, level, text in rows:
        villages.update({name or text} - {""})
        town = (parent if level == "village" else name) or text.split(" ")[0]
        towns.update([town] if town else [])
    return Figures(
        people=len({speaker or (copy_of or voice) for voice, copy_of, speaker, *_ in rows}),
        messages=len(rows),
        copies=sum(row[1] is not None for row in rows),
        likes=sum(row[4] for row in rows),
        villages=len(villages) or max((problem.places for problem in problems), default=0),
        places=[PlaceCount(name, count) for name, count in sorted(towns.items(), key=lambda pair: (-pair[1], pair[0]))],
        weeks=_weeks(instants),
        spark=weekly(Counter(map(timezone.localdate, instants)), today=timezone.localdate(clock.now()), weeks=WEEKS),
        first_at=min(instants, default=None),
        last_at=max(instants, default=None),
        quotes=quotes_of(problems),
    )


def quotes_of(problems: Sequence[Problem], *, most: int = QUOTES) -> list[Quote]:
    """The quotes of each in turn, as far as their voices still lie there; one query."""
    turns = max((len(problem.quotes) for problem in problems), default=0)
    ordered = [problem.quotes[turn] for turn in range(turns) for problem in problems if turn < len(problem.quotes)]
    here = ProblemVoice.objects.filter(problem__in=problems, voice__in=[voice for voice, _ in ordered])
    voices = {str(row.voice_id): row.voice for row in here.select_related("voice__place__parent")}
    distinct: dict[str, str] = {}
    for voice, text in ordered:
        if voice in voices and not any(text in known or known in text for known in distinct):
            distinct[text] = voice
    return [_quote(voices[voice], text) for text, voice in distinct.items()][:most]


def spark_of(problem: Problem, *, today: date) -> list[int]:
    """Its last twelve weeks as counted with its heat; no query."""
    days = {date.fromisoformat(day): count for day, count in problem.days.items()}
    return weekly(days, today=today, weeks=WEEKS)


def _quote(voice: Voice, text: str) -> Quote:
    town = voice.place.parent if voice.place and voice.place.level == "village" else voice.place
    place = str(town) if town else voice.place_text.split(" ")[0]
    return Quote(text, place, voice.get_source_display(), voice.heard_at, voice.id)


def _weeks(instants: Sequence[datetime]) -> int:
    if not instants:
        return 0
    span: timedelta = max(instants) - min(instants)
    return span // WEEK + 1
