"""Two problems side by side, and the question which of them remains."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.models import Problem
from sanxin.research.queries.comparing import compare
from sanxin.research.queries.problems import candidates
from sanxin.research.queries.states import with_state
from sanxin.research.views.problems import back, find, seen, ticked_problems, uuid_of


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
        "comparison": compare(found, other) if other else None,
        "candidates": [] if other else candidates(found, person, words=request.GET.get("q", "")),
        "q": request.GET.get("q", ""),
        "refused": refused,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "research/merges/merge.html", context, status=422 if request.method == "POST" else 200)


@policy(DESK, "GET", "POST")
@once
def merge_many(request: StaffRequest) -> HttpResponse:
    """The ticked problems become one; two of them are compared first."""
    person = request.user.person
    versions = ticked_problems(request)
    rows = list(with_state(Problem.objects.visible_to(person).on_desk()).filter(pk__in=versions).order_by("-heat"))
    if len(rows) == 2 and request.method == "GET":
        back_to = urlencode({"other": str(rows[1].pk), "next": request.GET.get("next", "")})
        return redirect(f"{reverse('research:merge', args=[rows[0].pk])}?{back_to}")
    refused = ""
    into = next((row for row in rows if str(row.pk) == request.POST.get("into")), None)
    if request.method == "POST":
        try:
            if into is None:
                raise Refused("research.merge.which", _("选一个留下编号和名字的问题。"))
            others = [row for row in rows if row != into]
            merged = actions.merge(others, into=into, by=person, seen=versions, at=clock.now())
            messages.success(
                request,
                ngettext("{n} 个问题并成了 {code}。", "{n} 个问题并成了 {code}。", len(rows)).format(
                    n=len(rows), code=merged.code
                ),
            )
            return redirect(back(request, merged))
        except Refused as refusal:
            refused = refusal.sentence
    context = {
        "rows": rows,
        "versions": versions,
        "into": into or (rows[0] if rows else None),
        "refused": refused,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "research/merges/several.html", context, status=422 if refused else 200)


def _other(request: StaffRequest, found: Problem) -> Problem | None:
    wanted = uuid_of(request.POST.get("other") or request.GET.get("other", ""))
    return find(request.user.person, wanted) if wanted and wanted != found.pk else None
