"""Set a password: one place, so that its age and its predecessors are always noted."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people import events
from sanxin.people.models import OldPassword, User


def change(user: User, password: str, *, at: datetime) -> User:
    """One's own new password, already checked against the rules."""
    return _change(user, make_password(password), at=at)


@action
def _change(user: User, hashed: str, *, at: datetime) -> User:
    put(user, hashed, at=at)
    person = user.person
    record(events.PASSWORD_CHANGED, county_id=person.county_id, by=person, at=at, about=[("people.person", person.id)])
    return user


def put(user: User, hashed: str, *, at: datetime) -> None:
    """Save the hash, its day, and the hash it replaces. Part of other verbs; writes no event.

    Argon2 is slow on purpose: whoever calls this has hashed before the transaction, in which everybody else waits.
    """
    replaced = user.password
    user.password = hashed
    user.password_set_at = at
    user.save()
    if replaced and settings.PASSWORD_HISTORY:
        OldPassword.objects.create(user=user, hash=replaced, replaced_at=at)
        keep = user.old_passwords.order_by("-replaced_at").values("pk")[: settings.PASSWORD_HISTORY]
        user.old_passwords.exclude(pk__in=list(keep.values_list("pk", flat=True))).delete()
