"""Noting a voice by hand, in under a minute, on a phone too."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.requests import StaffRequest
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
        messages.success(request, _("记下了。"))
        if "another" in request.POST:
            return redirect("service:new_voice")
        return redirect("service:voice", pk=voice.pk)
    return render(request, "service/voices/new.html", {"form": form}, status=422 if form.is_bound else 200)


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
