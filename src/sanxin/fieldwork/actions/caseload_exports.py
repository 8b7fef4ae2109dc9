"""That somebody took the names of a plan out of the house."""

from datetime import datetime

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.models import CaseloadPlan
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.kernel.actions import action
from sanxin.kernel.events import EXPORTED, record
from sanxin.people.models import Person


@action
def note_instance(plan: CaseloadPlan, *, rows: int, by: Person, at: datetime) -> None:
    permissions.check_may_plan(plan.office_id, by)
    facts = {"what": events_caseload.INSTANCE.code, "rows": rows, "query": ""}
    about = [("fieldwork.plan", plan.id)]
    record(EXPORTED, county_id=plan.county_id, by=by, at=at, about=about, facts=facts)
