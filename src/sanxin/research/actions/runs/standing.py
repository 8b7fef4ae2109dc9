"""What a run has to know of the desk: the voices, and what people decided about them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from sanxin.research.models import Departure, KeptApart, Lock, Problem, ProblemVoice
from sanxin.research.rules.reconciling import Standing
from sanxin.service.models import Voice
from sanxin_engines.opinions.constraints import Constraints, KnownProblem, LockedProblem
from sanxin_engines.opinions.voices import Voice as EngineVoice


def voices_of(office_id: UUID) -> list[EngineVoice]:
    """All voices of the office as the engine reads them; who spoke is an opaque key."""
    rows = Voice.objects.filter(office=office_id).order_by("pk")
    fields = ("pk", "title", "text", "speaker_key", "heard_at", "likes", "dislikes", "place__name", "place_text")
    return [
        EngineVoice(str(pk), title, text, speaker or None, heard_at, likes, dislikes, place or place_text or None)
        for pk, title, text, speaker, heard_at, likes, dislikes, place, place_text in rows.values_list(
            *fields
        ).iterator(chunk_size=2000)
    ]


def standing_of(office_id: UUID) -> list[Standing]:
    """Every problem on the desk with its voices; six queries."""
    problems = Problem.objects.on_desk().filter(office=office_id)
    kept = set(problems.kept().values_list("pk", flat=True))
    locked = set(Lock.objects.filter(problem__office=office_id).values_list("pk", flat=True))
    voices: dict[UUID, set[UUID]] = defaultdict(set)
    for problem_id, voice_id in ProblemVoice.objects.filter(problem__in=problems).values_list("problem_id", "voice_id"):
        voices[problem_id].add(voice_id)
    apart = _apart(office_id)
    return [
        Standing(pk, frozenset(voices[pk]), pk in kept, locked=pk in locked, apart=frozenset(apart[pk]))
        for pk in problems.values_list("pk", flat=True)
    ]


def _apart(office_id: UUID) -> dict[UUID, set[UUID]]:
    """Voices kept apart from a problem; what was said of a merged one holds for the one it went into."""
    now = came_to_lie(office_id)
    apart: dict[UUID, set[UUID]] = defaultdict(set)
    for problem_id, voice_id in KeptApart.objects.filter(problem__office=office_id).values_list(
        "problem_id", "voice_id"
    ):
        apart[now(problem_id)].add(voice_id)
    return apart


def came_to_lie(office_id: UUID) -> Callable[[UUID], UUID]:
    """Problem → the one on the desk it was merged into in the end, itself if it was not."""
    rows = Departure.objects.filter(problem__office=office_id).exclude(into=None)
    went = dict(rows.values_list("problem_id", "into_id"))

    def now(problem_id: UUID) -> UUID:
        while problem_id in went:
            problem_id = went[problem_id]
        return problem_id

    return now


def wishes_of(standing: Sequence[Standing]) -> Constraints:
    """The same in the engine's words: confirmed problems stay together, and apart from what people kept away."""
    names = dict(Problem.objects.filter(pk__in=[p.id for p in standing]).values_list("pk", "name"))
    return Constraints(
        locked=[LockedProblem(str(p.id), names[p.id], _words(p)) for p in standing if p.kept and p.voices],
        known=[KnownProblem(str(p.id), names[p.id], _words(p)) for p in standing if not p.kept],
        cannot_link=_cannot_link(standing),
    )


def free_wishes(standing: Sequence[Standing]) -> Constraints:
    """What holds even where the engine is asked what it would do by itself: locks, and what was kept apart."""
    return Constraints(
        locked=[LockedProblem(str(p.id), "", _words(p)) for p in standing if p.locked and p.voices],
        cannot_link=_cannot_link(standing),
    )


def _cannot_link(standing: Sequence[Standing]) -> list[tuple[str, str]]:
    return [
        (str(voice), str(min(p.voices)))
        for p in standing
        if p.kept and p.voices
        for voice in sorted(p.apart - p.voices)
    ]


def _words(problem: Standing) -> tuple[str, ...]:
    return tuple(sorted(map(str, problem.voices)))
