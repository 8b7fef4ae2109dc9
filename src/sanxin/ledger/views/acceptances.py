"""Taking an item on, or giving it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import acceptances
from sanxin.ledger.forms.base import VerbForm
from sanxin.ledger.forms.items import ReasonForm
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "POST")
@once
def accept(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    form = VerbForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else None
    acceptances.accept(item, by=request.user.person, at=clock.now(), seen=seen)
    messages.success(request, _("认领了。"))
    return redirect("ledger:item", item.pk)


@policy(WORKERS, "GET", "POST")
@once
def hand_back(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    form = ReasonForm(
        request.POST or None,
        initial={"seen": item.version},
        label=_("为什么退回"),
        hint=_("说清不归谁办、该归谁，{who}好另定。").format(who=item.opened_by),
    )
    return ask(
        request,
        item,
        form,
        lambda data: acceptances.hand_back(item, by=person, reason=data["reason"], at=clock.now(), seen=data["seen"]),
        heading=_("退回给派单人"),
        lead=_("退回后由{who}另定牵头人；期限照旧。").format(who=item.opened_by),
        confirm=_("退回"),
        said=_("退回了。"),
    )
