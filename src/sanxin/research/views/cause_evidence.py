"""What shows that a cause is one: link it, hand it out, take it away."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.attachments import serve
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import causes as actions
from sanxin.research.forms.causes import EvidenceForm
from sanxin.research.models import Cause, CauseEvidence, Problem, ProblemVoice
from sanxin.research.views.causes import find_cause, url_of
from sanxin.research.views.problems import chosen_voices, seen

SHOWN = 12
"""Voices offered for ticking; others are found by a word."""


@policy(DESK, "GET", "POST")
@once
def cause_evidence(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    cause = find_cause(person, pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    ticked = chosen_voices(request)
    if form.is_bound:
        try:
            given = form.given(ticked)
            rows = actions.add_evidence(cause, given, by=person, seen=seen(request), at=clock.now())
            messages.success(request, ngettext("加了 {n} 条佐证。", "加了 {n} 条佐证。", len(rows)).format(n=len(rows)))
            return redirect(f"{url_of(cause.tree.subject)}#c-{cause.pk}")
        except Refused as refusal:
            form.refuse(refusal)
    words = request.GET.get("q", "")
    context = {
        "cause": cause,
        "subject": cause.tree.subject,
        "back_url": f"{url_of(cause.tree.subject)}#c-{cause.pk}",
        "form": form,
        "q": words,
        "voices": [row.voice for row in _voices(cause, words)[:SHOWN]],
        "ticked": set(ticked),
        "seen": seen(request) if request.method == "POST" else cause.tree.version,
    }
    return render(request, "research/causes/evidence.html", context, status=422 if form.is_bound else 200)


@policy(DESK, "POST")
@once
def drop_evidence(request: StaffRequest, pk: UUID) -> HttpResponse:
    row = _find(request, pk)
    actions.drop_evidence(row, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, _("佐证去掉了，经过里有记录。"))
    return redirect(f"{url_of(row.cause.tree.subject)}#c-{row.cause_id}")


@policy(OFFICE)
def evidence_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    row = _find(request, pk)
    return serve(get_object_or_404(CauseEvidence, pk=row.pk, attachment__isnull=False).attachment, inline=True)  # type: ignore[arg-type]


def _find(request: StaffRequest, pk: UUID) -> CauseEvidence:
    rows = CauseEvidence.objects.filter(cause__tree__office__in=request.user.person.sight.work_offices)
    related = ("cause__tree__problem", "cause__tree__crux", "problem", "item", "attachment")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _voices(cause: Cause, words: str) -> QuerySet[ProblemVoice]:
    """Of the problem, or of all problems of the crux, those that are not linked yet."""
    subject = cause.tree.subject
    rows = ProblemVoice.objects.filter(copy_of=None)
    if isinstance(subject, Problem):
        rows = rows.filter(problem=subject)
    else:
        rows = rows.filter(problem__crux_row__crux=subject)
    for word in words.split():
        rows = rows.filter(voice__text__icontains=word)
    linked = CauseEvidence.objects.filter(cause=cause, voice__isnull=False).values("voice")
    return rows.exclude(voice__in=linked).select_related("voice__place__parent").order_by("-similarity", "voice_id")
