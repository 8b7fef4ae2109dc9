"""How content somebody is with what was done: asked once, and they may leave it out."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Reply, Satisfaction, Voice
from sanxin.service.permissions import replies as permissions
from sanxin.service.queries.told import owner_of
from sanxin.service.rules import satisfaction as rules


@action
def ask(reply: Reply, *, score: int | None, by: Person | None, at: datetime) -> Satisfaction:
    """Keep the score, or that they left it out. `by` None: they said it themselves on the public page.

    Refused a second time, whatever came of the first. The event says that somebody was asked, never the score.
    """
    if by is not None:
        permissions.check_may_tell(reply.voice, owner_of(reply), by)
    rules.check_score(score)
    voice = locked(Voice.objects.filter(pk=reply.voice_id)).get()
    rules.check_not_asked(Satisfaction.objects.filter(voice=voice).exists())
    row = Satisfaction.objects.create(voice=voice, reply=reply, score=score, by=by, at=at)
    about = [("service.voice", voice.id)]
    record(events.SATISFACTION_ASKED, county_id=voice.county_id, by=by, at=at, about=about)
    return row
