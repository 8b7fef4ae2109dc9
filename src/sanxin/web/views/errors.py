"""Pages for what went wrong, in the product's own words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "csrf.html", status=403)
