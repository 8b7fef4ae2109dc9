from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel import jobs
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person, Unit
from sanxin.research import events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import HeatWeighting
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.weights import in_force, weights_of
from sanxin.research.rules import weights as rules
from sanxin.research.rules.weights import Weights

JOB = "research.heat"


@action
def set_weights(office: Unit, weights: Weights, *, reason: str, by: Person, seen: int, at: datetime) -> HeatWeighting:
    """Give the desk other weights, as a new version; all its problems are counted anew in the background.

    `seen` is the number of the version in force, 0 for the default. Refused: who heads no section there, out of range
    (the part to blame as field), no reason (field `reason`), the same as now, somebody was faster.
    """
    permissions.check_may_weigh(by, office.id)
    rules.check(weights)
    reason = rules.check_reason(reason)
    hold_desk(office.id)
    last = in_force(office.id)
    if (last.number if last else 0) != seen:
        who = last.by.name if last else ""
        raise Overtaken("research.weights.overtaken", _("{who}刚刚改过权重，请看过再改。").format(who=who))
    rules.check_different(weights, as_weights(office))
    county_id = office.county_id or office.id
    job = jobs.start(JOB, by=by, county_id=county_id, args={"office": str(office.id)})
    row = HeatWeighting.objects.create(
        office=office, number=seen + 1, reason=reason, by=by, at=at, job_id=job.id, **asdict(weights)
    )
    facts = {"number": row.number, "reason": reason, **{name: f"{value:g}" for name, value in asdict(weights).items()}}
    about = [("research.heat", row.id), ("people.unit", office.id)]
    record(events.WEIGHTS_SET, county_id=county_id, by=by, at=at, about=about, facts=facts)
    return row


def as_weights(office: Unit) -> Weights:
    """Those in force, as plain values."""
    now = weights_of(office.id)
    return Weights(**{name: getattr(now, name) for name in rules.names()})
