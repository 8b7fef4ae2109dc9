"""Django's own login signals, the only ones we listen to: they see every way in and out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from sanxin.kernel import clock
from sanxin.people import events
from sanxin.people.actions import sessions
from sanxin.people.middleware import SEEN
from sanxin.people.models import User


@receiver(user_logged_in)
def signed_in(sender: type, request: HttpRequest, user: User, **_: Any) -> None:
    request.session[SEEN] = int(clock.now().timestamp() // 60)  # idleness counts from here, not from the first click
    name = events.SIGNED_IN_BY_LINK if getattr(request, "entered_by_link", False) else events.SIGNED_IN
    sessions.note(name, user, at=clock.now())


@receiver(user_logged_out)
def signed_out(sender: type, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        sessions.note(getattr(request, "sign_out_event", events.SIGNED_OUT), user, at=clock.now())


@receiver(user_login_failed)
def refused(sender: str, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    sessions.note_failure(events.REFUSED, str(credentials.get("username", "")), at=clock.now())
