"""One village: what happened with it, and what to know before going there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from sanxin.fieldwork import events
from sanxin.fieldwork.forms.caseload import VillageNeedsForm
from sanxin.fieldwork.models import Skill
from sanxin.fieldwork.queries.own_places import label_of
from sanxin.fieldwork.queries.skills import needs_at
from sanxin.fieldwork.queries.villages import households_at, strands_at, unfinished_at
from sanxin.fieldwork.roles import VISITORS
from sanxin.fieldwork.rules.skills import fingerprint
from sanxin.fieldwork.views.stories import story_context, story_file
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.people.models import Level, Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.members import headed_desk


@policy(WORKERS)
def village(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Each row only as far as this person may read it: the page may well be empty."""
    person, found = request.user.person, _village(request, pk)
    context = {
        "village": found,
        "where": label_of(found),
        "unfinished": unfinished_at(found, person),
        "households": households_at(found, person),
        **_needs(found, person),
        "may_visit": person.sight.has(*VISITORS),
        **story_context(request, strands_at(found, person), "fieldwork:village_file", found.pk),
    }
    return render(request, "fieldwork/villages/village.html", context)


@policy(WORKERS)
def village_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    found = _village(request, pk)
    return story_file(request, events.VILLAGE, strands_at(found, request.user.person))


@policy(VISITORS)
def prepare(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The part beside the recording page: what is unfinished there. Never kept on a phone."""
    found = _village(request, pk)
    context = {"village": found, "unfinished": unfinished_at(found, request.user.person)}
    answer = render(request, "fieldwork/villages/_prepare.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _needs(village: Unit, person: Person) -> dict[str, Any]:
    """What whoever keeps contact must know, of the own office; its section heads may say so."""
    office = headed_desk(person) or (person.office_id if person.sight.desk_offices else None)
    if office is None or village.level != Level.VILLAGE:
        return {"may_need": False}
    needs = needs_at(village, office)
    if not isinstance(office, Unit):
        return {"may_need": bool(needs), "needs": needs}
    ids = [skill.pk for skill in needs]
    first = {"seen": fingerprint(ids), "skills": ids}
    known = Skill.objects.filter(office=office).in_use()
    form = VillageNeedsForm(None, known, first) if known else None
    return {"may_need": True, "needs": needs, "needs_form": form}


def _village(request: StaffRequest, pk: UUID) -> Unit:
    rows = Unit.objects.visible_to(request.user.person).places().select_related("parent")
    return get_object_or_404(rows, pk=pk)
