"""Asking for a strike-off, verifying, reopening."""

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
from sanxin.ledger.actions import reopenings, strike_offs
from sanxin.ledger.forms.deadlines import ReopeningForm
from sanxin.ledger.forms.strike_offs import RequestForm, VerifyForm
from sanxin.ledger.models import Evidence, Item, StrikeOff, StrikeOffRequest
from sanxin.ledger.queries.story import thumb
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def request_strike_off(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    who = item.verifier.name if item.verifier else _("科室负责人或领导")
    return ask(
        request,
        item,
        RequestForm(request.POST or None, initial={"seen": item.version}),
        lambda data: strike_offs.request_strike_off(
            item, by=person, account=data["account"], at=clock.now(), seen=data["seen"]
        ),
        heading=_("申请销号"),
        lead=_("由{who}核验，核验过了才销号。").format(who=who),
        confirm=_("申请销号"),
        said=_("交上去了，等{who}核验。").format(who=who),
        extra={"facts": _wanted(item)},
    )


@policy(WORKERS, "GET", "POST")
@once
def verify(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One page, two answers: strike it off, or send it back."""
    item = visible_item(request, pk)
    person = request.user.person
    back = "return" in request.POST

    def answer(data: Mapping[str, Any]) -> object:
        at, seen = clock.now(), data["seen"] or 0
        if back:
            return strike_offs.return_for_more(item, by=person, seen=seen, reason=data["note"], at=at)
        return strike_offs.strike_off(item, by=person, seen=seen, method=data["method"], note=data["note"], at=at)

    asked = StrikeOffRequest.objects.waiting().filter(item=item).select_related("by").first()
    facts = [*_wanted(item), {"label": _("{who}说").format(who=asked.by), "value": asked.account}] if asked else []
    evidence = Evidence.objects.filter(item=item).select_related("attachment", "by")
    return ask(
        request,
        item,
        VerifyForm(request.POST or None, initial={"seen": item.version}),
        answer,
        heading=_("核验"),
        lead=_("{code} {title}，{owner}牵头。").format(code=item.code, title=item.title, owner=item.owner),
        confirm=_("核验通过，销号"),
        said=_("退回再办了。") if back else _("销号了。"),
        extra={
            "facts": facts,
            "evidence": [thumb(row) for row in evidence],
            "second": {"label": _("退回再办"), "name": "return", "value": "1"},
        },
    )


@policy(WORKERS, "GET", "POST")
@once
def reopen(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    struck = get_object_or_404(StrikeOff.objects.in_force(), item=item)
    return ask(
        request,
        item,
        ReopeningForm(request.POST or None, initial={"seen": item.version}),
        lambda data: reopenings.reopen(
            struck, by=person, reason=data["reason"], due_on=data["due_on"], at=clock.now(), seen=data["seen"]
        ),
        heading=_("重新办理"),
        lead=_("编号不变，仍由{owner}牵头，定新的期限。").format(owner=item.owner),
        confirm=_("重新办理"),
        said=_("重新办理了。"),
    )


def _wanted(item: Item) -> list[dict[str, str]]:
    return [{"label": _("办成的样子"), "value": item.outcome_wanted}] if item.outcome_wanted else []
