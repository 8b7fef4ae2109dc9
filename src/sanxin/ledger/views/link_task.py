"""The one task behind a link: taken on, answered with files, handed back, put off."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions import linkage_extensions, linkages
from sanxin.ledger.forms.deadlines import ExtensionForm
from sanxin.ledger.forms.items import ReasonForm
from sanxin.ledger.forms.linkages import AnswerForm
from sanxin.ledger.models import Linkage, LinkageLink
from sanxin.ledger.queries.days import counting
from sanxin.ledger.queries.linkage_list import light_of_linkage
from sanxin.ledger.views.at_link import at_link

HERE = "../"
"""Back to the task, without its secret in what is kept of the answer."""


@at_link("GET")
def task(request: HttpRequest, link: LinkageLink, token: str) -> HttpResponse:
    return _page(request, link, token)


@at_link("POST")
def accept(request: HttpRequest, link: LinkageLink, token: str) -> HttpResponse:
    try:
        linkages.accept_linkage(link.linkage, by=link, at=clock.now())
    except Refused as refusal:
        return _page(request, link, token, refusal=refusal)
    return HttpResponseRedirect(HERE)


@at_link("POST")
def answer(request: HttpRequest, link: LinkageLink, token: str) -> HttpResponse:
    form = AnswerForm(request.POST, request.FILES)
    return _attempt(
        request,
        link,
        token,
        {"answer_form": form},
        lambda data: linkages.answer_linkage(
            link.linkage, by=link, account=data["account"], uploads=data["uploads"], at=clock.now()
        ),
    )


@at_link("POST")
def hand_back(request: HttpRequest, link: LinkageLink, token: str) -> HttpResponse:
    return _attempt(
        request,
        link,
        token,
        {"back_form": _back_form(request.POST)},
        lambda data: linkages.hand_back_linkage(link.linkage, by=link, reason=data["reason"], at=clock.now()),
    )


@at_link("POST")
def ask_for_time(request: HttpRequest, link: LinkageLink, token: str) -> HttpResponse:
    return _attempt(
        request,
        link,
        token,
        {"time_form": ExtensionForm(request.POST, prefix="time")},
        lambda data: linkage_extensions.ask_for_time(
            link.linkage, by=link, wanted_on=data["wanted_on"], reason=data["reason"], at=clock.now()
        ),
    )


def _attempt(
    request: HttpRequest,
    link: LinkageLink,
    token: str,
    bound: dict[str, forms.Form],
    verb: Callable[[Mapping[str, Any]], object],
) -> HttpResponse:
    """Done, and back to the task; or the same page with what was typed and why not."""
    (form,) = bound.values()
    if not form.is_valid():
        return _page(request, link, token, bound=bound, status=422)
    try:
        verb(form.cleaned_data)
    except Refused as refusal:
        if refusal.field in form.fields:
            form.add_error(refusal.field, refusal.sentence)
            return _page(request, link, token, bound=bound, status=status_of(refusal))
        return _page(request, link, token, bound=bound, refusal=refusal)
    return HttpResponseRedirect(HERE)


def _page(
    request: HttpRequest,
    link: LinkageLink,
    token: str,
    *,
    bound: Mapping[str, forms.Form] | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """What was asked, by which office, until when; what was said to it. Nothing else of the item."""
    linkage = Linkage.objects.with_names().select_related("item__office").get(pk=link.linkage_id)
    today = clock.today()
    extension = linkage.extensions.select_related("decision").order_by("-order").first()
    context = {
        "token": token,
        "link": link,
        "linkage": linkage,
        "item": linkage.item,
        "light": light_of_linkage(linkage, counting(calendar_of(linkage.item.county_id), today)),
        "is_waiting": not linkage.is_settled and linkage.item.is_open,
        "extension": extension,
        "may_ask_time": today <= linkage.due_on and (extension is None or hasattr(extension, "decision")),
        "files": [row.attachment.name for row in linkage.evidence.select_related("attachment")],
        "answer_form": AnswerForm(),
        "back_form": _back_form(None),
        "time_form": ExtensionForm(prefix="time"),
        "refusal": refusal,
        **(bound or {}),
    }
    return render(request, "ledger/links/task.html", context, status=status_of(refusal) if refusal else status)


def _back_form(data: Mapping[str, Any] | None) -> ReasonForm:
    hint = _("该找哪个单位，一并写上。")
    return ReasonForm(data, prefix="back", label=_("为什么不归本单位"), hint=hint)
