"""One village: what happened with it, and what to know before going there."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sanxin.fieldwork.queries.own_places import label_of
from sanxin.fieldwork.queries.villages import story_of
from sanxin.fieldwork.roles import VISITORS
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest


@policy(WORKERS)
def village(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Each row only as far as this person may read it: the page may well be empty."""
    found = _village(request, pk)
    context = {"village": found, "where": label_of(found), "story": story_of(found, request.user.person)}
    context["may_visit"] = request.user.person.sight.has(*VISITORS)
    return render(request, "fieldwork/villages/village.html", context)


@policy(VISITORS)
def prepare(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The part beside the recording page: what is unfinished there. Never kept on a phone."""
    found = _village(request, pk)
    context = {"village": found, "story": story_of(found, request.user.person)}
    answer = render(request, "fieldwork/villages/_prepare.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _village(request: StaffRequest, pk: UUID) -> Unit:
    rows = Unit.objects.visible_to(request.user.person).places().select_related("parent")
    return get_object_or_404(rows, pk=pk)
