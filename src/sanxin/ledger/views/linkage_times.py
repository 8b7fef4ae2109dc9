"""More time for a department: asking by account, and deciding."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import linkage_extensions
from sanxin.ledger.forms.deadlines import DecisionForm, ExtensionForm
from sanxin.ledger.models import Linkage, LinkageExtension
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def ask_for_time(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Linkage.objects.visible_to(request.user.person).select_related("unit"), pk=pk)
    item = found.item = visible_item(request, found.item_id)
    answer = ask(
        request,
        item,
        ExtensionForm(request.POST or None),
        lambda data: linkage_extensions.ask_for_time(
            found, by=request.user.person, wanted_on=data["wanted_on"], reason=data["reason"], at=clock.now()
        ),
        heading=_("申请延期答复"),
        lead=_("现在要在 {day} 前答复。延期要在这天以前申请，由请您的人来定。").format(day=day_word(found.due_on)),
        confirm=_("申请"),
        said=_("延期申请交过去了。"),
    )
    return redirect("ledger:linkage", found.pk) if answer.status_code == 302 else answer


@policy(WORKERS, "GET", "POST")
@once
def decide_time(request: StaffRequest, pk: UUID) -> HttpResponse:
    visible = Linkage.objects.visible_to(request.user.person)
    rows = LinkageExtension.objects.filter(linkage__in=visible).select_related("linkage__unit", "by", "link")
    asked = get_object_or_404(rows, pk=pk)
    item = asked.linkage.item = visible_item(request, asked.linkage.item_id)
    facts = [
        {"label": _("哪家"), "value": str(asked.linkage.unit)},
        {"label": _("谁申请的"), "value": asked.who},
        {"label": _("现在的期限"), "value": f"{asked.due_on:%Y-%m-%d}"},
        {"label": _("想延到"), "value": f"{asked.wanted_on:%Y-%m-%d}"},
        {"label": _("为什么"), "value": asked.reason},
        {"label": _("整件到期"), "value": f"{item.due_on:%Y-%m-%d}"},
    ]
    answer = ask(
        request,
        item,
        DecisionForm(request.POST or None, initial={"seen": item.version}),
        lambda data: linkage_extensions.decide_time(
            asked,
            by=request.user.person,
            granted=data["granted"] == "yes",
            due_on=data["due_on"],
            note=data["note"],
            at=clock.now(),
            seen=data["seen"],
        ),
        heading=_("定部门的延期"),
        lead=asked.linkage.asks,
        confirm=_("定了"),
        said=_("延期定了。"),
        extra={"facts": facts},
    )
    return redirect("ledger:linkage", asked.linkage_id) if answer.status_code == 302 else answer
