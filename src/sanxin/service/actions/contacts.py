"""Names and phones in full: only with a reason, and everybody can see later that it was done."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Voice, VoiceContact
from sanxin.service.permissions import replies as permissions
from sanxin.service.rules import voices as rules


@action
def reveal(voice: Voice, *, by: Person, reason: str, at: datetime) -> VoiceContact:
    """The contact of who spoke, in full. The event says who looked and why, never what they saw."""
    permissions.check_may_reveal(voice, by)
    rules.check_reason(reason, code="service.contact.no_reason")
    contact = VoiceContact.objects.filter(voice=voice).first()
    if contact is None:
        raise Refused("service.contact.none", _("这位没有留联系方式。"))
    facts = {"reason": reason.strip()}
    about = [("service.voice", voice.id)]
    record(events.CONTACT_REVEALED, county_id=voice.county_id, by=by, at=at, about=about, facts=facts)
    return contact
