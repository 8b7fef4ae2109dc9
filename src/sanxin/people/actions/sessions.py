"""Sign-ins and sign-outs in the trail: the account's person, never an address or what somebody typed."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people import events
from sanxin.people.models import User


@action
def note(name: str, user: User, *, at: datetime) -> None:
    """The person did it themselves."""
    person = user.person
    record(name, county_id=person.county_id, by=person, at=at, about=[("people.person", person.id)])


@action
def note_failure(name: str, username: str, *, at: datetime) -> None:
    """Somebody failed to sign in as `username`.

    A name that is no account stands in the installation's chain, unnamed.
    """
    user = User.objects.select_related("person").filter(username=username).first()
    if user is None:
        record(events.REFUSED, by=None, at=at, about=[])
        return
    person = user.person
    record(name, county_id=person.county_id, by=None, at=at, about=[("people.person", person.id)])
