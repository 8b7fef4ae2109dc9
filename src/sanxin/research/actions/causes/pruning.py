"""Take a cause out, or put it back; nothing is lost."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research import events_causes as events
from sanxin.research.actions.causes.claiming import check_standing, claim_cause, note
from sanxin.research.models import Cause, CauseRemoval
from sanxin.research.rules import causes as rules


@action
def remove_cause(cause: Cause, *, by: Person, seen: int, at: datetime) -> CauseRemoval:
    """Take it out of the tree, with all that hangs on it. Refused: removed already, changed since `seen`."""
    cause, grown = claim_cause(cause, seen=seen, by=by)
    check_standing(cause, grown)
    row = CauseRemoval.objects.create(cause=cause, by=by, at=at)
    note(cause.tree, events.REMOVED, by=by, at=at, facts={"text": cause.text})
    return row


@action
def restore_cause(cause: Cause, *, by: Person, seen: int, at: datetime) -> Cause:
    """Put it back where it hung, with what hung on it.

    Refused: it was not removed, what it hangs on was removed, too, the tree changed since `seen`.
    """
    cause, grown = claim_cause(cause, seen=seen, by=by)
    standing = cause.parent_id is None or cause.parent_id in grown.depth
    rules.check_removed(hasattr(cause, "removal"), parent_standing=standing)
    CauseRemoval.objects.filter(cause=cause).delete()
    note(cause.tree, events.RESTORED, by=by, at=at, facts={"text": cause.text})
    return cause
