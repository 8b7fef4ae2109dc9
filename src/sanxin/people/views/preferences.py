"""Choose language and theme: a POST, so that no foreign page can do it; signed in or not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import open_to_all
from sanxin.people.actions import preferences as actions
from sanxin.people.models import User

YEAR = 365 * 24 * 3600


@open_to_all("POST")
@keyless("choosing a language or theme twice chooses it once, and creates nothing")
def preferences(request: HttpRequest) -> HttpResponse:
    answer = redirect(_back(request))
    if language := request.POST.get("language"):
        actions.check_language(language)
        if isinstance(request.user, User):
            actions.speak(request.user, language=language)
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, language, httponly=True)
    if theme := request.POST.get("theme"):
        actions.check_theme(theme)
        _keep(answer, "theme", theme, httponly=False)  # a script reads it before the page is drawn
    return answer


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    if "/" not in wanted:  # `redirect` would look for a view of that name
        return "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _keep(answer: HttpResponse, name: str, value: str, *, httponly: bool) -> None:
    answer.set_cookie(
        name, value, max_age=YEAR, httponly=httponly, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
