"""Sign out who has been idle; speak the person's language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from sanxin.kernel import clock

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_minute"


def idle_sign_out(get_response: GetResponse) -> GetResponse:
    """End a session nobody used for IDLE_MINUTES; the minute is written at most once a minute."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            minute = int(clock.now().timestamp() // 60)
            seen = request.session.get(SEEN, minute)
            if minute - seen >= settings.IDLE_MINUTES:
                logout(request)
                request.session["signed_out_idle"] = True
            elif minute != request.session.get(SEEN):
                request.session[SEEN] = minute
        return get_response(request)

    return middleware


def language_of_person(get_response: GetResponse) -> GetResponse:
    """A person's own choice of language goes before the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") if request.user.is_authenticated else ""
        if chosen:
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


