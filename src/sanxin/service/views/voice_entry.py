"""Noting a voice by hand, in under a minute, on a phone too."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.requests import StaffRequest
from sanxin.service import grouping
from sanxin.service.actions.voices import hear
from sanxin.service.models import Voice
from sanxin.service.queries.offices import offices_hearing
from sanxin.service.views.voice_forms import VoiceForm
from sanxin.service.views.voices import READERS, places_for


@policy(READERS, "GET", "POST")
@once
def new_voice(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = VoiceForm(request.POST or None, places_for(person), offices_hearing(person))
    if form.is_bound and form.is_valid() and (voice := _heard(form, request)):
        _into_problem(voice, request)
        if "another" in request.POST:
            return redirect("service:new_voice")
        return redirect("service:voice", pk=voice.pk)
    context = {"form": form, "suggest_url": grouping.suggest_url(person)}
    return render(request, "service/voices/new.html", context, status=422 if form.is_bound else 200)


def _into_problem(voice: Voice, request: StaffRequest) -> None:
    """The problem chosen among those offered, if one was; a refusal there does not lose the voice."""
    try:
        chosen = UUID(request.POST.get("problem", ""))
    except ValueError:
        messages.success(request, _("记下了。"))
        return
    try:
        code = grouping.choose(voice, chosen, request.user.person, clock.now())
        messages.success(request, _("记下了，归到了 {code}。").format(code=code))
    except Refused as refusal:
        messages.warning(request, _("记下了，没有归到问题：{why}").format(why=refusal.sentence))


def _heard(form: VoiceForm, request: StaffRequest) -> Voice | None:
    said = form.cleaned_data
    try:
        return hear(
            office=form.desk,
            text=said["text"],
            source=said["source"],
            kind=said["kind"],
            place=said["place"],
            heard_at=form.heard_at,
            speaker=form.speaker,
            by=request.user.person,
            at=clock.now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return None
