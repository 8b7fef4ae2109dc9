"""What all pages for strangers share: no cookie, few bytes, words instead of errors, nothing kept by the browser.

No cookie is set and none is read, so there is nothing a foreign page could borrow and the CSRF check has nothing to
protect (`csrf_exempt`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import open_to_all
from sanxin.kernel.refusals import Refused
from sanxin.public.limits import MOST_SENT, MOST_WRONG, limiter
from sanxin.public.models import PublicDoor

View = Callable[..., HttpResponse]


def stranger(*methods: str) -> Callable[[View], View]:
    """Open to everybody, counted without an address."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @keyless("a number drawn with the form makes it happen once")
        @open_to_all(*methods)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = _answered(request, view, *args, **kwargs)
            if not answer.has_header("Cache-Control"):
                add_never_cache_headers(answer)
            return answer

        return guarded

    return decorate


def _answered(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "POST" and not limiter.allows(request, "send", MOST_SENT):
        return say(request, "busy", status=429)
    try:
        return view(request, *args, **kwargs)
    except Refused as refusal:
        return say(request, "refused", status=422, refusal=refusal)


def at_door(*methods: str) -> Callable[[View], View]:
    """The same, for pages of one door."""

    def decorate(view: View) -> View:
        @stranger(*methods)
        @wraps(view)
        def found(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            door = PublicDoor.objects.with_names().filter(code=code.strip().lower()).first()
            if door is None:
                return unknown(request)
            return view(request, door, *args, **kwargs)

        return found

    return decorate


def unknown(request: HttpRequest) -> HttpResponse:
    if not limiter.allows(request, "wrong", MOST_WRONG):
        return say(request, "busy", status=429)
    return say(request, "unknown", status=404)


def say(request: HttpRequest, what: str, *, status: int, **context: object) -> HttpResponse:
    return render(request, "public/door/said.html", {"what": what, **context}, status=status)
