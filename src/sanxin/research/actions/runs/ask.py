from dataclasses import asdict
from datetime import datetime

from sanxin.kernel import jobs
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person, Unit
from sanxin.research import events
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.engine import settings_for
from sanxin.research.models import SynthesisRun
from sanxin.research.permissions import problems as permissions
from sanxin.research.rules import runs as rules
from sanxin.service.models import Voice

JOB = "research.synthesis"


@action
def ask_for_run(office: Unit, *, by: Person, at: datetime) -> SynthesisRun:
    """Start grouping all voices of the office in the background.

    Refused: not the desk of the office, a run is under way, fewer than two voices.
    """
    permissions.check_may_work(by, office.id)
    hold_desk(office.id)
    voices = Voice.objects.filter(office=office).count()
    running = SynthesisRun.objects.filter(office=office).running(at).exists()
    rules.check_can_run(voices=voices, running=running)
    run = SynthesisRun.objects.create(
        county_id=office.county_id or office.id,
        office=office,
        started_by=by,
        asked_at=at,
        settings=asdict(settings_for(office)),
    )
    run.job_id = jobs.start(JOB, by=by, county_id=run.county_id, args={"run": str(run.id)}).id
    run.save(update_fields=["job_id"])
    about = [("research.run", run.id), ("people.unit", office.id)]
    record(events.RUN_ASKED, county_id=run.county_id, by=by, at=at, about=about, facts={"voices": voices})
    return run
