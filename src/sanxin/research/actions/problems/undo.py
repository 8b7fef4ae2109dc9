from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.research import events
from sanxin.research.actions.cruxes.carrying import give_back
from sanxin.research.actions.problems.claiming import check_seen, hold_desk
from sanxin.research.actions.problems.noting import settle, subjects
from sanxin.research.actions.problems.snapshots import Snapshot, outline, restore, snapshot
from sanxin.research.actions.problems.untying import untie
from sanxin.research.models import Departure, Problem, ProblemChange, Stage, Undo
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts


@action
def undo(change: ProblemChange, *, by: Person, seen: int, at: datetime) -> ProblemChange:
    """Take a change back: problems and voices stand again as before. The change stays in the history.

    `seen` is the version of its main problem. Voices it tied to ledger items are untied.
    Refused: taken back already, a later change to the same problems, things moved on (it is on the ledger by now),
    somebody waits for the answer of an item it tied voices to, the problem changed since `seen`.
    """
    permissions.check_may_work(by, change.office_id)
    hold_desk(change.office_id)
    change = ProblemChange.objects.select_related("undo__by", "main").get(pk=change.pk)
    acts.check_can_undo(
        undone_by=change.undo.by.name if change.is_undone else "",
        later=_later(change),
        moved_on=_moved_on(change),
    )
    check_seen(change.main, seen)
    untie(change, by=by, at=at)
    touched = restore(change.before)
    give_back(change.before.get("crux", {}), change.after.get("crux", {}))
    Undo.objects.create(change=change, by=by, at=at)
    _clear_away_empty(touched, by, at)
    settle(touched, at=at)
    name = events.UNDONE[change.verb]
    record(name, county_id=change.county_id, by=by, at=at, about=subjects(touched), facts=change.facts)
    return change


def _clear_away_empty(touched: Collection[UUID], by: Person, at: datetime) -> None:
    """A proposal that gave all its voices back leaves the desk."""
    empty = list(Problem.objects.on_desk().filter(pk__in=touched, voice_rows=None))
    Departure.objects.bulk_create(Departure(problem=problem, by=by, at=at) for problem in empty)
    Problem.objects.filter(pk__in=[problem.pk for problem in empty]).update(stage=Stage.GONE)


def _later(change: ProblemChange) -> str:
    """What was done after it to one of its problems; ids are UUIDv7, so they sort by birth."""
    touched = change.problems.values("pk")
    rows = ProblemChange.objects.in_force().filter(problems__in=touched, id__gt=change.id)
    last = rows.order_by("-id").first()
    return last.text if last else ""


def _moved_on(change: ProblemChange) -> bool:
    """Whether something other than a change stands between now and then."""
    then: Snapshot = change.after
    now = outline(snapshot(map(UUID, then["problems"]), map(UUID, then["voices"])))
    if now["problems"] != then["problems"]:
        return True
    away = {key: home for key, home in now["voices"].items() if home != then["voices"][key]}
    if any(then["voices"][key] for key in away):
        return True
    # Voices that lay nowhere may have been proposed somewhere since: proposals nobody touched give them back.
    homes = {home for home in away.values() if home}
    return Problem.objects.kept().filter(pk__in=homes).exists()
