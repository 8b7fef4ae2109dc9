"""Progress and measures."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import measures, progress
from sanxin.ledger.actions.evidence import file_evidence
from sanxin.ledger.forms.work import DoneForm, MeasureForm, ProgressForm
from sanxin.ledger.models import Item, Measure
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def note_progress(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        ProgressForm(request.POST or None),
        lambda data: progress.note_progress(item, by=person, text=data["text"], at=clock.now()),
        heading=_("填进展"),
        confirm=_("记下"),
        said=_("进展记下了。"),
    )


@policy(WORKERS, "GET", "POST")
@once
def add_measure(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        MeasureForm(request.POST or None, item=item, initial={"due_on": item.due_on, "person": person.pk}),
        lambda data: measures.add_measure(
            item,
            by=person,
            what=data["what"],
            due_on=data["due_on"],
            person=data["person"],
            unit=data["unit"],
            at=clock.now(),
        ),
        heading=_("加一项措施"),
        lead=_("一项措施一个人或一个单位、一个日子。"),
        confirm=_("加上"),
        said=_("措施加上了。"),
    )


@policy(WORKERS, "GET", "POST")
@once
def complete_measure(request: StaffRequest, pk: UUID) -> HttpResponse:
    visible = Item.objects.visible_by_id_to(request.user.person)
    measure = get_object_or_404(Measure.objects.filter(item__in=visible).with_names(), pk=pk)
    item = visible_item(request, measure.item_id)
    measure.item = item
    person = request.user.person

    def complete(data: Mapping[str, Any]) -> None:
        if data["upload"]:
            file_evidence(
                item, by=person, upload=data["upload"], at=clock.now(), caption=data["note"][:120], measure=measure
            )
        measures.complete_measure(measure, by=person, at=clock.now(), note=data["note"])

    return ask(
        request,
        item,
        DoneForm(request.POST or None, request.FILES or None),
        complete,
        heading=_("措施 {order} 办完了").format(order=measure.order),
        lead=measure.what,
        confirm=_("记为办完"),
        said=_("措施 {order} 记为办完。").format(order=measure.order),
    )
