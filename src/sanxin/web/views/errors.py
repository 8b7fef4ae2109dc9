"""Pages for what went wrong, in the product's own words."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from sanxin.kernel.http.policy import open_to_all


@open_to_all("GET", "POST")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@open_to_all("GET", "POST")
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@open_to_all("GET", "POST")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@open_to_all("GET", "POST")
def server_error(request: HttpRequest) -> HttpResponse:
    """A full disk or an unreachable database is a 503 that says nothing was stored; all else a 500.

    Neither page asks the database for anything.
    """
    trouble = sys.exc_info()[1]
    if isinstance(trouble, OperationalError | OSError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "csrf.html", status=403)
