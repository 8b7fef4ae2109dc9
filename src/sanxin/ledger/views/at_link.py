"""What all pages behind a link share: no cookie, nothing kept or passed on by the browser, found by no search engine.

The secret in the address is all there is. No cookie is set and none is read, so there is nothing a foreign page could
borrow, and the CSRF check has nothing to protect (`csrf_exempt`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from sanxin.kernel import clock
from sanxin.kernel.http.limits import limited
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import open_to_all
from sanxin.ledger.actions.links import find_link
from sanxin.ledger.models import LinkageLink

View = Callable[..., HttpResponse]

QUIET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def at_link(*methods: str) -> Callable[[View], View]:
    """A view of one link that holds; any other is answered with a page that says so."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @never_cache
        @open_to_all(*methods)
        @_quiet
        @limited("link")
        @once
        @wraps(view)
        def found(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            link = find_link(token)
            if link is None or not link.is_live(clock.now()):
                return _shut(request, link)
            return view(request, link, token, *args, **kwargs)

        return found

    return decorate


def _shut(request: HttpRequest, link: LinkageLink | None) -> HttpResponse:
    """Unknown, taken back, expired: each says what to do, none says what it was about."""
    if link is None:
        return render(request, "ledger/links/shut.html", {"what": "unknown"}, status=404)
    what = "revoked" if link.revoked_at else "expired"
    return render(request, "ledger/links/shut.html", {"what": what}, status=410)


def _quiet(view: View) -> View:
    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        for name, value in QUIET.items():
            answer.headers[name] = value
        return answer

    return quiet
