"""Handing villages and members on: for good, or until somebody is back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.models import Handover, HandoverAnswer, HandoverCause, HandoverEnd, HandoverTarget
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.handovers import held_by, targets_waiting
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person, Unit
from sanxin.service.actions import keepings
from sanxin.service.actions.keepings import Given
from sanxin.service.actions.voices import county_of
from sanxin.service.models.keeping import Keeping


@action
def hand_over(
    office: Unit,
    *,
    giver: Person,
    receiver: Person,
    targets: Sequence[Given],
    cause: HandoverCause,
    for_good: bool,
    since: date,
    until: date | None,
    note: str,
    by: Person,
    at: datetime,
) -> Handover:
    """Ask a colleague to look after these from a day on. Nothing changes before they take it.

    Refused for days gone by, for what the giver will not keep contact with by then, and while somebody else is asked.
    """
    permissions.check_may_hand_over(office.id, giver, by)
    rules.check_handover_people(same=giver.id == receiver.id)
    rules.check_handover_days(since, until, for_good=for_good, today=timezone.localdate(at))
    rules.check_note(note)
    permissions.check_takes_part(office, [receiver], field="receiver")
    locked(Unit.objects.filter(pk=office.pk)).get()  # two who hand the same on take turns
    wanted = {one.target for one in targets}
    rules.check_targets(len(wanted), theirs=len(wanted & held_by(giver, office.id, since).keys()))
    rules.check_not_waiting(len(targets_waiting(office.id) & wanted))
    handover = Handover.objects.create(
        county_id=county_of(office),
        office=office,
        giver=giver,
        receiver=receiver,
        cause=cause,
        for_good=for_good,
        since=since,
        until=until,
        note=note.strip(),
        by=by,
        at=at,
    )
    HandoverTarget.objects.bulk_create(
        HandoverTarget(handover=handover, village_id=one.village_id, member_id=one.member_id) for one in targets
    )
    facts = {
        "giver": giver.name,
        "receiver": receiver.name,
        "since": since.isoformat(),
        "villages": sum(1 for one in targets if one.village_id),
        "members": sum(1 for one in targets if one.member_id),
        "cause": str(cause.value),
    }
    _note(events_caseload.ASKED, handover, by=by, at=at, **facts)
    return handover


@action
def take(handover: Handover, *, by: Person, at: datetime) -> Handover:
    """The receiver takes it: from its first day, or from today if that is past. Only what is still the giver's."""
    permissions.check_may_answer(handover, by)
    handover = _claim(handover)
    rules.check_waiting(handover.state)
    today = timezone.localdate(at)
    rules.check_in_time(handover.until, today=today)
    since = max(handover.since, today)
    theirs = held_by(handover.giver, handover.office_id, since)
    rows = [row for row in handover.targets.all() if row.target_id in theirs]
    rules.check_targets(handover.targets.count(), theirs=len(rows))
    HandoverAnswer.objects.create(handover=handover, accepted=True, by=by, at=at)
    given = [Given(handover.receiver_id, village_id=row.village_id, member_id=row.member_id) for row in rows]
    _hold(handover, given, theirs, since, by=by, at=at)
    members = [row.member_id for row in rows if row.member_id]
    _note(events_caseload.TAKEN, handover, members, by=by, at=at, since=since.isoformat())
    return handover


@action
def refuse(handover: Handover, *, words: str, by: Person, at: datetime) -> Handover:
    """The receiver cannot, and says why; it stays where it is."""
    permissions.check_may_answer(handover, by)
    rules.check_reason(words)
    handover = _claim(handover)
    rules.check_waiting(handover.state)
    HandoverAnswer.objects.create(handover=handover, accepted=False, words=words.strip(), by=by, at=at)
    _note(events_caseload.REFUSED, handover, by=by, at=at, words=words.strip())
    return handover


@action
def withdraw(handover: Handover, *, by: Person, at: datetime) -> Handover:
    """Nobody needs to answer any more."""
    permissions.check_may_withdraw(handover, by)
    handover = _claim(handover)
    rules.check_waiting(handover.state)
    HandoverEnd.objects.create(handover=handover, on=timezone.localdate(at), by=by, at=at)
    _note(events_caseload.WITHDRAWN, handover, by=by, at=at)
    return handover


@action
def bring_back(handover: Handover, *, by: Person, at: datetime) -> Handover:
    """The giver is back earlier than said, or on a day nobody knew: from today on it is theirs again."""
    permissions.check_may_end(handover, by)
    handover = _claim(handover)
    today = timezone.localdate(at)
    over = handover.until is not None and handover.until < today
    rules.check_standing(handover.state, over=over)
    HandoverEnd.objects.create(handover=handover, on=today, by=by, at=at)
    keepings.back(handover.id, on=today, at=at)
    members = [row.member_id for row in handover.targets.all() if row.member_id]
    facts = {"day": today.isoformat(), "giver": handover.giver.name}
    _note(events_caseload.BACK, handover, members, by=by, at=at, **facts)
    return handover


def _hold(
    handover: Handover, given: list[Given], theirs: Mapping[UUID, Keeping], since: date, *, by: Person, at: datetime
) -> None:
    """For good; or standing in. What the giver only stands in for is handed on as long as they do, never for good."""
    own = [one for one in given if handover.for_good and one.target and theirs[one.target].stands_in_for_id is None]
    lent = [one for one in given if one not in own]
    keepings.keep(own, office_id=handover.office_id, since=since, by=by, at=at, source_id=handover.id)
    keepings.stand_in(
        lent,
        of=handover.giver,
        office_id=handover.office_id,
        since=since,
        until=handover.until,
        by=by,
        at=at,
        source_id=handover.id,
    )


def _claim(handover: Handover) -> Handover:
    locked(Handover.objects.filter(pk=handover.pk)).get()
    return Handover.objects.with_names().get(pk=handover.pk)


def _note(
    name: str, handover: Handover, members: Sequence[UUID] = (), /, *, by: Person, at: datetime, **facts: object
) -> None:
    about = [("fieldwork.handover", handover.id), *(("service.member", one) for one in members)]
    record(name, county_id=handover.county_id, by=by, at=at, about=about, facts=facts)
