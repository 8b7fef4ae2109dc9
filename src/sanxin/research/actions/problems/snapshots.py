"""How some problems and voices stand, as plain values: kept before and after a change, so that it can be taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sanxin.research.actions.cruxes.carrying import holding
from sanxin.research.models import Acceptance, Departure, KeptApart, Lock, Offer, Problem, ProblemVoice

Snapshot = dict[str, Any]
SHOWN = ("name", "stage", "keywords", "quotes", "reasons")


def snapshot(problem_ids: Iterable[UUID], voice_ids: Iterable[UUID] = ()) -> Snapshot:
    """Everything needed to put these back; a constant number of queries."""
    problems, voices = list(problem_ids), list(voice_ids)
    rows = Problem.objects.filter(pk__in=problems).select_related("acceptance", "lock", "departure")
    held = {str(row.voice_id): _held(row) for row in ProblemVoice.objects.filter(voice__in=voices)}
    return {
        "problems": {str(row.pk): _problem(row) for row in rows},
        "voices": {str(voice): held.get(str(voice)) for voice in voices},
        "crux": holding(problems),
        "apart": [
            _flat([row.problem_id, row.voice_id, row.by_id, row.at])
            for row in KeptApart.objects.filter(voice__in=voices, problem__in=problems)
        ],
        "offers": [
            [*_flat([row.voice_id, row.problem_id, row.run_id, row.at]), row.similarity, row.terms]
            for row in Offer.objects.filter(voice__in=voices)
        ],
    }


def outline(full: Snapshot) -> Snapshot:
    """The part that must still be true for a change to be taken back: light enough to keep beside each change."""
    return {
        "problems": {
            key: [row["name"], row["stage"], bool(row["acceptance"]), bool(row["lock"])]
            for key, row in full["problems"].items()
        },
        "voices": {key: row and row[0] for key, row in full["voices"].items()},
        "crux": full["crux"],
    }


def restore(before: Snapshot) -> set[UUID]:
    """Put problems and voices back as they stood; returns the problems that hold or held the voices."""
    touched = _restore_voices(before)
    for key, was in before["problems"].items():
        _restore_problem(UUID(key), was)
        touched.add(UUID(key))
    return touched


def _problem(row: Problem) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in SHOWN},
        "acceptance": _flat([row.acceptance.by_id, row.acceptance.at]) if hasattr(row, "acceptance") else None,
        "lock": _flat([row.lock.by_id, row.lock.at]) if row.is_locked else None,
        "departure": _departure(row.departure) if hasattr(row, "departure") else None,
    }


def _departure(row: Departure) -> list[str | None]:
    return _flat([row.into_id, row.by_id, row.run_id, row.at])


def _held(row: ProblemVoice) -> list[Any]:
    flat: list[Any] = _flat([row.problem_id, row.placed_by_id, row.placed_at, row.run_id, row.copy_of_id])
    return [*flat, row.similarity, row.terms]


def _flat(values: Sequence[UUID | datetime | None]) -> list[str | None]:
    return [
        value.isoformat() if isinstance(value, datetime) else str(value) if value is not None else None
        for value in values
    ]


def _restore_problem(problem_id: UUID, was: dict[str, Any]) -> None:
    Problem.objects.filter(pk=problem_id).update(**{name: was[name] for name in SHOWN})
    for model, names in ((Acceptance, ("by_id", "at")), (Lock, ("by_id", "at")), (Departure, _DEPARTURE)):
        model.objects.filter(pk=problem_id).delete()
        values = was[model.__name__.lower()]
        if values:
            model.objects.create(problem_id=problem_id, **dict(zip(names, values, strict=True)))


_DEPARTURE = ("into_id", "by_id", "run_id", "at")


def _restore_voices(before: Snapshot) -> set[UUID]:
    voices = [UUID(key) for key in before["voices"]]
    now_held = ProblemVoice.objects.filter(voice__in=voices)
    touched = set(now_held.values_list("problem_id", flat=True))
    now_held.delete()
    Offer.objects.filter(voice__in=voices).delete()
    ProblemVoice.objects.bulk_create(_row(UUID(key), was) for key, was in before["voices"].items() if was)
    KeptApart.objects.filter(voice__in=voices, problem__in=before["problems"]).delete()
    KeptApart.objects.bulk_create(
        KeptApart(problem_id=row[0], voice_id=row[1], by_id=row[2], at=row[3]) for row in before["apart"]
    )
    Offer.objects.bulk_create(
        Offer(voice_id=row[0], problem_id=row[1], run_id=row[2], at=row[3], similarity=row[4], terms=row[5])
        for row in before["offers"]
    )
    return touched


def _row(voice_id: UUID, was: list[Any]) -> ProblemVoice:
    names = ("problem_id", "placed_by_id", "placed_at", "run_id", "copy_of_id", "similarity", "terms")
    return ProblemVoice(voice_id=voice_id, **dict(zip(names, was, strict=True)))
