from datetime import datetime

from sanxin.kernel import jobs
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.jobs import Job
from sanxin.people.models import Person, Unit
from sanxin.research import events_kinds as events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import KindTraining
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.kinds import last_training, sorted_counts
from sanxin.research.rules import kinds as rules

LEARN, LOOK = "research.kinds.learn", "research.kinds.look"


@action
def ask_to_learn(office: Unit, *, by: Person, at: datetime) -> KindTraining:
    """Learn kinds from the voices the office has sorted, in the background; then look at those without one.

    Refused: not the desk of the office, learning is under way, too few examples.
    """
    permissions.check_may_work(by, office.id)
    hold_desk(office.id)
    counts = sorted_counts(office.id)
    rules.check_can_learn(counts, running=_running(office, at))
    row = KindTraining.objects.create(county_id=office.county_id or office.id, office=office, asked_by=by, asked_at=at)
    row.job_id = jobs.start(LEARN, by=by, county_id=row.county_id, args={"training": str(row.id)}).id
    row.save(update_fields=["job_id"])
    about = [("research.kind_training", row.id), ("people.unit", office.id)]
    facts = {"voices": sum(rules.learnable(counts).values())}
    record(events.LEARNING_ASKED, county_id=row.county_id, by=by, at=at, about=about, facts=facts)
    return row


@action
def ask_to_look(office: Unit, *, by: Person, at: datetime) -> Job:
    """Propose kinds for voices that came since, by what was learnt last. Refused as above, or where nothing was."""
    permissions.check_may_work(by, office.id)
    hold_desk(office.id)
    last = last_training(office.id)
    rules.check_can_look(trained=last is not None, running=_running(office, at))
    return jobs.start(LOOK, by=by, county_id=office.county_id or office.id, args={"office": str(office.id)})


def _running(office: Unit, at: datetime) -> bool:
    return KindTraining.objects.filter(office=office).running(at).exists()
