from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.words import COMMA
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research import events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.problems.noting import subjects
from sanxin.research.models import Problem, ProblemItem, Stage


@action
def put_on_ledger(problem: Problem, items: Sequence[Item], *, by: Person, at: datetime) -> Problem:
    """A decision opened these items because of this problem. Its voices are tied to them by whoever decided.

    Called by the decision, which has checked who may decide. The same item again changes nothing.
    """
    hold_desk(problem.office_id)
    known = set(ProblemItem.objects.filter(problem=problem, item__in=items).values_list("item_id", flat=True))
    fresh = [item for item in items if item.id not in known]
    ProblemItem.objects.bulk_create(ProblemItem(problem=problem, item=item, by=by, at=at) for item in fresh)
    if fresh:
        Problem.objects.filter(pk=problem.pk).update(stage=Stage.ON_LEDGER, version=F("version") + 1)
        facts = {"code": problem.code, "item": COMMA.join(item.code for item in fresh)}
        about = [*subjects([problem.id]), *(("ledger.item", item.id) for item in fresh)]
        record(events.ON_LEDGER, county_id=problem.county_id, by=by, at=at, about=about, facts=facts)
    return Problem.objects.get(pk=problem.pk)
