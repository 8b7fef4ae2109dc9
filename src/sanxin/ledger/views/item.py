"""The page of one item, and its sheet of paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.queries.story import story_of
from sanxin.ledger.views.verbs import visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET")
def item(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = visible_item(request, pk)
    story = story_of(found, request.user.person, clock.today(), whole="all" in request.GET)
    return render(request, "ledger/items/detail.html", {"item": found, "story": story})


@policy(WORKERS, "GET")
def item_print(request: StaffRequest, pk: UUID) -> HttpResponse:
    """督办单 on A4."""
    found = visible_item(request, pk)
    story = story_of(found, request.user.person, clock.today(), whole=True)
    return render(request, "ledger/items/print.html", {"item": found, "story": story, "today": clock.today()})
