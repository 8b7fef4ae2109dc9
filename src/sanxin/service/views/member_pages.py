"""The small page of a verb about a member: one form, one button, and the way back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.requests import StaffRequest
from sanxin.service.models import Member
from sanxin.service.views.voice_forms import ActionForm


def ask(
    request: StaffRequest,
    member: Member,
    form: ActionForm,
    verb: Callable[[Mapping[str, Any]], object],
    *,
    heading: str,
    confirm: str,
    said: str,
    lead: str = "",
    kind: str = "primary",
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb and goes back to the member. A refusal keeps what was typed."""
    status = 200
    if request.method == "POST":
        refused = _attempt(form, verb)
        if refused is None:
            messages.success(request, said)
            return redirect("service:member", pk=member.pk)
        status = refused
    back = reverse("service:member", args=[member.pk])
    context = {"form": form, "member": member, "heading": heading, "lead": lead, "confirm": confirm, "back": back}
    return render(request, "service/members/verb.html", context | {"verb_kind": kind}, status=status)


def _attempt(form: ActionForm, verb: Callable[[Mapping[str, Any]], object]) -> int | None:
    """Do the verb; None if it is done, else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    try:
        verb(form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return status_of(refusal)
    return None
