"""Count problems anew from their voices and keep the search index in step."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from sanxin.kernel import search
from sanxin.people.models import Level
from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.queries.weights import weights_of
from sanxin.research.rules.counting import WEEK, WEEKS, Said, count, facets_of
from sanxin.research.rules.heat import warmth
from sanxin_engines.opinions.settings import HeatWeights

COUNTED = (
    "heat", "heat_points", "heat_at", "kind", "people", "messages", "copies", "likes", "places", "months", "recent",
    "days", "facets", "first_at", "last_at",
)  # fmt: skip
SEARCH_KIND = "research.problem"


def recount(problems: Iterable[Problem], *, at: datetime) -> None:
    """Rewrite the figures of these problems; three queries however many they are."""
    rows = list(problems)
    said = voices_said([problem.id for problem in rows])
    weights = {office_id: weights_of(office_id) for office_id in {problem.office_id for problem in rows}}
    for problem in rows:
        _count(problem, said[problem.id], weights[problem.office_id], at)
    overwrite(rows, COUNTED)


def overwrite(rows: Sequence[Problem], fields: Sequence[str]) -> None:
    """Write these fields of many rows; new rows are added. Many times faster than one CASE a field."""
    Problem.objects.bulk_create(
        rows, batch_size=200, update_conflicts=True, update_fields=list(fields), unique_fields=["id"]
    )


def voices_said(problem_ids: list[UUID]) -> dict[UUID, list[Said]]:
    """The countable side of the voices of each problem."""
    fields = ("problem_id", "voice_id", "copy_of_id", "voice__speaker_key", "voice__heard_at", "voice__likes")
    rows = ProblemVoice.objects.filter(problem__in=problem_ids).values_list(
        *fields, "voice__place_id", "voice__place_text", "voice__kind",
        "voice__source", "voice__place__level", "voice__place__code", "voice__place__parent__code",
    )  # fmt: skip
    said: dict[UUID, list[Said]] = defaultdict(list)
    for row in rows.iterator():
        problem, voice, copy_of, speaker, at, likes, place, place_text, kind, source, level, code, above = row
        where = str(place) if place else place_text
        town = (above if level == Level.VILLAGE else code) or ""
        copied = str(copy_of) if copy_of else ""
        said[problem].append(Said(str(voice), speaker, at, likes, where, kind, copied, town, source))
    return said


def index(problems: Iterable[Problem]) -> None:
    """What the search box finds; problems that left the desk are not found."""
    rows = list(problems)
    for problem in rows:
        if problem.is_gone:
            search.drop(SEARCH_KIND, problem.id)
    search.put_many(entry_of(problem) for problem in rows if not problem.is_gone)


def entry_of(problem: Problem) -> search.Entry:
    return search.Entry(
        kind=SEARCH_KIND,
        id=problem.id,
        county_id=problem.county_id,
        office_id=problem.office_id,
        title=f"{problem.code} {problem.name}",
        body=" ".join(problem.keywords),
        at=problem.last_at or problem.born_at,
    )


def _count(problem: Problem, said: list[Said], weights: HeatWeights, at: datetime) -> None:
    found = count(said, now=at)
    named = [] if found.places else problem.named_places
    places = {voice.place for voice in said if voice.place} or set(named)
    hot = warmth(said, places, now=at, weights=weights)
    problem.heat, problem.heat_at = hot.score, at
    problem.heat_points = {**hot.points, "version": hot.version}
    problem.kind, problem.people, problem.messages, problem.copies = (
        found.kind,
        found.people,
        found.messages,
        found.copies,
    )
    problem.likes, problem.places, problem.months, problem.recent = found.likes, len(places), found.months, found.recent
    problem.days = days_of(said, at)
    problem.facets = facets_of((voice.town for voice in said), (voice.source for voice in said))
    problem.first_at, problem.last_at = found.first_at, found.last_at


def days_of(said: Iterable[Said], at: datetime) -> dict[str, int]:
    """Messages of each day, local, of the twelve weeks before `at`."""
    since = at - WEEKS * WEEK
    return dict(Counter(timezone.localdate(voice.at).isoformat() for voice in said if voice.at > since))
