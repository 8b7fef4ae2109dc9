"""One household: its member in difficulty, masked, and what happened with it."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from sanxin.fieldwork import events
from sanxin.fieldwork.queries.households import strands_with
from sanxin.fieldwork.views.stories import story_context, story_file
from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.service.models import HelpPromise, Member
from sanxin.service.queries.visited import visits_due


@policy(DESK)
def household(request: StaffRequest, pk: UUID) -> HttpResponse:
    """For the contact and the section head; for everybody else it is not there."""
    member = _household(request, pk)
    context = {
        "member": member,
        "today": clock.today(),
        "due": visits_due([member]).get(member.id),
        "promises": HelpPromise.objects.open().filter(member=member),
        **story_context(request, strands_with(member, request.user.person), "fieldwork:household_file", member.pk),
    }
    return render(request, "fieldwork/households/household.html", context)


@policy(DESK)
def household_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    member = _household(request, pk)
    return story_file(request, events.HOUSEHOLD, strands_with(member, request.user.person))


def _household(request: StaffRequest, pk: UUID) -> Member:
    rows = Member.objects.visible_to(request.user.person).select_related("village__parent", "contact")
    return get_object_or_404(rows.prefetch_related("needs"), pk=pk)
