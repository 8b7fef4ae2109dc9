"""The kinds of need an office sorts by, kept by its section heads."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import Role
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import needs
from sanxin.service.models import NeedKind
from sanxin.service.queries.members import headed_desk
from sanxin.service.queries.needs import all_kinds_of
from sanxin.service.views.member_help_forms import KindForm

HEADS = frozenset({Role.SECTION_HEAD})


@policy(HEADS, "GET", "POST")
@once
def need_kinds(request: StaffRequest) -> HttpResponse:
    office, form = _office(request), KindForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            needs.add_kind(office, name=form.cleaned_data["name"], by=request.user.person, at=clock.now())
            messages.success(request, _("加上了。"))
            return redirect("service:need_kinds")
        except Refused as refusal:
            form.refuse(refusal)
    kinds = all_kinds_of(office)
    context = {"kinds": kinds, "form": form, "entries": timeline(*(kind.pk for kind in kinds))}
    return render(request, "service/members/kinds.html", context, status=422 if form.is_bound else 200)


@policy(HEADS, "POST")
@once
def retire_kind(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, needs.retire_kind, _("停用了；已经这样登记的不变。"))


@policy(HEADS, "POST")
@once
def restore_kind(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, needs.restore_kind, _("恢复了。"))


def _done(request: StaffRequest, pk: UUID, verb: Callable[..., object], said: str) -> HttpResponse:
    """The first kinds are written the first time one of them is touched."""
    office = _office(request)
    needs.settle_kinds(office)
    mine = NeedKind.objects.filter(office__in=request.user.person.sight.headed_offices)
    verb(get_object_or_404(mine, pk=pk), by=request.user.person, at=clock.now())
    messages.success(request, said)
    return redirect("service:need_kinds")


def _office(request: StaffRequest) -> Unit:
    office = headed_desk(request.user.person)
    if office is None:
        raise NotAllowed("service.need.not_head", _("困难类型由科室负责人来定。"))
    return office
