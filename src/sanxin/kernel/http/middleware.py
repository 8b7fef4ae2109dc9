"""The gate every request passes: policy before the view, refusals made into pages after it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from sanxin.kernel.http.back import came_from
from sanxin.kernel.http.limits import ROUTES, TooMany, count, too_many
from sanxin.kernel.http.policy import Policy
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.sheets.limits import FILE_BYTES

GetResponse = Callable[[HttpRequest], HttpResponse]

THIRD_PARTY = ("allauth.",)
"""Apps that check for themselves who may call them; docs/decisions/0004 lists their pages."""


LARGEST = 10
"""So many attachments of the largest kind may come with one form: photographs of a visit, evidence."""


class size_gate(MiddlewareMixin):  # noqa: N801 - named like the other middleware, which are functions
    """Refuse what is larger than any form of ours before a byte of it is read: the disk is everybody's.

    Stands before the CSRF check, which reads the whole body, whoever sends it.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        most = max(FILE_BYTES, LARGEST * settings.ATTACHMENT_MAX_BYTES)
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if sent.isdecimal() and int(sent) <= most:
            return None
        words = _("一次最多交 %(most)d MB，这次超过了，没有收。请压缩，或者分成几次交。") % {"most": most // 1024**2}
        return render(request, "refused.html", {"refusal": words}, status=413)


class policy_gate(MiddlewareMixin):  # noqa: N801
    """Refuse a view without a policy, a stranger, a person without the role, a method not foreseen, a flood."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        rule: Policy | None = getattr(view, "policy", None)
        if rule is None:
            if view.__module__.startswith(THIRD_PARTY):
                return None
            raise RuntimeError(f"{view.__module__}.{view.__name__} has no policy")
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")  # PostgreSQL takes none, and nobody types one
        if request.method not in rule.methods:
            return _not_so(request, rule)
        if rule.signed_in and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if rule.signed_in and rule.roles.isdisjoint(request.user.person.sight.roles):  # type: ignore[union-attr]
            return render(request, "403.html", status=403)
        return _counted(request)


class refusals_as_pages(MiddlewareMixin):  # noqa: N801
    """A refusal a view did not catch still ends as a sentence, with the right status."""

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, TooMany):
            return too_many(request, problem)
        if not isinstance(problem, Refused):
            return None
        context = {"refusal": problem.sentence, "back": came_from(request)}
        return render(request, "refused.html", context, status=status_of(problem))


def _not_so(request: HttpRequest, rule: Policy) -> HttpResponse:
    """Opened like a page where a button must be pressed: after signing in anew, or from the list of pages visited."""
    allowed = sorted(rule.methods)
    if request.method != "GET":
        return HttpResponseNotAllowed(allowed)
    answer = render(request, "405.html", status=405)
    answer.headers["Allow"] = ", ".join(allowed)
    return answer


def _counted(request: HttpRequest) -> HttpResponse | None:
    route = request.resolver_match.view_name if request.resolver_match else ""
    if name := ROUTES.get(route):
        try:
            count(request, name)
        except TooMany as problem:
            return too_many(request, problem)
    return None


def status_of(problem: Refused) -> int:
    if isinstance(problem, NotAllowed):
        return 403
    return 409 if isinstance(problem, Overtaken) else 422
