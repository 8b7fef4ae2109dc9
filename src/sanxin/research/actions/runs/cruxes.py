"""After the problems: what several of them have in common. The engine works outside any transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.research import events_cruxes
from sanxin.research.actions.cruxes.carrying import carry
from sanxin.research.actions.cruxes.noting import index
from sanxin.research.actions.cruxes.numbering import draw_numbers
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.runs.standing import came_to_lie
from sanxin.research.crux_engine import Card, CruxEngine, FoundCrux
from sanxin.research.models import (
    CruxDeparture,
    CruxKeptApart,
    CruxLock,
    CruxMember,
    CruxOffer,
    CruxProblem,
    CruxStage,
    Problem,
    ProblemVoice,
    Stage,
    SynthesisRun,
)
from sanxin.research.rules.acts import NAME_LENGTH
from sanxin.research.rules.reconciling import Plan, Standing, reconcile

TERMS, PLACES = 8, 12
BATCH = 500


def propose_cruxes(run: SynthesisRun, *, at: datetime, engine: CruxEngine) -> int:
    """How many are new. What people settled keeps its problems; new ones are only offered to it."""
    settle_gone(run.office_id)
    standing = _standing(run.office_id)
    found = engine(
        _cards(run.office_id),
        locked=[sorted(crux.voices) for crux in standing if crux.kept and crux.voices],
        apart=_apart_pairs(standing),
        settings=run.settings,
    )
    return _take(run, found, at=at)


@action
def settle_gone(office_id: UUID) -> None:
    """Problems that left the desk leave their crux to the one they went into."""
    hold_desk(office_id)
    now = came_to_lie(office_id)
    gone = CruxMember.objects.filter(problem__office=office_id, problem__stage=Stage.GONE)
    for problem_id in list(gone.values_list("problem_id", flat=True)):
        carry([problem_id], now(problem_id))
    CruxMember.objects.filter(problem__office=office_id, problem__stage=Stage.GONE).delete()
    CruxOffer.objects.filter(problem__office=office_id, problem__stage=Stage.GONE).delete()


@action
def _take(run: SynthesisRun, found: Sequence[FoundCrux], *, at: datetime) -> int:
    hold_desk(run.office_id)
    standing = _standing(run.office_id)
    known = frozenset(Problem.objects.on_desk().filter(office=run.office_id).values_list("pk", flat=True))
    plan = reconcile([group.problems for group in found], standing, known=known)
    changed = _write(run, found, plan, at)
    kept = sum(crux.kept for crux in standing)
    index(CruxProblem.objects.filter(pk__in=changed))
    facts = {"fresh": len(plan.fresh), "kept": kept}
    about = [("research.run", run.id), ("people.unit", run.office_id)]
    record(events_cruxes.PROPOSED, county_id=run.county_id, by=None, at=at, about=about, facts=facts)
    return len(plan.fresh)


def _write(run: SynthesisRun, found: Sequence[FoundCrux], plan: Plan, at: datetime) -> list[UUID]:
    untouched = [*plan.carried.values(), *plan.gone]
    CruxMember.objects.filter(crux__in=untouched).delete()
    CruxOffer.objects.filter(crux__office=run.office_id).delete()
    numbers = iter(draw_numbers(run.county_id, len(plan.fresh)))
    old = CruxProblem.objects.in_bulk(plan.carried.values())
    home: dict[int, CruxProblem] = {}
    for place in plan.members:
        crux = old[plan.carried[place]] if place in plan.carried else _new(run, next(numbers), at)
        _describe(crux, found[place], run)
        crux.version += place in plan.carried
        home[place] = crux
    fields = ["name", "kind", "terms", "places", "run", "version"]
    CruxProblem.objects.bulk_create(
        home.values(), batch_size=BATCH, update_conflicts=True, update_fields=fields, unique_fields=["id"]
    )
    CruxMember.objects.bulk_create(
        (
            CruxMember(problem_id=pk, crux=home[place], placed_at=at)
            for place, ids in plan.members.items()
            for pk in ids
        ),
        batch_size=BATCH,
    )
    CruxOffer.objects.bulk_create(
        (CruxOffer(problem_id=pk, crux_id=crux_id, at=at) for pk, crux_id in plan.offers.items()), batch_size=BATCH
    )
    _let_go(plan, home, at)
    return [*(crux.id for crux in home.values()), *plan.gone]


def _new(run: SynthesisRun, number: int, at: datetime) -> CruxProblem:
    return CruxProblem(county_id=run.county_id, office_id=run.office_id, number=number, born_at=at)


def _describe(crux: CruxProblem, group: FoundCrux, run: SynthesisRun) -> None:
    crux.name = group.title[:NAME_LENGTH]
    crux.kind = group.kind
    crux.terms = list(group.terms[:TERMS])
    crux.places = list(group.places[:PLACES])
    crux.run = run


def _let_go(plan: Plan, home: dict[int, CruxProblem], at: datetime) -> None:
    CruxDeparture.objects.bulk_create(
        CruxDeparture(crux_id=pk, into=home[heir] if heir is not None else None, at=at)
        for pk, heir in plan.gone.items()
    )
    CruxProblem.objects.filter(pk__in=plan.gone).update(stage=CruxStage.GONE, version=F("version") + 1)


def _standing(office_id: UUID) -> list[Standing]:
    """Every crux on the desk with its problems, in the words of `reconcile`; five queries."""
    rows = CruxProblem.objects.on_desk().filter(office=office_id)
    kept = set(rows.kept().values_list("pk", flat=True))
    locked = set(CruxLock.objects.filter(crux__office=office_id).values_list("pk", flat=True))
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for crux_id, problem_id in CruxMember.objects.filter(crux__in=rows).values_list("crux_id", "problem_id"):
        members[crux_id].add(problem_id)
    apart: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = CruxKeptApart.objects.filter(crux__office=office_id)
    for crux_id, problem_id in pairs.values_list("crux_id", "problem_id"):
        apart[crux_id].add(problem_id)
    return [
        Standing(pk, frozenset(members[pk]), pk in kept, locked=pk in locked, apart=frozenset(apart[pk]))
        for pk in rows.values_list("pk", flat=True)
    ]


def _apart_pairs(standing: Sequence[Standing]) -> list[tuple[UUID, UUID]]:
    kept = [crux for crux in standing if crux.kept and crux.voices]
    return [(problem, min(crux.voices)) for crux in kept for problem in sorted(crux.apart - crux.voices)]


def _cards(office_id: UUID) -> list[Card]:
    """Problems as people see them: name, quotes, key words, where they were spoken of; two queries."""
    rows = Problem.objects.on_desk().filter(office=office_id).order_by("pk")
    places: dict[UUID, set[str]] = defaultdict(set)
    there = ProblemVoice.objects.filter(problem__in=rows).exclude(voice__place=None)
    for problem_id, name in there.values_list("problem_id", "voice__place__name").distinct():
        places[problem_id].add(name)
    return [
        Card(
            id=row.id,
            name=row.name,
            text="。".join(text for _voice, text in row.quotes),
            keywords=tuple(row.keywords),
            places=tuple(sorted(places[row.id] | set(row.named_places))),
        )
        for row in rows
    ]
