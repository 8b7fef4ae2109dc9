"""The sign-in page: allauth's, with the name on the door and the reason why somebody is here again."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import keyless
from sanxin.people.middleware import ENDED, IDLE
from sanxin.people.queries.door import name_on_the_door


class SignIn(LoginView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if words := _why(request):
            messages.info(request, words)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"unit_name": name_on_the_door(clock.today())}


def _why(request: HttpRequest) -> str:
    """Said once: the next sign-in page is an ordinary one."""
    idle, ended = request.session.pop(IDLE, False), request.session.pop(ENDED, False)
    if ended:
        return _("您现在没有任职，已经退出。要继续用，请本单位管理员看一下您的任职。")
    if idle:
        minutes = settings.IDLE_MINUTES
        words = ngettext("{n} 分钟没有操作，已自动退出。", "{n} 分钟没有操作，已自动退出。", minutes).format(n=minutes)
        return words + (_("登录后回到刚才那一页。") if "next" in request.GET else "")
    return ""


sign_in = keyless("of a form with a password not even a hash is kept; whoever is in is led on")(SignIn.as_view())
