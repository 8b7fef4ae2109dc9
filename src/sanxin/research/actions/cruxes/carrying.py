"""A problem that is merged away leaves its crux to the one it went into; undoing the merge gives it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sanxin.research.actions.cruxes.snapshots import held_as, member
from sanxin.research.models import CruxMember, CruxOffer, CruxProblem, CruxStage

Held = dict[str, Any]


def carry(gone: Sequence[UUID], into: UUID) -> None:
    """Where `into` lies in no crux, it takes the place of the first of `gone` that did."""
    rows = list(CruxMember.objects.filter(problem__in=gone).order_by("placed_at", "problem"))
    rows.sort(key=lambda row: row.placed_by_id is None)  # a person's word before a run's
    free = not CruxMember.objects.filter(problem=into).exists()
    CruxMember.objects.filter(problem__in=gone).delete()
    CruxOffer.objects.filter(problem__in=gone).delete()
    if rows and free:
        first = rows[0]
        CruxOffer.objects.filter(problem=into).delete()
        CruxMember.objects.create(
            problem_id=into, crux_id=first.crux_id, placed_by_id=first.placed_by_id, placed_at=first.placed_at
        )


def holding(problem_ids: Sequence[UUID]) -> Held:
    """Problem → where it lies, as plain values; None where nowhere."""
    rows = {str(row.problem_id): held_as(row) for row in CruxMember.objects.filter(problem__in=problem_ids)}
    return {str(pk): rows.get(str(pk)) for pk in problem_ids}


def give_back(before: Held, after: Held) -> None:
    """Put those back that still lie as the change left them; a later word about one of them counts more."""
    now = holding([UUID(key) for key in before])
    back = [key for key in before if key in after and now[key] == after[key] and now[key] != before[key]]
    CruxMember.objects.filter(problem__in=list(map(UUID, back))).delete()
    rows = [member(UUID(key), was) for key in back if (was := before[key])]
    standing = {
        str(pk)
        for pk in CruxProblem.objects.exclude(stage=CruxStage.GONE)
        .filter(pk__in=[row.crux_id for row in rows])
        .values_list("pk", flat=True)
    }
    CruxMember.objects.bulk_create(row for row in rows if str(row.crux_id) in standing)
