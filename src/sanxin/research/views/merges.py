"""Two problems side by side, and the question which of them remains."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.models import Problem
from sanxin.research.queries.figures import figures_of
from sanxin.research.queries.problems import candidates
from sanxin.research.views.preview import preview_of
from sanxin.research.views.problems import back, find, seen, uuid_of


@policy(DESK, "GET", "POST")
@once
def merge(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Choose the other one, compare, say which number and name remains."""
    person = request.user.person
    found = find(person, pk)
    other = _other(request, found)
    refused = ""
    if request.method == "POST" and other is not None:
        keep, gone = (other, found) if request.POST.get("into") == str(other.pk) else (found, other)
        versions = {found.id: seen(request), other.id: seen(request, "seen_other")}
        try:
            merged = actions.merge([gone], into=keep, by=person, seen=versions, at=clock.now())
            messages.success(request, _("{gone} 并入了 {code}。").format(gone=gone.code, code=keep.code))
            return redirect(back(request, merged))
        except Refused as refusal:
            refused = refusal.sentence
    context = {
        "problem": found,
        "other": other,
        "sides": [(preview_of(one, person), figures_of([one])) for one in (found, other)] if other else [],
        "candidates": [] if other else candidates(found, person, words=request.GET.get("q", "")),
        "q": request.GET.get("q", ""),
        "refused": refused,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "research/merges/merge.html", context, status=422 if request.method == "POST" else 200)


def _other(request: StaffRequest, found: Problem) -> Problem | None:
    wanted = uuid_of(request.POST.get("other") or request.GET.get("other", ""))
    return find(request.user.person, wanted) if wanted and wanted != found.pk else None
