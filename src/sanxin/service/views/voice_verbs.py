"""What can be done to one voice: correct it, sort it, look up who spoke."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import keyless, once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import contacts, voices
from sanxin.service.models import Voice
from sanxin.service.permissions.voices import check_may_correct
from sanxin.service.views.voice_forms import CorrectionForm, RevealForm
from sanxin.service.views.voices import READERS, voice_page


@policy(READERS, "GET", "POST")
@once
def correct(request: StaffRequest, pk: UUID) -> HttpResponse:
    voice = get_object_or_404(Voice.objects.visible_to(request.user.person), pk=pk)
    check_may_correct(voice, request.user.person)
    seen = voice.corrections.count()
    form = CorrectionForm(request.POST or None, initial={"title": voice.title, "text": voice.text, "seen": seen})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            voices.correct(voice, by=request.user.person, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("改好了，原来的文字留着。"))
            return redirect("service:voice", pk=voice.pk)
        except Refused as refusal:
            form.refuse(refusal)
            form.data = {**request.POST.dict(), "seen": seen}  # who was overtaken has now read why, and may send again
            status = status_of(refusal)
    context = {"form": form, "voice": voice}
    return render(request, "service/voices/correct.html", context, status=status)


@policy(READERS, "POST")
@once
def sort(request: StaffRequest, pk: UUID) -> HttpResponse:
    voice = get_object_or_404(Voice.objects.visible_to(request.user.person), pk=pk)
    voices.sort(voice, by=request.user.person, kind=request.POST.get("kind", ""), at=clock.now())
    return redirect("service:voice", pk=voice.pk)


@policy(READERS, "POST")
@keyless("each look is an act of its own, and each is logged")
def reveal(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Shown in the answer to this POST and nowhere else: reloading the page hides it again.

    Not under `@once`: that keeps answers, and this one must not be kept. A second look is a second event.
    """
    voice = get_object_or_404(Voice.objects.visible_to(request.user.person), pk=pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return voice_page(request, pk, reveal=form, status=422)
    try:
        contact = contacts.reveal(voice, by=request.user.person, reason=form.cleaned_data["reason"], at=clock.now())
    except Refused as refusal:
        form.refuse(refusal)
        return voice_page(request, pk, reveal=form, status=422)
    answer = voice_page(request, pk, shown=contact)
    answer["Cache-Control"] = "no-store"  # neither the browser nor a proxy keeps the number
    return answer
