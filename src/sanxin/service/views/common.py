"""What the views of questions and cards share: finding through the person's eyes, the small page of a verb."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.ids import NIL
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.models import AnswerCard, Question
from sanxin.service.views.voice_forms import ActionForm


def find_question(request: StaffRequest, pk: UUID) -> Question:
    rows = Question.objects.visible_to(request.user.person).with_names()
    return get_object_or_404(rows, pk=pk)


def find_card(request: StaffRequest, pk: UUID) -> AnswerCard:
    rows = AnswerCard.objects.visible_to(request.user.person).select_related("owner", "office", "retirement__by")
    return get_object_or_404(rows, pk=pk)


def my_office(person: Person) -> Unit:
    """The desk one works at, the first in the tree if there are several."""
    return Unit.objects.get(pk=person.sight.own_office or NIL)


def ask(
    request: StaffRequest,
    form: ActionForm,
    verb: Callable[[Mapping[str, Any]], object],
    *,
    heading: str,
    confirm: str,
    said: str,
    back: str,
    crumbs: list[dict[str, str]],
    lead: str = "",
    template: str = "service/verb.html",
    extra: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb and goes back. A refusal keeps what was typed."""
    status = 200
    if request.method == "POST":
        refused = attempt(form, verb, seen=seen)
        if refused is None:
            messages.success(request, said)
            return redirect(back)
        status = refused
    context = {"form": form, "heading": heading, "lead": lead, "confirm": confirm, "back": back, "crumbs": crumbs}
    return render(request, template, context | dict(extra or {}), status=status)


def attempt(form: ActionForm, verb: Callable[[Mapping[str, Any]], object], *, seen: int | None = None) -> int | None:
    """Do the verb; None if it is done, else the status of the page that says why not.

    `seen`: the version to send next time, once somebody has read that they were overtaken.
    """
    if not form.is_valid():
        return 422
    try:
        verb(form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        if isinstance(refusal, Overtaken) and seen is not None:
            form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]
        return status_of(refusal)
    return None
