"""Middleware of the whole product."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sanxin.kernel import requests
from sanxin.kernel.ids import new_id

GetResponse = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: GetResponse) -> GetResponse:
    """Give each request an id that groups the events it causes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with requests.under_id(new_id()):
            return get_response(request)

    return middleware
