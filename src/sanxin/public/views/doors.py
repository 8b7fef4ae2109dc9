"""The office's doors: the list, one door with its QR, the sheet to print, what came; opening and shutting."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.attachments import serve
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.public import events
from sanxin.public.actions import doors as actions
from sanxin.public.forms.doors import NewDoorsForm
from sanxin.public.models import Addition, PublicDoor, VoiceReceipt
from sanxin.public.permissions.doors import may_keep
from sanxin.public.queries.doors import address_of, qr_svg
from sanxin.public.queries.numbers import numbers_of
from sanxin.service.models import Voice

LATEST = 20


@policy(OFFICE)
def doors(request: StaffRequest) -> HttpResponse:
    page = page_of(_rows(request), request)
    may_open = bool(request.user.person.sight.desk_offices)
    return render(request, "public/desk/doors.html", {"page": page, "may_open": may_open, "state": _state(request)})


@policy(OFFICE)
def doors_file(request: StaffRequest) -> HttpResponseBase:
    heads = [_("状态"), _("哪里"), _("网址"), _("谁在接"), _("收到")]
    return export(request, events.DOORS, heads, _cells(request))


def _cells(request: StaffRequest) -> Iterator[list[Any]]:
    for door in _rows(request):
        state = _("开着") if door.is_open else _("停了")
        yield [state, door.where, address_of(door, _origin(request)), str(door.keeper), door.came]


@policy(DESK, "GET", "POST")
@once
def new_doors(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = NewDoorsForm(request.POST or None, person=person)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        office = get_object_or_404(Unit, pk=person.sight.own_office)
        try:
            made = actions.open_doors(office, places=form.cleaned_data["places"], by=person, at=clock.now())
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
        else:
            messages.success(request, ngettext("开了 {n} 个码。", "开了 {n} 个码。", len(made)).format(n=len(made)))
            return redirect("public:door", made[0].pk) if len(made) == 1 else redirect("public:doors")
    return render(request, "public/desk/new.html", {"form": form}, status=status)


@policy(OFFICE)
def door(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = _visible(request, pk), request.user.person
    readable = Voice.objects.visible_to(person).values("pk")
    came = VoiceReceipt.objects.filter(door=found)
    context = {
        "door": found,
        "address": address_of(found, _origin(request)),
        "may_keep": may_keep(person, found.office_id),
        "came": came.count(),
        "latest": came.filter(voice__in=readable)
        .select_related("voice", "photo")
        .prefetch_related("additions")[:LATEST],
        "numbers": numbers_of(found.office_id, clock.now()),
        "story": timeline(found.id),
    }
    return render(request, "public/desk/door.html", context)


def _with_photos(receipts: QuerySet[VoiceReceipt]) -> QuerySet[VoiceReceipt]:
    return receipts.select_related("voice").prefetch_related("additions")


@policy(DESK, "POST")
@once
def turn_door(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Shut it or open it again, as it stood when the page was read."""
    found, seen = _visible(request, pk), request.POST.get("seen", "")
    verb = actions.reopen_door if request.POST.get("to") == "open" else actions.close_door
    turned = verb(found, seen=int(seen) if seen.isdecimal() else 0, by=request.user.person, at=clock.now())
    messages.success(request, _("又开了，从现在起由您来接。") if turned.is_open else _("停了，不再收新的。"))
    return redirect("public:door", pk)


@policy(OFFICE)
def door_qr(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The QR as a picture: in the page, on the sheet, or saved for a poster."""
    answer = HttpResponse(qr_svg(address_of(_visible(request, pk), _origin(request))), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@policy(OFFICE)
def door_sheet(request: StaffRequest, pk: UUID) -> HttpResponse:
    """A4 to pin up in the village."""
    found = _visible(request, pk)
    return render(request, "public/desk/sheet.html", {"door": found, "address": address_of(found, _origin(request))})


@policy(DESK)
def photo(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The photograph handed in with something said, small with `?small`; whoever may read the words sees it."""
    readable = Voice.objects.visible_to(request.user.person).values("pk")
    rows = VoiceReceipt.objects.filter(voice__in=readable, photo__isnull=False).select_related("photo")
    receipt = get_object_or_404(rows, pk=pk)
    assert receipt.photo is not None
    return serve(receipt.photo, thumbnail="small" in request.GET, inline=True)


@policy(DESK)
def added_photo(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """One that was added later; the same people see it."""
    readable = Voice.objects.visible_to(request.user.person).values("pk")
    rows = Addition.objects.filter(receipt__voice__in=readable, photo__isnull=False).select_related("photo")
    addition = get_object_or_404(rows, pk=pk)
    assert addition.photo is not None
    return serve(addition.photo, thumbnail="small" in request.GET, inline=True)


def _rows(request: StaffRequest) -> Any:
    rows = PublicDoor.objects.visible_to(request.user.person).with_names().annotate(came=Count("receipts"))
    wanted = {"open": True, "closed": False}.get(_state(request))
    return rows if wanted is None else rows.filter(is_open=wanted)


def _state(request: StaffRequest) -> str:
    return request.GET.get("state", "")


def _visible(request: StaffRequest, pk: UUID) -> PublicDoor:
    return get_object_or_404(PublicDoor.objects.visible_to(request.user.person).with_names(), pk=pk)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
