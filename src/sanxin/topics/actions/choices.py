"""The leader's word on a candidate: chosen, and a topic is opened; or not."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_candidate, claim_round
from sanxin.topics.actions.subjects import note_candidate, of_candidate
from sanxin.topics.models import (
    Candidate,
    CandidateStage,
    Choice,
    Declining,
    FieldOfConcern,
    Round,
    Topic,
    TopicProblem,
)
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.figures import figures_of_one
from sanxin.topics.queries.findable import entry_of
from sanxin.topics.rules import candidates as rules

SERIES = "topics.topic"


@action
def choose(
    candidate: Candidate,
    *,
    lead: Person,
    field: FieldOfConcern,
    by: Person,
    seen: int,
    at: datetime,
    reason: str = "",
) -> Topic:
    """Make it a topic of the round's year under the next number, with what people said frozen as it stands.

    Refused: by anybody but a leader, without an open round, one more than meant without a reason, with somebody
    from elsewhere in the lead.
    """
    permissions.check_may_choose(candidate.office_id, by)
    candidate = claim_candidate(candidate, seen=seen)
    rules.check_open(candidate.stage)
    round_ = _round_of(candidate)
    if field.office_id != candidate.office_id:
        raise Refused("topics.choice.other_field", _("这个领域是别的单位的。"), field="field")
    permissions.check_works_here(candidate.office_id, lead, "lead")
    chosen = Candidate.objects.filter(round=round_, stage=CandidateStage.CHOSEN).count()
    rules.check_room(chosen, round_.most, reason)
    Choice.objects.create(
        candidate=candidate, reason=reason.strip(), figures=figures_of_one(candidate).frozen(), by=by, at=at
    )
    candidate.stage, candidate.field = CandidateStage.CHOSEN, field
    candidate.save(update_fields=["version", "stage", "field"])
    topic = _open(candidate, round_, field=field, lead=lead, at=at)
    facts = {"code": topic.code, "lead": lead.name, "reason": reason.strip()}
    name = events.CHOSEN_BEYOND if chosen >= round_.most else events.CHOSEN
    about = [*of_candidate(candidate), ("topics.topic", topic.id)]
    record(name, county_id=candidate.county_id, by=by, at=at, about=about, facts=facts)
    return topic


@action
def decline(candidate: Candidate, *, reason: str, by: Person, seen: int, at: datetime) -> Declining:
    """Not this one, and why."""
    permissions.check_may_choose(candidate.office_id, by)
    candidate = claim_candidate(candidate, seen=seen)
    rules.check_open(candidate.stage)
    rules.check_decline(reason)
    row = Declining.objects.create(candidate=candidate, reason=reason.strip(), by=by, at=at)
    candidate.stage = CandidateStage.DECLINED
    candidate.save(update_fields=["version", "stage"])
    note_candidate(events.DECLINED, candidate, by=by, at=at, reason=row.reason)
    return row


def _round_of(candidate: Candidate) -> Round:
    """Held while one is chosen, so that two leaders do not both take the last place."""
    round_ = candidate.round
    rules.check_round_open(round_ is not None, round_ is not None and round_.is_open)
    assert round_ is not None
    round_ = claim_round(round_)
    round_.save(update_fields=["version"])
    return round_


def _open(candidate: Candidate, round_: Round, *, field: FieldOfConcern, lead: Person, at: datetime) -> Topic:
    topic = Topic.objects.create(
        county_id=candidate.county_id,
        office_id=candidate.office_id,
        year=round_.year,
        number=draw(candidate.county_id, f"{SERIES}.{candidate.office_id}", round_.year),
        candidate=candidate,
        field=field,
        question=candidate.title,
        lead=lead,
        opened_at=at,
    )
    problems = candidate.problem_rows.values_list("problem_id", flat=True)
    TopicProblem.objects.bulk_create(TopicProblem(topic=topic, problem_id=problem) for problem in problems)
    search.put_many([entry_of(topic)])
    return topic
