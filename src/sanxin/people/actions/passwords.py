"""Set a password: one place, so that its age and its predecessors are always noted."""

from datetime import datetime

from django.conf import settings

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people import events
from sanxin.people.models import OldPassword, User


@action
def change(user: User, password: str, *, at: datetime) -> User:
    """One's own new password, already checked against the rules."""
    put(user, password, at=at)
    person = user.person
    record(events.PASSWORD_CHANGED, county_id=person.county_id, by=person, at=at, about=[("people.person", person.id)])
    return user


def put(user: User, password: str, *, at: datetime) -> None:
    """Save the hash, its day, and the hash it replaces. Part of other verbs; writes no event."""
    replaced = user.password
    user.set_password(password)
    user.password_set_at = at
    user.save()
    if replaced and settings.PASSWORD_HISTORY:
        OldPassword.objects.create(user=user, hash=replaced, replaced_at=at)
        keep = user.old_passwords.order_by("-replaced_at").values("pk")[: settings.PASSWORD_HISTORY]
        user.old_passwords.exclude(pk__in=list(keep.values_list("pk", flat=True))).delete()
