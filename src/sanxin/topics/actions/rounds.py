"""A selection round: opening it, changing it, closing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person, Unit
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_round
from sanxin.topics.models import (
    Candidate,
    CandidateStage,
    Criterion,
    Round,
    RoundClosing,
    RoundScorer,
    ScoreSheet,
)
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules import rounds as rules
from sanxin.topics.rules.candidates import check_round_open


@dataclass(frozen=True)
class Weighing:
    """How many may be chosen, by which criteria (name, weight), scored by whom and until when."""

    most: int
    criteria: tuple[tuple[str, int], ...]
    scorers: tuple[Person, ...]
    scores_due_on: date | None = None


@action
def open_round(office: Unit, *, year: int, weighing: Weighing, by: Person, at: datetime) -> Round:
    """Begin the selection of a year; open candidates that stand in no round stand in this one.

    Refused: by anybody but a section head, a second one for the year, weights that do not add up to 100.
    """
    permissions.check_may_keep(office.id, by)
    rules.check_year(
        year,
        taken=Round.objects.filter(office=office, year=year).exists(),
        today_year=timezone.localdate(at).year,
    )
    _check(weighing, office)
    assert office.county_id is not None
    made = Round.objects.create(
        county_id=office.county_id,
        office=office,
        year=year,
        most=weighing.most,
        scores_due_on=weighing.scores_due_on,
        opened_by=by,
        opened_at=at,
    )
    _write_criteria(made, weighing.criteria)
    _write_scorers(made, weighing.scorers)
    Candidate.objects.open().filter(office=office, round=None).update(round=made)
    _record(events.ROUND_OPENED, made, by=by, at=at, most=made.most, scorers=len(weighing.scorers))
    return made


@action
def change_round(round_: Round, *, weighing: Weighing, by: Person, seen: int, at: datetime) -> Round:
    """Other people, another number; other criteria only before anybody has scored."""
    permissions.check_may_keep(round_.office_id, by)
    round_ = claim_round(round_, seen=seen)
    check_round_open(True, round_.is_open)
    _check(weighing, round_.office)
    before = tuple(round_.criteria.values_list("name", "weight"))
    if before != weighing.criteria:
        rules.check_can_change_criteria(ScoreSheet.objects.filter(candidate__round=round_).exists())
        round_.criteria.all().delete()
        _write_criteria(round_, weighing.criteria)
    round_.most, round_.scores_due_on = weighing.most, weighing.scores_due_on
    round_.save(update_fields=["version", "most", "scores_due_on"])
    round_.scorer_rows.all().delete()
    _write_scorers(round_, weighing.scorers)
    _record(events.ROUND_CHANGED, round_, by=by, at=at, most=round_.most, scorers=len(weighing.scorers))
    return round_


@action
def close_round(round_: Round, *, by: Person, seen: int, at: datetime) -> RoundClosing:
    """Candidates nobody decided go back to the pool, for another year."""
    permissions.check_may_keep(round_.office_id, by)
    round_ = claim_round(round_, seen=seen)
    check_round_open(True, round_.is_open)
    row = RoundClosing.objects.create(round=round_, by=by, at=at)
    round_.save(update_fields=["version"])
    undecided = Candidate.objects.open().filter(round=round_)
    undecided.filter(sheets=None).update(round=None)
    chosen = Candidate.objects.filter(round=round_, stage=CandidateStage.CHOSEN).count()
    _record(events.ROUND_CLOSED, round_, by=by, at=at, chosen=chosen)
    return row


def round_in_force(office: Unit) -> Round | None:
    """The latest round that is still open."""
    return Round.objects.open().filter(office=office).order_by("-year").first()


def _check(weighing: Weighing, office: Unit) -> None:
    rules.check_round(weighing.most, weighing.criteria, len(weighing.scorers))
    for person in weighing.scorers:
        permissions.check_works_here(office.id, person, "scorers")


def _write_criteria(round_: Round, criteria: Sequence[tuple[str, int]]) -> None:
    Criterion.objects.bulk_create(
        Criterion(round=round_, order=order, name=name.strip(), weight=weight)
        for order, (name, weight) in enumerate(criteria, start=1)
    )


def _write_scorers(round_: Round, people: Sequence[Person]) -> None:
    RoundScorer.objects.bulk_create(RoundScorer(round=round_, person=person) for person in dict.fromkeys(people))


def _record(name: str, round_: Round, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("topics.round", round_.id)]
    record(name, county_id=round_.county_id, by=by, at=at, about=about, facts={"year": round_.year} | facts)
