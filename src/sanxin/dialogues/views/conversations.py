"""Conversations: the list, one of them, its QR and its sheet to print."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.dialogues import events
from sanxin.dialogues.forms.conversations import ConversationFilters
from sanxin.dialogues.models import Conversation
from sanxin.dialogues.queries.addresses import address_of, qr_svg
from sanxin.dialogues.queries.lights import light_of
from sanxin.dialogues.queries.lists import with_counts
from sanxin.dialogues.views.common import find_conversation
from sanxin.dialogues.views.conversation_context import context_of
from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest


@policy(OFFICE)
def conversations(request: StaffRequest) -> HttpResponse:
    filters, rows = _asked(request)
    page = page_of(rows, request)
    may_keep = bool(request.user.person.sight.desk_offices)
    if not page.paginator.count and not filters.is_set:
        return render(request, "dialogues/conversations/empty.html", {"ways": _ways(may_keep), "tabs": tabs_of(0)})
    lines = [(row, light_of(row, clock.now())) for row in page]
    file_url = f"{reverse('dialogues:conversations_file')}?{request.GET.urlencode()}"
    context = {"page": page, "lines": lines, "filters": filters, "may_keep": may_keep}
    context |= {"file_url": file_url, "tabs": tabs_of(0)}
    return render(request, "dialogues/conversations/conversations.html", context)


@policy(OFFICE)
def conversations_file(request: StaffRequest) -> HttpResponseBase:
    _filters, rows = _asked(request)
    heads = [_("状态"), _("议题"), _("问大家什么"), _("表态的人"), _("说法"), _("协商"), _("从"), _("到"), _("谁写的")]
    return export(request, events.CONVERSATIONS, heads, _cells(rows))


@policy(OFFICE)
def conversation(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_conversation(request, pk)
    context = context_of(found, request.user.person) | {"address": address_of(found, request)}
    return render(request, "dialogues/conversations/conversation.html", context)


@policy(OFFICE)
def qr(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The QR as a picture: in the page, on the sheet, or saved for a poster."""
    address = address_of(find_conversation(request, pk), request)
    answer = HttpResponse(qr_svg(address), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@policy(OFFICE)
def sheet(request: StaffRequest, pk: UUID) -> HttpResponse:
    """A4 to pin up in the village."""
    found = find_conversation(request, pk)
    context = {"conversation": found, "address": address_of(found, request)}
    return render(request, "dialogues/conversations/sheet.html", context)


def tabs_of(current: int) -> list[dict[str, Any]]:
    pages = ((_("议题"), "conversations"), (_("协商"), "dialogues"))
    return [
        {"label": label, "url": reverse(f"dialogues:{name}"), "current": number == current}
        for number, (label, name) in enumerate(pages)
    ]


def _asked(request: StaffRequest) -> tuple[ConversationFilters, QuerySet[Conversation]]:
    filters = ConversationFilters(request.GET)
    rows = Conversation.objects.visible_to(request.user.person).in_state(filters.said("state"), clock.now())
    if words := filters.said("q"):
        rows = rows.filter(Q(title__icontains=words) | Q(question__icontains=words))
    return filters, with_counts(rows).with_names()  # type: ignore[attr-defined]


def _cells(rows: QuerySet[Conversation]) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=500):
        got: Any = row
        light = light_of(row, clock.now())
        counts = [got.people, got.shown, got.talks]
        yield [light.word, row.title, row.question, *counts, row.opens_at, row.closes_at, str(row.made_by)]


def _ways(may_keep: bool) -> list[dict[str, Any]]:
    begin = {
        "title": _("自己写一个"),
        "text": _("写一个问题、十来条说法，发个码给村里。大家匿名说赞成还是不赞成，也可以添自己的说法。"),
        "label": _("写议题") if may_keep else "",
        "icon": "plus",
        "url": reverse("dialogues:new") if may_keep else "",
        "primary": True,
    }
    seeded = {
        "title": _("从问题引出来"),
        "text": _("在问题台打开一个说法不一的问题，点“引出说法”，群众的原话就成了可以表态的说法。"),
    }
    return [begin, seeded]
