"""What the views of this room share: finding through the person's eyes, the small page of a verb."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.dialogues.forms.base import VerbForm
from sanxin.dialogues.models import Conversation, Dialogue, Statement
from sanxin.dialogues.permissions.conversations import check_may_keep
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.requests import StaffRequest

Crumb = dict[str, str]


def find_conversation(request: StaffRequest, pk: UUID) -> Conversation:
    rows = Conversation.objects.visible_to(request.user.person).with_names()
    return get_object_or_404(rows, pk=pk)


def keep_conversation(request: StaffRequest, pk: UUID) -> Conversation:
    """For the desk alone."""
    found = find_conversation(request, pk)
    check_may_keep(request.user.person, found.office_id)
    return found


def keep_statement(request: StaffRequest, pk: UUID) -> Statement:
    mine = Conversation.objects.visible_to(request.user.person)
    rows = Statement.objects.filter(conversation__in=mine).select_related("conversation__office")
    found = get_object_or_404(rows, pk=pk)
    check_may_keep(request.user.person, found.conversation.office_id)
    return found


def find_dialogue(request: StaffRequest, pk: UUID) -> Dialogue:
    rows = Dialogue.objects.visible_to(request.user.person).with_names()
    return get_object_or_404(rows, pk=pk)


def keep_dialogue(request: StaffRequest, pk: UUID) -> Dialogue:
    found = find_dialogue(request, pk)
    check_may_keep(request.user.person, found.conversation.office_id)
    return found


def crumbs_of(conversation: Conversation | None = None) -> list[Crumb]:
    crumbs = [{"label": _("大家怎么看"), "url": reverse("dialogues:conversations")}]
    if conversation is not None:
        crumbs.append({"label": conversation.title, "url": page_of_conversation(conversation)})
    return crumbs


def page_of_conversation(conversation: Conversation) -> str:
    return reverse("dialogues:conversation", args=[conversation.pk])


def ask(
    request: StaffRequest,
    form: VerbForm,
    verb: Callable[[], str],
    *,
    heading: str,
    confirm: str,
    said: str,
    back: str,
    crumbs: list[Crumb],
    lead: str = "",
    extra: Mapping[str, Any] | None = None,
    template: str = "dialogues/verb.html",
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb and goes where it says. A refusal keeps what was typed."""
    status = 200
    if request.method == "POST":
        refused, onward = _attempt(form, verb)
        if not refused:
            messages.success(request, said)
            return redirect(onward)
        status = refused
    context = {"form": form, "heading": heading, "lead": lead, "confirm": confirm, "back": back, "crumbs": crumbs}
    return render(request, template, context | dict(extra or {}), status=status)


def _attempt(form: VerbForm, verb: Callable[[], str]) -> tuple[int, str]:
    """0 and where to go if it is done, else the status of the page that says why not."""
    if not form.is_valid():
        return 422, ""
    try:
        return 0, verb()
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return status_of(refusal), ""


def seen(request: StaffRequest) -> int:
    """The version the page was drawn from; without one nothing fits."""
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0
