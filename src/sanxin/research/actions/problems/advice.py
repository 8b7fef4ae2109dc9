"""Answer a run that would merge or split confirmed problems. Taking its advice is an ordinary merge or split."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.research import events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.problems.noting import subjects
from sanxin.research.models import Advice, AdviceRefusal
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import acts


@action
def refuse_advice(advice: Advice, *, by: Person, at: datetime) -> AdviceRefusal:
    """It stays as people have it; no later run advises it again.

    Refused: not the desk of its office, refused already, no longer as the run saw it.
    """
    permissions.check_may_work(by, advice.office_id)
    hold_desk(advice.office_id)
    known = AdviceRefusal.objects.filter(advice=advice).select_related("by").first()
    acts.check_not_refused(refused_by=known.by.name if known else "")
    acts.check_advice_stands(Advice.objects.waiting().filter(pk=advice.pk).exists())
    row = AdviceRefusal.objects.create(advice=advice, by=by, at=at)
    _record(events.ADVICE_REFUSED[advice.kind], advice, by, at)
    return row


@action
def reconsider_advice(advice: Advice, *, by: Person, at: datetime) -> Advice:
    """Take the refusal back: the advice waits again, and later runs may repeat it.

    Refused: not the desk of its office, it was not refused.
    """
    permissions.check_may_work(by, advice.office_id)
    hold_desk(advice.office_id)
    gone, _rows = AdviceRefusal.objects.filter(advice=advice).delete()
    acts.check_was_refused(bool(gone))
    _record(events.ADVICE_RECONSIDERED[advice.kind], advice, by, at)
    return Advice.objects.get(pk=advice.pk)


def _record(name: str, advice: Advice, by: Person, at: datetime) -> None:
    other = advice.other
    facts = {"code": advice.problem.code, "other": other.code if other else "", "voices": advice.voice_rows.count()}
    ids = [advice.problem_id, *([other.id] if other else [])]
    record(name, county_id=advice.problem.county_id, by=by, at=at, about=subjects(ids), facts=facts)
