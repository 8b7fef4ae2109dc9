"""Another person leads."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import owner_changes
from sanxin.ledger.forms.items import OwnerForm
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def change_owner(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    form = OwnerForm(request.POST or None, item=item, initial={"seen": item.version})
    return ask(
        request,
        item,
        form,
        lambda data: owner_changes.change_owner(
            item, owner=data["owner"], by=person, reason=data["reason"], at=clock.now(), seen=data["seen"]
        ),
        heading=_("换牵头人"),
        lead=_("现在是{owner}。新牵头人要认领一次；期限照旧。").format(owner=item.owner),
        confirm=_("换"),
        said=_("换了牵头人，等认领。"),
    )
