"""How some crux problems and their members stand, as plain values: kept before and after a change."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sanxin.research.models import CruxDeparture, CruxKeptApart, CruxLock, CruxMember, CruxOffer, CruxProblem

Snapshot = dict[str, Any]


def snapshot(crux_ids: Iterable[UUID], problem_ids: Iterable[UUID] = ()) -> Snapshot:
    """Everything needed to put these back; a constant number of queries."""
    cruxes, problems = list(crux_ids), list(problem_ids)
    rows = CruxProblem.objects.filter(pk__in=cruxes).select_related("lock", "departure")
    held = {str(row.problem_id): held_as(row) for row in CruxMember.objects.filter(problem__in=problems)}
    apart = CruxKeptApart.objects.filter(crux__in=cruxes, problem__in=problems)
    offers = CruxOffer.objects.filter(problem__in=problems)
    return {
        "cruxes": {str(row.pk): _crux(row) for row in rows},
        "problems": {str(problem): held.get(str(problem)) for problem in problems},
        "apart": [[str(row.crux_id), str(row.problem_id), str(row.by_id), row.at.isoformat()] for row in apart],
        "offers": [[str(row.problem_id), str(row.crux_id), row.at.isoformat()] for row in offers],
    }


def outline(full: Snapshot) -> Snapshot:
    """What must still be true for a change to be taken back."""
    return {
        "cruxes": {key: [row["name"], row["stage"], bool(row["lock"])] for key, row in full["cruxes"].items()},
        "problems": {key: row and row[0] for key, row in full["problems"].items()},
    }


def restore(before: Snapshot) -> None:
    problems = list(map(UUID, before["problems"]))
    CruxMember.objects.filter(problem__in=problems).delete()
    CruxOffer.objects.filter(problem__in=problems).delete()
    CruxKeptApart.objects.filter(problem__in=problems, crux__in=before["cruxes"]).delete()
    CruxMember.objects.bulk_create(member(UUID(key), was) for key, was in before["problems"].items() if was)
    CruxOffer.objects.bulk_create(CruxOffer(problem_id=row[0], crux_id=row[1], at=row[2]) for row in before["offers"])
    CruxKeptApart.objects.bulk_create(
        CruxKeptApart(crux_id=row[0], problem_id=row[1], by_id=row[2], at=row[3]) for row in before["apart"]
    )
    for key, was in before["cruxes"].items():
        _restore_crux(UUID(key), was)


def held_as(row: CruxMember) -> list[Any]:
    by = str(row.placed_by_id) if row.placed_by_id else None
    return [str(row.crux_id), by, row.placed_at.isoformat()]


def member(problem_id: UUID, was: list[Any]) -> CruxMember:
    return CruxMember(problem_id=problem_id, crux_id=was[0], placed_by_id=was[1], placed_at=was[2])


def _crux(row: CruxProblem) -> dict[str, Any]:
    gone = row.departure if hasattr(row, "departure") else None
    into = str(gone.into_id) if gone and gone.into_id else None
    by = str(gone.by_id) if gone and gone.by_id else None
    return {
        "name": row.name,
        "stage": row.stage,
        "lock": [str(row.lock.by_id), row.lock.at.isoformat()] if row.is_locked else None,
        "departure": [into, by, gone.at.isoformat()] if gone else None,
    }


def _restore_crux(crux_id: UUID, was: dict[str, Any]) -> None:
    CruxProblem.objects.filter(pk=crux_id).update(name=was["name"], stage=was["stage"])
    CruxLock.objects.filter(crux=crux_id).delete()
    CruxDeparture.objects.filter(crux=crux_id).delete()
    if was["lock"]:
        CruxLock.objects.create(crux_id=crux_id, by_id=was["lock"][0], at=was["lock"][1])
    if was["departure"]:
        into, by, at = was["departure"]
        CruxDeparture.objects.create(crux_id=crux_id, into_id=into, by_id=by, at=at)
