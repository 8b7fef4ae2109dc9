"""The office's bulletins: the list, one of them, drafting and editing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.public import events
from sanxin.public.actions import bulletins as actions
from sanxin.public.forms.bulletins import BulletinForm, NewBulletinForm
from sanxin.public.models import Bulletin
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.queries.bulletin_list import narrowed, with_reads
from sanxin.public.queries.figures import rows_of
from sanxin.public.rules.bulletins import check_may_be_changed
from sanxin.public.views.asking import ask
from sanxin.public.views.bulletin_context import context_of, lights_of, tabs_of
from sanxin.service.queries.places import Places


@policy(OFFICE)
def bulletins(request: StaffRequest) -> HttpResponse:
    page, sight = page_of(_rows(request), request), request.user.person.sight
    context = {
        "page": page,
        "rows": [(row, *lights_of(row)) for row in page],
        "tabs": tabs_of(_stage(request)),
        "stage": _stage(request),
        "may_write": bool(sight.desk_offices),
        "may_keep_phone": bool(sight.headed_offices | sight.led_offices),
    }
    return render(request, "public/bulletins/list.html", context)


@policy(OFFICE)
def bulletins_file(request: StaffRequest) -> HttpResponseBase:
    heads = [_("状态"), _("编号"), _("标题"), _("发给"), _("说的是哪天起的事"), _("说到哪天"), _("发出"), _("打开次数")]
    return export(request, events.BULLETINS, heads, _cells(request))


def _cells(request: StaffRequest) -> Iterator[list[Any]]:
    for row in _rows(request):
        told = "、".join(str(place) for place in row.places.all()) or _("全部")
        yield [
            str(row.get_stage_display()),
            row.code,
            row.title,
            told,
            row.since,
            row.until,
            row.published_on,
            row.opened or 0,
        ]


@policy(OFFICE)
def bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_bulletin(request, pk)
    return render(request, "public/bulletins/bulletin.html", context_of(found, request.user.person))


@policy(DESK, "GET", "POST")
@once
def new_bulletin(request: StaffRequest) -> HttpResponse:
    """The month before, unless other days are said."""
    person = request.user.person
    office = get_object_or_404(Unit, pk=person.sight.own_office)
    permissions.check_may_write(person, office.id)
    since, until = _last_month(clock.today())
    known = Places(tuple(person.sight.counties))
    form = NewBulletinForm(request.POST or None, known=known, initial={"since": since, "until": until})
    return ask(
        request,
        form,
        lambda said: actions.begin(office, **said, by=person, at=clock.now()),
        template="public/bulletins/new.html",
        said=_("写好了开头，接着改。"),
        back=lambda made: reverse("public:edit_bulletin", args=[made.pk]),
        context={"places": known},
    )


@policy(DESK, "GET", "POST")
@once
def edit_bulletin(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find_bulletin(request, pk), request.user.person
    permissions.check_may_write(person, found.office_id)
    check_may_be_changed(found.may_be_changed)
    known = Places(tuple(person.sight.counties))
    form, context = BulletinForm(request.POST or None, bulletin=found, known=known), context_of(found, person)
    return ask(
        request,
        form,
        lambda said: actions.edit(found, content=form.content(), seen=said["seen"], by=person, at=clock.now()),
        template="public/bulletins/edit.html",
        said=_("存好了。"),
        back=lambda _made: reverse("public:bulletin", args=[pk]),
        context=context | {"figure_rows": rows_of(context["sheet"].figures)},
    )


def find_bulletin(request: StaffRequest, pk: UUID) -> Bulletin:
    return get_object_or_404(Bulletin.objects.visible_to(request.user.person).with_names(), pk=pk)


def _rows(request: StaffRequest) -> Any:
    mine = Bulletin.objects.visible_to(request.user.person).with_names()
    return with_reads(narrowed(mine, _stage(request)))


def _stage(request: StaffRequest) -> str:
    return request.GET.get("stage", "")


def _last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
