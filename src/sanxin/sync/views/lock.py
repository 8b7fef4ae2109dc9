"""The PIN of a phone: the page that asks for it, and the spare key the office has for who forgot theirs."""

import base64
import hmac
import secrets

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from sanxin.fieldwork.roles import VISITORS
from sanxin.kernel.http.once import keyless
from sanxin.kernel.http.policy import open_to_all, policy
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest


@open_to_all("GET")
def lock(request: HttpRequest) -> HttpResponse:
    """Kept by the phone, since it must open without a signal; nothing of anybody stands on it."""
    return render(request, "sync/lock.html")


@policy(VISITORS, "POST")
@keyless("nothing is written: every answer is another key")
def spare(request: StaffRequest) -> JsonResponse:
    """A name for a new lock and the spare key that belongs to it; the phone uses it at once and forgets it."""
    name = secrets.token_hex(16)
    told = {"lock": name, "key": spare_key(name, request.user.person)}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@policy(VISITORS)
@reauthentication_required
def rescue(request: StaffRequest) -> HttpResponse:
    """The spare key again, for whoever has just shown once more who they are."""
    context = {"spare": spare_key(request.GET.get("lock", ""), request.user.person)}
    answer = render(request, "sync/lock.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def spare_key(name: str, person: Person) -> str:
    """256 bits, base64. Not stored: whoever has the field key and both names has it again."""
    told = f"sync.lock|{person.pk}|{name}".encode()
    return base64.b64encode(hmac.digest(settings.FIELD_KEY.encode(), told, "sha256")).decode()
