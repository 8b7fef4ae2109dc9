"""What all pages for those who answer share: no cookie, few bytes, words instead of errors, no copy kept.

No cookie is set and none is read, so there is nothing a foreign page could borrow and the CSRF check has nothing to
protect (`csrf_exempt`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from sanxin.dialogues.limits import MOST_SENT, MOST_WRONG, limiter
from sanxin.dialogues.models import Conversation
from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import open_to_all
from sanxin.kernel.refusals import Refused

View = Callable[..., HttpResponse]


def at_link(*methods: str) -> Callable[[View], View]:
    """Open to everybody, found by code, counted without an address. What is still being written is not there."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @never_cache
        @gzip_page
        @keyless("the key drawn with the form makes each answer count once")
        @open_to_all(*methods)
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            rows = Conversation.objects.with_names().filter(opening__isnull=False)
            conversation = rows.filter(code=code.strip().lower()).first()
            if conversation is None:
                return _unknown(request)
            if request.method == "POST" and not limiter.allows(request, "send", MOST_SENT):
                return say(request, "busy", status=429, conversation=conversation)
            try:
                return view(request, conversation, *args, **kwargs)
            except Refused as refusal:
                return say(request, "refused", status=422, conversation=conversation, refusal=refusal)

        return guarded

    return decorate


def _unknown(request: HttpRequest) -> HttpResponse:
    if not limiter.allows(request, "wrong", MOST_WRONG):
        return say(request, "busy", status=429)
    return say(request, "unknown", status=404)


def say(request: HttpRequest, what: str, *, status: int, **context: object) -> HttpResponse:
    return render(request, "dialogues/voting/said.html", {"what": what, **context}, status=status)
