from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.research import events_cruxes
from sanxin.research.actions.cruxes.claiming import check_seen
from sanxin.research.actions.cruxes.noting import settle, subjects
from sanxin.research.actions.cruxes.snapshots import outline, restore, snapshot
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import CruxChange, CruxUndo
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts


@action
def undo(change: CruxChange, *, by: Person, seen: int, at: datetime) -> CruxChange:
    """Take a change back: crux problems and members stand again as before. The change stays in the history.

    `seen` is the version of its main crux. Refused: taken back already, a later change to the same ones,
    things moved on (a problem was merged, a run let a crux go), the crux changed since `seen`.
    """
    permissions.check_may_work(by, change.office_id)
    hold_desk(change.office_id)
    change = CruxChange.objects.select_related("undo__by", "main").get(pk=change.pk)
    acts.check_can_undo(
        undone_by=change.undo.by.name if change.is_undone else "",
        later=_later(change),
        moved_on=_moved_on(change),
    )
    check_seen(change.main, seen)
    restore(change.before)
    CruxUndo.objects.create(change=change, by=by, at=at)
    rows = settle(map(UUID, change.before["cruxes"]))
    about = subjects(rows, map(UUID, change.before["problems"]))
    name = events_cruxes.UNDONE[change.verb]
    record(name, county_id=change.main.county_id, by=by, at=at, about=about, facts=change.facts)
    return change


def _later(change: CruxChange) -> str:
    """What was done after it to one of its crux problems; ids are UUIDv7, so they sort by birth."""
    touched = change.cruxes.values("pk")
    last = CruxChange.objects.in_force().filter(cruxes__in=touched, id__gt=change.id).order_by("-id").first()
    return last.text if last else ""


def _moved_on(change: CruxChange) -> bool:
    then = change.after
    now = outline(snapshot(map(UUID, then["cruxes"]), map(UUID, then["problems"])))
    return bool(now != then)
