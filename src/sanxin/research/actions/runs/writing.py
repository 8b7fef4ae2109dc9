"""Write what a run found, as planned: proposals anew, offers to confirmed problems, nothing people settled."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from sanxin.research.actions.problems.counting import index, overwrite, recount
from sanxin.research.actions.problems.numbering import draw_numbers
from sanxin.research.engine import Found
from sanxin.research.models import Departure, Offer, Problem, ProblemVoice, Stage, SynthesisRun
from sanxin.research.rules.acts import NAME_LENGTH
from sanxin.research.rules.reconciling import Plan

BATCH = 500
REASONS = 16
DESCRIBED = ("name", "keywords", "quotes", "reasons", "named_places", "run", "version")


def write(run: SynthesisRun, found: Sequence[Found], plan: Plan, *, at: datetime) -> None:
    """The desk is locked by the caller; a constant number of statements a batch."""
    changed = _clear(run, plan)
    home = {place: problem.id for place, problem in _problems(run, found, plan, at).items()}
    rows = [row for place, voices in plan.members.items() for row in _rows(run, found[place], voices, home[place], at)]
    ProblemVoice.objects.bulk_create(rows, batch_size=BATCH)
    _offer(run, found, plan, at)
    _let_go(run, plan, home, at)
    recount(Problem.objects.on_desk().filter(office=run.office_id), at=at)
    index(Problem.objects.filter(pk__in=[*home.values(), *changed]))


def _clear(run: SynthesisRun, plan: Plan) -> list[UUID]:
    """Take the voices out of all proposals nobody touched, and last run's offers back."""
    untouched = [*plan.carried.values(), *plan.gone]
    ProblemVoice.objects.filter(problem__in=untouched).delete()
    Offer.objects.filter(problem__office=run.office_id).delete()
    return untouched


def _problems(run: SynthesisRun, found: Sequence[Found], plan: Plan, at: datetime) -> dict[int, Problem]:
    """The problem of each group: carried on under its number, or new, the hottest with the lowest number."""
    numbers = iter(draw_numbers(run.county_id, len(plan.fresh)))
    old = Problem.objects.in_bulk(plan.carried.values())
    rows: dict[int, Problem] = {}
    for place in plan.members:
        problem = old[plan.carried[place]] if place in plan.carried else _new(run, next(numbers), at)
        _describe(problem, found[place], set(plan.members[place]), run)
        problem.version += place in plan.carried  # whoever looked at it before is told
        rows[place] = problem
    overwrite(list(rows.values()), DESCRIBED)
    return rows


def _new(run: SynthesisRun, number: int, at: datetime) -> Problem:
    return Problem(county_id=run.county_id, office_id=run.office_id, number=number, born_at=at)


def _describe(problem: Problem, group: Found, members: set[UUID], run: SynthesisRun) -> None:
    problem.name = group.title[:NAME_LENGTH]
    problem.keywords = list(group.keywords)
    problem.quotes = [[str(voice), text] for voice, text in group.quotes if voice in members]
    problem.reasons = [list(reason) for reason in group.reasons[:REASONS]]
    problem.named_places = list(group.places)
    problem.run = run


def _rows(
    run: SynthesisRun, group: Found, voices: Sequence[UUID], problem_id: UUID, at: datetime
) -> list[ProblemVoice]:
    here = set(voices)
    return [
        ProblemVoice(
            voice_id=voice,
            problem_id=problem_id,
            placed_at=at,
            run=run,
            similarity=group.nearest.get(voice),
            terms=group.terms.get(voice, []),
            copy_of_id=first if (first := group.copies.get(voice)) in here else None,
        )
        for voice in voices
    ]


def _offer(run: SynthesisRun, found: Sequence[Found], plan: Plan, at: datetime) -> None:
    group_of = {voice: group for group in found for voice in group.voices if voice in plan.offers}
    Offer.objects.bulk_create(
        (
            Offer(
                voice_id=voice,
                problem_id=problem_id,
                run=run,
                similarity=group_of[voice].nearest.get(voice),
                terms=group_of[voice].terms.get(voice, []),
                at=at,
            )
            for voice, problem_id in plan.offers.items()
        ),
        batch_size=BATCH,
    )


def _let_go(run: SynthesisRun, plan: Plan, home: dict[int, UUID], at: datetime) -> None:
    Departure.objects.bulk_create(
        (
            Departure(problem_id=problem_id, into_id=home[heir] if heir is not None else None, run=run, at=at)
            for problem_id, heir in plan.gone.items()
        ),
        batch_size=BATCH,
    )
    Problem.objects.filter(pk__in=plan.gone).update(stage=Stage.GONE, version=F("version") + 1)
