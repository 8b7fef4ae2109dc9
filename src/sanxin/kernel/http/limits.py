"""How often one person, or one address, may ask for what costs much or invites guessing.

    @open_to_all("GET", "POST")
    @limited("invitation")
    def accept(request: HttpRequest, token: str) -> HttpResponse: ...

Who is signed in is counted as that person, anybody else by their address: as a hash with our key that is another one
every few minutes, kept as long as it counts and nowhere else. Too often is answered with 429, a page that says until
when, and `Retry-After`. The setting `RATE_LIMITS` changes the numbers (docs/settings.md).
"""

import hmac
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.kernel.http import counts
from sanxin.kernel.queries.job_pages import span
from sanxin.kernel.refusals import Refused

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True)
class Limit:
    """At most `most` times in `seconds`; 0 is no limit."""

    name: str
    label: StrOrPromise
    """What is done, as in “… too often”."""
    most: int
    seconds: int


LIMITS = {
    limit.name: limit
    for limit in (
        Limit("entry", pgettext_lazy("limit", "打开一次性登录链接"), 60, 60),
        Limit("invitation", pgettext_lazy("limit", "打开邀请链接"), 60, 600),
        Limit("link", pgettext_lazy("limit", "打开部门的联动链接"), 240, 600),
        Limit("search", pgettext_lazy("limit", "搜索"), 120, 60),
        Limit("export", pgettext_lazy("limit", "导出"), 30, 600),
        Limit("upload", pgettext_lazy("limit", "上传文件"), 120, 600),
        Limit("sheet", pgettext_lazy("limit", "导入表格"), 30, 600),
    )
}
"""Far above what people do, and below what a script would: an office may share one address."""
ROUTES = {"search": "search"}
"""Pages of rooms above that the gate counts: route → limit."""
SETTING = re.compile(r"(?P<name>[a-z.]+)=(?P<most>\d+)/(?P<seconds>[1-9]\d*)")


class TooMany(Refused):
    """Asked too often (HTTP 429)."""

    def __init__(self, limit: Limit, wait: int) -> None:
        self.limit, self.wait = limit, wait
        told = {
            "what": limit.label,
            "most": limit.most,
            "time": span(timedelta(seconds=limit.seconds)),
            "wait": span(timedelta(seconds=wait)),
        }
        words = _("“%(what)s”太频繁了：%(time)s内最多 %(most)d 次。请过 %(wait)s再试。")
        super().__init__(f"kernel.limit.{limit.name}", words % told)


def limited(name: str) -> Callable[[V], V]:
    """Count each request to a view against a limit."""

    def decorate(view: V) -> V:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            count(request, name)
            return cast(HttpResponseBase, view(request, *args, **kwargs))

        return cast(V, counted)

    return decorate


def count(request: HttpRequest, name: str) -> None:
    """Once more by whoever asks. Raises TooMany beyond the limit."""
    limit = limits()[name]
    now = int(time.time())
    ends = (now // limit.seconds + 1) * limit.seconds
    if limit.most and counts.one_more(_key(limit, ends, _who(request)), ends=ends, now=now) > limit.most:
        raise TooMany(limit, ends - now)


def too_many(request: HttpRequest, problem: TooMany) -> HttpResponse:
    """The page that says so."""
    answer = render(request, "429.html", {"refusal": problem.sentence}, status=429)
    answer.headers["Retry-After"] = str(problem.wait)
    return answer


def limits() -> dict[str, Limit]:
    """All limits with the numbers that hold here."""
    return _with(tuple(getattr(settings, "RATE_LIMITS", ())))


@cache
def _with(changes: Iterable[str]) -> dict[str, Limit]:
    known = dict(LIMITS)
    for change in changes:
        told = SETTING.fullmatch(change)
        if told is None or told["name"] not in known:
            names = ", ".join(known)
            raise ImproperlyConfigured(f"SANXIN_RATE_LIMITS: {change!r}: 应如 search=120/60 / must be one of {names}")
        known[told["name"]] = replace(known[told["name"]], most=int(told["most"]), seconds=int(told["seconds"]))
    return known


def _who(request: HttpRequest) -> str:
    return f"person {request.user.pk}" if request.user.is_authenticated else f"address {address_of(request)}"


def address_of(request: HttpRequest) -> str:
    """Where a request came from; behind our proxy, as the proxy says. Never to be written down."""
    if settings.SECURE_PROXY_SSL_HEADER and (told := request.headers.get("X-Forwarded-For")):
        return told.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(limit: Limit, ends: int, who: str) -> str:
    """Another one in each span of time, so that nobody can be followed from one to the next."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"limit|{limit.name}|{ends}|{who}".encode(), "sha256").hex()
