"""Letting an item rest, and going on."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.ledger.actions import suspensions
from sanxin.ledger.forms.base import VerbForm
from sanxin.ledger.forms.deadlines import SuspensionForm
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(OFFICE, "GET", "POST")
@once
def suspend(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        SuspensionForm(request.POST or None, initial={"seen": item.version}),
        lambda data: suspensions.suspend(
            item, by=person, until=data["until"], reason=data["reason"], at=clock.now(), seen=data["seen"]
        ),
        heading=_("暂停"),
        lead=_("季节、政策、资金没到，眼下办不了的，先停一停。"),
        confirm=_("暂停"),
        said=_("暂停了，期限顺延。"),
    )


@policy(OFFICE, "GET", "POST")
@once
def resume(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        VerbForm(request.POST or None, initial={"seen": item.version}),
        lambda data: suspensions.resume(item, by=person, at=clock.now(), seen=data["seen"]),
        heading=_("现在恢复"),
        lead=_("期限只顺延真正停下的工作日。"),
        confirm=_("恢复办理"),
        said=_("恢复办理了。"),
    )
