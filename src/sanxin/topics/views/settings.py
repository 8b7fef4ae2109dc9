"""Fields of concern and the limit of visits, kept by the section heads."""

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
from sanxin.kernel.roles import OFFICE, Role
from sanxin.people.requests import StaffRequest
from sanxin.topics.actions import fields as actions
from sanxin.topics.forms.base import VerbForm
from sanxin.topics.forms.fields import FieldForm, LimitForm, RenameFieldForm, SeenForm
from sanxin.topics.models import FieldOfConcern
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.fields import all_fields_of, limit_of
from sanxin.topics.rules.fields import limit_id
from sanxin.topics.views.common import attempt, my_office

HEADS = frozenset({Role.SECTION_HEAD})


@policy(OFFICE)
def settings(request: StaffRequest) -> HttpResponse:
    return _page(request)


@policy(HEADS, "POST")
@once
def add_field(request: StaffRequest) -> HttpResponse:
    office, form = my_office(request), FieldForm(request.POST)
    permissions.check_may_keep(office.id, request.user.person)
    refused = attempt(
        form, lambda data: actions.add_field(office, name=data["name"], by=request.user.person, at=clock.now())
    )
    return _done(request, _("加上了。")) if refused is None else _page(request, add_form=form, status=refused)


@policy(HEADS, "POST")
@once
def rename_field(request: StaffRequest, pk: UUID) -> HttpResponse:
    field, form = _find(request, pk), RenameFieldForm(request.POST)
    refused = attempt(form, lambda data: actions.rename_field(field, **data, by=request.user.person, at=clock.now()))
    if refused is None:
        return _done(request, _("改好了。"))
    return _page(request, renaming=(field.pk, form), status=refused)


@policy(HEADS, "POST")
@once
def retire_field(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _with_seen(request, pk, actions.retire_field, _("停用了；已经在它下面的课题不变。"))


@policy(HEADS, "POST")
@once
def restore_field(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _with_seen(request, pk, actions.restore_field, _("恢复了。"))


@policy(HEADS, "POST")
@once
def set_limit(request: StaffRequest) -> HttpResponse:
    office, form = my_office(request), LimitForm(request.POST)
    permissions.check_may_keep(office.id, request.user.person)
    refused = attempt(
        form,
        lambda data: actions.set_village_limit(office, topics=data["topics"], by=request.user.person, at=clock.now()),
    )
    return _done(request, _("定了。")) if refused is None else _page(request, limit_form=form, status=refused)


def _with_seen(request: StaffRequest, pk: UUID, verb: Callable[..., object], said: str) -> HttpResponse:
    field, form = _find(request, pk), SeenForm(request.POST)
    refused = attempt(form, lambda data: verb(field, seen=data["seen"], by=request.user.person, at=clock.now()))
    return _done(request, said) if refused is None else _page(request, add_form=form, status=refused)


def _find(request: StaffRequest, pk: UUID) -> FieldOfConcern:
    """Through the person's eyes; the first fields are written the first time one of them is touched."""
    office = my_office(request)
    permissions.check_may_keep(office.id, request.user.person)
    actions.settle_first_fields(office)
    return get_object_or_404(FieldOfConcern.objects.visible_to(request.user.person), pk=pk)


def _done(request: StaffRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("topics:settings")


def _page(
    request: StaffRequest,
    *,
    add_form: VerbForm | None = None,
    limit_form: VerbForm | None = None,
    renaming: tuple[UUID, VerbForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    office = my_office(request)
    fields = all_fields_of(office)
    wanted, bad_form = renaming or (None, None)
    rows = [
        (
            one,
            bad_form
            if one.pk == wanted
            else RenameFieldForm(initial={"name": one.name, "seen": one.version}, auto_id=f"id_{one.pk}_%s"),
        )
        for one in fields
    ]
    context = {
        "rows": rows,
        "add_form": add_form or FieldForm(),
        "limit_form": limit_form or LimitForm(initial={"topics": limit_of(office.id)}),
        "limit": limit_of(office.id),
        "may_keep": permissions.may_keep(office.id, request.user.person),
        "entries": timeline(limit_id(office.id), *(one.pk for one in fields)),
    }
    return render(request, "topics/settings/settings.html", context, status=status)
