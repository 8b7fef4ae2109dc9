"""The small page of a verb: what will happen, what to fill in, one button. All verbs of the ledger share it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.standing import what_stands
from sanxin.ledger.models import Item
from sanxin.people.requests import StaffRequest

OVERTAKEN = 409


def visible_item(request: StaffRequest, pk: UUID) -> Item:
    """An item through this person's eyes; a stranger's is a 404."""
    items = Item.objects.visible_by_id_to(request.user.person)
    return get_object_or_404(items.select_related("owner", "section", "verifier", "place__parent"), pk=pk)


def ask(
    request: StaffRequest,
    item: Item,
    form: forms.Form,
    verb: Callable[[Mapping[str, Any]], object],
    *,
    heading: str,
    confirm: str,
    said: str,
    lead: str = "",
    kind: str = "primary",
    filled: bool = False,
    extra: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb and goes back to the item. A refusal keeps what was typed.

    `filled`: the form shows what stands, so whoever was overtaken sees beside their own words how it stands now.
    """
    status = 200
    if request.method == "POST":
        refused = attempt(request, form, verb, item=item)
        if refused is None:
            messages.success(request, said)
            return redirect("ledger:item", item.pk)
        status = refused
    context = {
        "item": item,
        "form": form,
        "heading": heading,
        "lead": lead,
        "confirm": confirm,
        "confirm_kind": kind,
        "has_files": form.is_multipart(),
        "overtaken": status == OVERTAKEN,
        "stands": what_stands(form) if filled and status == OVERTAKEN else [],
        **(extra or {}),
    }
    return render(request, "ledger/verb.html", context, status=status)


def attempt(
    request: StaffRequest, form: forms.Form, verb: Callable[[Mapping[str, Any]], object], *, item: Item
) -> int | None:
    """Do the verb; None if it is done, else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    try:
        verb(form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        _put_on(form, refusal, item)
        return status_of(refusal)
    return None


def _put_on(form: forms.Form, refusal: Refused, item: Item) -> None:
    """Beside the field to mend, else above the fields. Who was overtaken has now read why, and may send again."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)
    if isinstance(refusal, Overtaken):
        version = Item.objects.values_list("version", flat=True).get(pk=item.pk)
        form.data = {**form.data.dict(), "seen": version} if isinstance(form.data, QueryDict) else form.data
