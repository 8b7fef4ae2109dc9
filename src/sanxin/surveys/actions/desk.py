"""What people wrote freely goes to the problem desk as anonymous voices."""

import hashlib
import hmac
import random
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.service.actions.voices import NewVoice, hear_many
from sanxin.service.models import Source
from sanxin.surveys import events_asking as events
from sanxin.surveys.models import DeskDelivery, Link, Response
from sanxin.surveys.permissions import asking as permissions
from sanxin_engines.questionnaires import Kind


@action
def deliver(link: Link, *, by: Person, at: datetime) -> DeskDelivery:
    """Each long text not delivered before becomes a voice of the link's place, in no order.

    A voice says which link it came by (`external_id`) and on which day, and cannot be joined to the other answers of
    its response: the key that keeps it from being delivered twice is a keyed digest. Refused: nothing new.
    """
    permissions.check_may_ask(by, link.office_id)
    locked(Link.objects.filter(pk=link.pk)).get()  # two who press at once take turns
    rows = _voices(link, at)
    heard = hear_many(rows, office=link.office, by=by, at=at) if rows else None
    if heard is None or not heard.added:
        raise Refused("surveys.desk.nothing_new", _("没有新写的话要送。等有人写了再来。"))
    row = DeskDelivery.objects.create(link=link, voices=heard.added, by=by, at=at)
    about = [("surveys.link", link.id), ("surveys.edition", link.edition_id)]
    record(events.DELIVERED, county_id=link.county_id, by=by, at=at, about=about, facts={"voices": heard.added})
    return row


def _voices(link: Link, at: datetime) -> list[NewVoice]:
    free = [one.name for one in link.edition.as_form().questions if one.kind is Kind.LONG_TEXT]
    place = link.place or (link.meeting.place if link.meeting else None)
    voices = [
        NewVoice(
            key=_key(response, name),
            text=str(response.answers[name]),
            source=Source.QUESTIONNAIRE,
            heard_at=min(_noon(response.day), at),
            place=place,
            place_text="" if place else link.group_words,
            external_id=link.code,
        )
        for response in Response.objects.filter(link=link)
        for name in free
        if response.answers.get(name)
    ]
    random.SystemRandom().shuffle(voices)
    return voices


def _key(response: Response, question: str) -> str:
    message = f"survey\x1f{response.pk}\x1f{question}"
    return hmac.new(settings.FIELD_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
