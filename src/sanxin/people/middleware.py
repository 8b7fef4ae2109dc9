"""End sessions that should not go on; ask for a new password in time; speak the person's language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from sanxin.kernel import clock
from sanxin.people import events
from sanxin.people.models import User
from sanxin.people.rules import accounts as rules

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_minute"
IDLE, ENDED = "signed_out_idle", "signed_out_ended"
"""Left in the new session for the sign-in page, which says so once."""


def idle_sign_out(get_response: GetResponse) -> GetResponse:
    """End a session nobody used for IDLE_MINUTES; the minute is written at most once a minute."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            minute = int(clock.now().timestamp() // 60)
            seen = request.session.get(SEEN, minute)
            if minute - seen >= settings.IDLE_MINUTES:
                _end(request, events.SIGNED_OUT_IDLE)
                request.session[IDLE] = True
            elif minute != request.session.get(SEEN):
                request.session[SEEN] = minute
        return get_response(request)

    return middleware


def without_post_sign_out(get_response: GetResponse) -> GetResponse:
    """Whose last post has ended is out with the next click. (Django itself forgets who is no longer active.)"""

    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and not request.user.person.sight.roles:
            _end(request, events.SIGNED_OUT_ENDED)
            request.session[ENDED] = True
        return get_response(request)

    return middleware


def old_password_first(get_response: GetResponse) -> GetResponse:
    """A password older than PASSWORD_MAX_DAYS leads to its change, whatever page was asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            isinstance(user, User)
            and user.has_usable_password()
            and rules.is_too_old(user.password_set_at, clock.now(), settings.PASSWORD_MAX_DAYS)
            and request.path not in _open_with_an_old_password()
        ):
            return redirect("account_change_password")
        return get_response(request)

    return middleware


def language_of_person(get_response: GetResponse) -> GetResponse:
    """A person's own choice of language goes before the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") if request.user.is_authenticated else ""
        if chosen:
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return get_response(request)

    return middleware


def _end(request: HttpRequest, why: str) -> None:
    request.sign_out_event = why  # type: ignore[attr-defined]
    logout(request)


def _open_with_an_old_password() -> set[str]:
    names = ("account_change_password", "account_logout", "account_reauthenticate", "people:preferences")
    return {reverse(name) for name in names}
