"""Proposing a candidate, rewriting it, taking it back, talking about it."""

from collections.abc import Sequence
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person, Unit
from sanxin.research.models import Problem, Stage
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_candidate
from sanxin.topics.actions.fields import settle_first_fields
from sanxin.topics.actions.rounds import round_in_force
from sanxin.topics.actions.subjects import note_candidate, of_candidate
from sanxin.topics.models import (
    Candidate,
    CandidateProblem,
    CandidateStage,
    CandidateWithdrawal,
    FieldOfConcern,
    Remark,
)
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules import candidates as rules
from sanxin.topics.rules.similar import same_words


@action
def propose(
    office: Unit,
    *,
    title: str,
    by: Person,
    at: datetime,
    reason: str = "",
    field: FieldOfConcern | None = None,
    problems: Sequence[Problem] = (),
) -> Candidate:
    """Put a question forward; it stands in the round that is open, else it waits for one.

    Refused: from outside the office, without a title, proposed already in the same words, about a problem of another
    office or off the desk.
    """
    permissions.check_may_propose(office.id, by)
    rules.check_candidate(title, reason)
    rules.check_new(title.strip(), proposed_by=_proposed_already(office, title))
    _check_problems(office, problems)
    settle_first_fields(office)
    assert office.county_id is not None
    candidate = Candidate.objects.create(
        county_id=office.county_id,
        office=office,
        round=round_in_force(office),
        field_id=field.id if field else None,
        title=title.strip(),
        reason=reason.strip(),
        proposed_by=by,
        proposed_at=at,
    )
    _tie(candidate, problems)
    facts = {"title": candidate.title}
    record(events.PROPOSED, county_id=candidate.county_id, by=by, at=at, about=of_candidate(candidate), facts=facts)
    return candidate


@action
def revise(
    candidate: Candidate,
    *,
    title: str,
    by: Person,
    seen: int,
    at: datetime,
    reason: str = "",
    field: FieldOfConcern | None = None,
    problems: Sequence[Problem] = (),
) -> Candidate:
    """Write it anew, as long as nobody has scored it."""
    permissions.check_may_revise(candidate, by)
    candidate = claim_candidate(candidate, seen=seen)
    rules.check_open(candidate.stage)
    rules.check_candidate(title, reason)
    rules.check_unscored(candidate.sheets.count())
    _check_problems(candidate.office, problems)
    settle_first_fields(candidate.office)
    candidate.title, candidate.reason = title.strip(), reason.strip()
    candidate.field_id = field.id if field else None
    candidate.save(update_fields=["version", "title", "reason", "field"])
    candidate.problem_rows.all().delete()
    _tie(candidate, problems)
    note_candidate(events.REVISED, candidate, by=by, at=at, title=candidate.title)
    return candidate


@action
def withdraw(candidate: Candidate, *, by: Person, seen: int, at: datetime) -> CandidateWithdrawal:
    permissions.check_may_revise(candidate, by)
    candidate = claim_candidate(candidate, seen=seen)
    rules.check_open(candidate.stage)
    row = CandidateWithdrawal.objects.create(candidate=candidate, by=by, at=at)
    candidate.stage = CandidateStage.WITHDRAWN
    candidate.save(update_fields=["version", "stage"])
    note_candidate(events.WITHDRAWN, candidate, by=by, at=at, title=candidate.title)
    return row


@action
def remark(candidate: Candidate, *, text: str, by: Person, at: datetime) -> Remark:
    """Say something about it; the words stay on the candidate, the event only says that there are some."""
    permissions.check_may_propose(candidate.office_id, by)
    rules.check_remark(text)
    rules.check_open(Candidate.objects.values_list("stage", flat=True).get(pk=candidate.pk))
    row = Remark.objects.create(candidate=candidate, text=text.strip(), by=by, at=at)
    note_candidate(events.REMARKED, candidate, by=by, at=at)
    return row


def _proposed_already(office: Unit, title: str) -> str:
    """Who proposed the very same question, and nobody has decided it; blanks and marks make no difference."""
    wanted = same_words(title)
    rows = Candidate.objects.open().filter(office=office).select_related("proposed_by")
    return next((row.proposed_by.name for row in rows if same_words(row.title) == wanted), "")


def _check_problems(office: Unit, problems: Sequence[Problem]) -> None:
    for problem in problems:
        rules.check_problem(problem.code, ours=problem.office_id == office.id, on_desk=problem.stage != Stage.GONE)


def _tie(candidate: Candidate, problems: Sequence[Problem]) -> None:
    CandidateProblem.objects.bulk_create(
        CandidateProblem(candidate=candidate, problem=one) for one in dict.fromkeys(problems)
    )
