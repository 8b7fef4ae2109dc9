"""Some of its voices go to another problem."""

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
from sanxin.research.models import ProblemVoice
from sanxin.research.queries.problems import candidates
from sanxin.research.views.problems import chosen_voices, find, seen

SHOWN = 20
"""Voices shown again; the others are counted."""


@policy(DESK, "GET", "POST")
@once
def move(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The ticked voices, and where they might belong; search by number or name for any other."""
    person = request.user.person
    found = find(person, pk)
    voices = chosen_voices(request, found)
    refused = ""
    if request.method == "POST":
        target, _sep, version = request.POST.get("to", "").partition(" ")
        try:
            other = find(person, UUID(target))
            versions = {found.id: seen(request), other.id: int(version or 0)}
            actions.move_voices(found, voices, to=other, by=person, seen=versions, at=clock.now())
            messages.success(request, _("移到了 {code}，以后的归并也不再动它们。").format(code=other.code))
            return redirect("research:problem", pk=found.pk)
        except Refused as refusal:
            refused = refusal.sentence
        except ValueError:
            refused = _("选一个要移去的问题。")
    rows = ProblemVoice.objects.filter(problem=found, voice__in=voices).select_related("voice__place__parent")
    said = request.POST if request.method == "POST" else request.GET
    words = said.get("find", "")
    context = {
        "problem": found,
        "rows": list(rows[:SHOWN]),
        "count": len(voices),
        "every": said.get("every", ""),
        "q": said.get("q", ""),
        "voices": [] if said.get("every") else voices,
        "candidates": candidates(found, person, words=words),
        "find": words,
        "refused": refused,
    }
    return render(request, "research/moves/move.html", context, status=422 if refused else 200)
