"""Publishing a questionnaire, and taking an edition back."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.surveys import events_questionnaires as events
from sanxin.surveys.actions.questionnaires import held
from sanxin.surveys.models import Edition, EditionWithdrawal, Questionnaire
from sanxin.surveys.permissions import questionnaires as permissions
from sanxin.surveys.queries.findable import entry_of_photos
from sanxin.surveys.rules import editions as rules


@action
def publish(questionnaire: Questionnaire, *, by: Person, seen: int, at: datetime) -> Edition:
    """Freeze the draft as the next edition: from here on it may be asked.

    Refused: nothing to answer, a fault in it, the same words already published, a colleague was faster.
    """
    permissions.check_may_write(by, questionnaire.office_id)
    fresh = held(questionnaire, seen=seen)
    latest = fresh.latest
    rules.check_can_be_published(
        fresh.as_form(), already=latest is not None and latest.version == fresh.version and not latest.withdrawn_at
    )
    edition = Edition.objects.create(
        questionnaire=fresh,
        number=latest.number + 1 if latest else 1,
        title=fresh.title,
        form=fresh.form,
        version=fresh.version,
        published_by=by,
        published_at=at,
    )
    if photos := entry_of_photos(edition):
        search.put_many([photos])
    _record(events.PUBLISHED, edition, by=by, at=at, questions=fresh.asked)
    return edition


@action
def withdraw(edition: Edition, *, reason: str, by: Person, at: datetime) -> EditionWithdrawal:
    """Nobody is asked this edition any more. Answers stay. Refused: withdrawn already, no reason."""
    permissions.check_may_write(by, edition.questionnaire.office_id)
    rules.check_reason(reason)
    row, new = EditionWithdrawal.objects.get_or_create(
        edition=edition, defaults={"reason": reason.strip(), "by": by, "at": at}
    )
    if not new:
        raise Refused("surveys.edition.withdrawn", _("这一版已经收回了，不用再收。"))
    _record(events.WITHDRAWN, edition, by=by, at=at, reason=row.reason)
    return row


def _record(name: str, edition: Edition, *, by: Person, at: datetime, **facts: object) -> None:
    """On the timeline of the edition and of its questionnaire."""
    questionnaire = edition.questionnaire
    about = [("surveys.edition", edition.id), ("surveys.questionnaire", questionnaire.id)]
    plain = {"title": edition.title, "number": edition.number} | facts
    record(name, county_id=questionnaire.county_id, by=by, at=at, about=about, facts=plain)
