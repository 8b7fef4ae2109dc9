"""Paper sheets typed by an officer."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.models import Person
from sanxin.surveys import events_asking as events
from sanxin.surveys.actions.answering import take_in
from sanxin.surveys.models import AnswerChannel, Link, Response
from sanxin.surveys.permissions import asking as permissions
from sanxin.surveys.rules import links as rules
from sanxin.surveys.rules.pages import Raw
from sanxin_engines.questionnaires.answers import Reading, read


@action
def type_in(link: Link, raw: Raw, *, by: Person, at: datetime) -> tuple[Reading, Response | None]:
    """One sheet. With faults nothing is written. Also after the link's time, until it is shut.

    The event is written for the first sheet a person types for this link on a day, not for each.
    """
    permissions.check_may_ask(by, link.office_id)
    rules.check_takes_paper(link.state(at))
    form = link.edition.as_form()
    reading = read(form, raw)
    if not reading.stands:
        return reading, None
    if not reading.answers:
        raise Refused("surveys.paper.empty", _("这一份是空的，没有存。至少录一题。"))
    mine = Response.objects.filter(link=link, typed_by=by, day=timezone.localdate(at))
    first = not mine.exists()
    response = take_in(link, form, dict(reading.answers), channel=AnswerChannel.PAPER, at=at, typed_by=by)
    if first:
        _record(events.PAPER_TYPED, link, by=by, at=at)
    return reading, response


@action
def take_back(response: Response, *, by: Person, at: datetime) -> None:
    """A sheet typed wrongly goes; whoever typed it types it anew. Refused for others' and for what is shut."""
    link = Link.objects.with_names().get(pk=response.link_id)
    permissions.check_may_ask(by, link.office_id)
    if response.channel != AnswerChannel.PAPER or response.typed_by_id != by.id:
        raise NotAllowed("surveys.paper.not_yours", _("只能撤回自己录的纸质答卷。"))
    rules.check_takes_paper(link.state(at))
    response.delete()
    _record(events.PAPER_TAKEN_BACK, link, by=by, at=at)


def _record(name: str, link: Link, *, by: Person, at: datetime) -> None:
    about = [("surveys.link", link.id), ("surveys.edition", link.edition_id)]
    record(name, county_id=link.county_id, by=by, at=at, about=about)
