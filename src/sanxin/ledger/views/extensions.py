"""More time: asking, and deciding."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE, WORKERS
from sanxin.ledger.actions import extensions
from sanxin.ledger.forms.deadlines import DecisionForm, ExtensionForm
from sanxin.ledger.models import ExtensionRequest, Item
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def ask_extension(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        ExtensionForm(request.POST or None, initial={"seen": item.version}),
        lambda data: extensions.ask_extension(
            item, by=person, wanted_on=data["wanted_on"], reason=data["reason"], at=clock.now(), seen=data["seen"]
        ),
        heading=_("申请延期"),
        lead=_("现在的期限是 {day}。延期要在到期前申请，由科室负责人或领导来定。").format(day=day_word(item.due_on)),
        confirm=_("申请"),
        said=_("延期申请交上去了。"),
    )


@policy(OFFICE, "GET", "POST")
@once
def decide_extension(request: StaffRequest, pk: UUID) -> HttpResponse:
    visible = Item.objects.visible_by_id_to(request.user.person)
    asked = get_object_or_404(ExtensionRequest.objects.filter(item__in=visible).select_related("by"), pk=pk)
    item = visible_item(request, asked.item_id)
    asked.item = item
    person = request.user.person
    facts = [
        {"label": _("申请人"), "value": str(asked.by)},
        {"label": _("现在的期限"), "value": f"{item.due_on:%Y-%m-%d}"},
        {"label": _("想延到"), "value": f"{asked.wanted_on:%Y-%m-%d}"},
        {"label": _("为什么"), "value": asked.reason},
    ]
    return ask(
        request,
        item,
        DecisionForm(request.POST or None, initial={"seen": item.version}),
        lambda data: extensions.decide_extension(
            asked,
            by=person,
            granted=data["granted"] == "yes",
            due_on=data["due_on"],
            note=data["note"],
            at=clock.now(),
            seen=data["seen"],
        ),
        heading=_("定延期"),
        confirm=_("定了"),
        said=_("延期定了。"),
        extra={"facts": facts},
    )
