from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.research import events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.runs.advising import wants_advice, write_advice
from sanxin.research.actions.runs.cruxes import propose_cruxes
from sanxin.research.actions.runs.quotes import with_more_quotes
from sanxin.research.actions.runs.standing import free_wishes, standing_of, voices_of, wishes_of
from sanxin.research.actions.runs.writing import write
from sanxin.research.crux_engine import CruxEngine, the_crux_engine
from sanxin.research.engine import Engine, Found, Step, quiet, the_engine
from sanxin.research.models import SynthesisRun
from sanxin.research.rules.reconciling import reconcile


def perform(
    run: SynthesisRun,
    *,
    at: datetime,
    engine: Engine = the_engine,
    crux_engine: CruxEngine = the_crux_engine,
    step: Step = quiet,
) -> SynthesisRun:
    """Group all voices of the run's office. The engine works outside any transaction; its result is written in one.

    What people do meanwhile counts: the desk is read again, under its lock, before anything is written.
    Where people have confirmed problems the engine works twice: bound by their word, and free, for advice.
    """
    voices, standing = voices_of(run.office_id), standing_of(run.office_id)
    found = engine(voices, wishes=wishes_of(standing), now=at, settings=run.settings, step=step)
    found = with_more_quotes(found, voices)
    free: list[Found] = []
    if wants_advice(standing):
        step("advise", 0, 1)
        free = engine(voices, wishes=free_wishes(standing), now=at, settings=run.settings, step=quiet)
    run = _take_result(run, found, free, voices=len(voices), at=at)
    step("crux", 0, 1)
    propose_cruxes(run, at=at, engine=crux_engine)
    return run


@action
def _take_result(
    run: SynthesisRun, found: Sequence[Found], free: Sequence[Found], *, voices: int, at: datetime
) -> SynthesisRun:
    hold_desk(run.office_id)
    standing = standing_of(run.office_id)
    known = frozenset(voice for group in found for voice in group.voices)
    plan = reconcile([group.voices for group in found], standing, known=known)
    write(run, found, plan, at=at)
    advised = write_advice(run, free, standing, at=at)
    kept = [problem for problem in standing if problem.kept]
    placed = sum(map(len, plan.members.values())) + sum(len(problem.voices) for problem in kept)
    run.counts = {
        "voices": voices,
        "problems": len(plan.members) + len(kept),
        "fresh": len(plan.fresh),
        "carried": len(plan.carried),
        "kept": len(kept),
        "offered": len(plan.offers),
        "gone": len(plan.gone),
        "advised": advised,
        "unassigned": max(voices - placed - len(plan.offers), 0),
    }
    run.finished_at = at
    run.save(update_fields=["counts", "finished_at"])
    facts: dict[str, Any] = {name: run.counts[name] for name in ("voices", "fresh", "carried", "kept")}
    about = [("research.run", run.id), ("people.unit", run.office_id)]
    record(events.RUN_FINISHED, county_id=run.county_id, by=None, at=at, about=about, facts=facts)
    return run
