"""以前怎么办成的: a page of its own, and a part the item's page asks for when it is open."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.ledger.queries.alike import alike
from sanxin.ledger.views.verbs import visible_item
from sanxin.people.requests import StaffRequest

SHOWN = 3


@policy(OFFICE)
def item_alike(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Finished items of the own office like this one; other offices' people do not read them."""
    found = visible_item(request, pk)
    if found.office_id not in request.user.person.sight.work_offices:
        raise Http404
    rows = alike(f"{found.title}\n{found.detail}", found.office, SHOWN + 1)
    context = {"item": found, "rows": [one for one in rows if one.item.pk != found.pk][:SHOWN]}
    return render(request, f"ledger/items/{'_alike' if request.htmx else 'alike'}.html", context)
