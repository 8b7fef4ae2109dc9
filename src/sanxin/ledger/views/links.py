"""Giving a department without an account its link: made, made anew, taken back. It is shown once."""

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import links
from sanxin.ledger.forms.linkages import LinkForm
from sanxin.ledger.models import Linkage
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def issue(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    form = LinkForm(request.POST or None, initial={"holder": _holder(found), "days": settings.LINKAGE_LINK_DAYS})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            issued = links.issue_link(
                found, holder=told["holder"], days=told["days"], by=request.user.person, at=clock.now()
            )
            return _shown(request, found, issued)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            status = status_of(refusal)
    context = {
        "item": found.item,
        "linkage": found,
        "form": form,
        "held": found.links.live(clock.now()).first(),
    }
    return render(request, "ledger/links/new.html", context, status=status)


@policy(WORKERS, "POST")
@once
def revoke(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    links.revoke_link(found, by=request.user.person, at=clock.now())
    messages.success(request, _("收回了，那条链接打不开了。"))
    return redirect("ledger:linkage", found.pk)


def _shown(request: StaffRequest, linkage: Linkage, issued: links.Issued) -> HttpResponse:
    """The only time it can be read; so the answer is kept by nobody on the way."""
    address = request.build_absolute_uri(reverse("link:task", args=[issued.secret]))
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=4, dark="#000", light="#fff")
    context = {"item": linkage.item, "linkage": linkage, "link": issued.link, "address": address, "picture": picture}
    answer = render(request, "ledger/links/shown.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _holder(linkage: Linkage) -> str:
    return f"{linkage.unit} {linkage.contact}".strip()[:60]


def _visible(request: StaffRequest, pk: UUID) -> Linkage:
    rows = Linkage.objects.visible_to(request.user.person).select_related("unit", "item__office")
    return get_object_or_404(rows, pk=pk)
