"""Ask the engine once more without people's word, and keep what it would do differently as advice."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sanxin.research.actions.runs.standing import came_to_lie
from sanxin.research.engine import Found
from sanxin.research.models import (
    Advice,
    AdviceKind,
    AdviceRefusal,
    AdviceVoice,
    ProblemChange,
    ProblemVoice,
    SynthesisRun,
    Verb,
)
from sanxin.research.rules.acts import NAME_LENGTH
from sanxin.research.rules.advising import Counsel, Pair, Settled, advise
from sanxin.research.rules.reconciling import Standing

BATCH = 500
TERMS = 8
PARTING = (Verb.SPLIT, Verb.MOVED)


def write_advice(run: SynthesisRun, free: Sequence[Found], standing: Sequence[Standing], *, at: datetime) -> int:
    """Replace what earlier runs advised and nobody refused; how many there are now. The caller holds the desk."""
    Advice.objects.filter(office=run.office_id, refusal=None).delete()
    settled = _settled(standing)
    counsels = advise(
        [group.voices for group in free],
        settled,
        parted=_parted(run.office_id, standing),
        refused=_refused_parts(run.office_id),
    )
    rows = [_row(run, free[one.group], one, at) for one in counsels]
    Advice.objects.bulk_create(rows, batch_size=BATCH)
    parts = (AdviceVoice(advice=row, voice_id=v) for row, one in zip(rows, counsels, strict=True) for v in one.voices)
    AdviceVoice.objects.bulk_create(parts, batch_size=BATCH)
    return len(rows)


def _row(run: SynthesisRun, group: Found, one: Counsel, at: datetime) -> Advice:
    return Advice(
        office_id=run.office_id,
        run=run,
        kind=AdviceKind.MERGE if one.other else AdviceKind.SPLIT,
        problem_id=one.problem,
        other_id=one.other,
        title=group.title[:NAME_LENGTH],
        terms=list(group.keywords[:TERMS]),
        at=at,
    )


def _settled(standing: Sequence[Standing]) -> list[Settled]:
    open_ones = {one.id: one for one in standing if one.kept and not one.locked and one.voices}
    placed: dict[UUID, set[UUID]] = defaultdict(set)
    rows = ProblemVoice.objects.filter(problem__in=open_ones).exclude(placed_by=None)
    for problem_id, voice_id in rows.values_list("problem_id", "voice_id"):
        placed[problem_id].add(voice_id)
    return [Settled(one.id, one.voices, frozenset(placed[one.id])) for one in open_ones.values()]


def _parted(office_id: UUID, standing: Sequence[Standing]) -> set[Pair]:
    """Pairs a person split or moved apart, keeps a voice of one away from the other, or would not merge."""
    now = came_to_lie(office_id)
    pairs: set[Pair] = set()
    changes = ProblemChange.objects.in_force().filter(office=office_id, verb__in=PARTING)
    touched: dict[UUID, set[UUID]] = defaultdict(set)
    for change_id, problem_id in changes.order_by().values_list("pk", "problems"):
        touched[change_id].add(now(problem_id))
    pairs.update(frozenset(both) for both in touched.values())
    home = {voice: one.id for one in standing for voice in one.voices}
    pairs.update(frozenset((one.id, home[voice])) for one in standing for voice in one.apart if voice in home)
    refusals = AdviceRefusal.objects.filter(advice__office=office_id, advice__kind=AdviceKind.MERGE)
    for one, other in refusals.values_list("advice__problem", "advice__other"):
        pairs.add(frozenset((now(one), now(other))))
    return pairs


def _refused_parts(office_id: UUID) -> dict[UUID, list[set[UUID]]]:
    """Problem → sets of voices a person would not split off."""
    rows = AdviceVoice.objects.filter(advice__office=office_id, advice__refusal__isnull=False)
    parts: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for advice_id, problem_id, voice_id in rows.values_list("advice_id", "advice__problem_id", "voice_id"):
        parts[problem_id, advice_id].add(voice_id)
    refused: dict[UUID, list[set[UUID]]] = defaultdict(list)
    for (problem_id, _advice), voices in parts.items():
        refused[problem_id].append(voices)
    return refused


def wants_advice(standing: Sequence[Standing]) -> bool:
    """Whether there is anything to advise on; else the second pass is not worth its time."""
    return any(one.kept and not one.locked and one.voices for one in standing)
