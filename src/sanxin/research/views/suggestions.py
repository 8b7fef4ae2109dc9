"""The part of the page of a new voice that offers problems. Sent by POST: what is typed stands in no address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.research.queries.suggestions import suggestions_for
from sanxin.research.views.problems import uuid_of


@policy(DESK, "POST")
def suggest(request: StaffRequest) -> HttpResponse:
    person, office = request.user.person, _office(request.user.person, request.POST.get("office", ""))
    found = suggestions_for(person, office, request.POST.get("text", "")) if office else []
    context = {"found": found, "chosen": uuid_of(request.POST.get("problem", ""))}
    return render(request, "research/suggestions/_suggestions.html", context)


def _office(person: Person, asked: str) -> UUID | None:
    """The desk the voice is for; a person with one desk is not asked."""
    mine = sorted(person.sight.desk_offices)
    wanted = uuid_of(asked)
    return wanted if wanted in mine else next(iter(mine), None)
