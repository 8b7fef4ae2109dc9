"""Some of its voices become another problem."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
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
from sanxin.research.forms.names import NameForm
from sanxin.research.models import Advice, AdviceKind, Problem, ProblemVoice
from sanxin.research.queries.members import UNLIKE, Member, members, with_copies
from sanxin.research.views.problems import chosen_voices, find, seen, uuid_of

MOST = 300
"""Voices shown for ticking; more are found by a word."""


@policy(DESK, "GET", "POST")
@once
def split(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Tick voices (a word of the filter ticks all that contain it), give the new problem a name."""
    person = request.user.person
    found = find(person, pk)
    if found.is_locked and request.method == "GET":
        return render(request, "research/splits/locked.html", {"problem": found})
    advice = _advice(request, found)
    form = NameForm(request.POST or None, initial={"name": advice.title if advice else ""})
    if form.is_bound:
        try:
            voices = chosen_voices(request, found)
            new = actions.split(found, voices, by=person, seen=seen(request), name=form.said(), at=clock.now())
            messages.success(request, _("拆出了 {new}，等着采纳。").format(new=new.code))
            return redirect("research:problem", pk=new.pk)
        except Refused as refusal:
            form.refuse(refusal)
    words = request.POST.get("q", request.GET.get("q", ""))
    rows = members(found, words=words, order="far")
    part = set(advice.voices.values_list("pk", flat=True)) if advice else set()
    listed = with_copies(_first(rows, part))
    context = {
        "problem": found,
        "form": form,
        "q": words,
        "rows": listed,
        "ticked": _ticked(request, found, listed, words, part),
        "advice": advice,
        "every": request.POST.get("every", request.GET.get("every", "")),
        "unlike": request.GET.get("unlike", ""),
        "more": max(rows.count() - MOST, 0),
        "terms": [term for term, count in found.reasons[:8] if count < found.messages],
    }
    return render(request, "research/splits/split.html", context, status=422 if form.is_bound else 200)


def _advice(request: StaffRequest, found: Problem) -> Advice | None:
    """What a run would split off, if that is what led here."""
    rows = Advice.objects.visible_to(request.user.person).waiting().filter(problem=found, kind=AdviceKind.SPLIT)
    wanted = uuid_of(request.GET.get("advice", ""))
    return rows.filter(pk=wanted).first() if wanted else None


def _first(rows: QuerySet[ProblemVoice], part: set[UUID]) -> list[ProblemVoice]:
    """Those advised on top, however many come before them."""
    advised = list(rows.filter(voice__in=part)) if part else []
    return [*advised, *rows.exclude(voice__in=part)[: max(MOST - len(advised), 0)]]


def _ticked(request: StaffRequest, found: Problem, listed: list[Member], words: str, part: set[UUID]) -> set[UUID]:
    """What was ticked before; else what a run advises, all that contain the word, or all that are unlike the rest."""
    chosen = set(chosen_voices(request, found))
    if chosen or request.method == "POST":
        return chosen
    if part:
        return part
    if request.GET.get("unlike"):
        return {one.row.voice_id for one in listed if one.row.similarity is not None and one.row.similarity < UNLIKE}
    return {one.row.voice_id for one in listed} if words.strip() else set()
