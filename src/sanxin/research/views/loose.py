"""Voices in no problem, and the two ways out: into a problem there is, or a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.ledger.queries.kept import Kept
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.concerns import of_lone
from sanxin.research.forms.names import NameForm
from sanxin.research.models import Offer
from sanxin.research.queries.loose import loose_voices
from sanxin.research.queries.problems import on_hand
from sanxin.research.views.problems import chosen_voices, find
from sanxin.service.models import Voice

SHOWN = 20


@policy(DESK)
def loose(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    person = request.user.person
    kept = Kept(person, timezone.localdate(clock.now()))
    found = loose_voices(person, words=words).select_related("place__parent")
    page = page_of(found, request, keep=lambda count: kept.get(f"research.loose {words}", count))
    offers = Offer.objects.filter(voice__in=[voice.pk for voice in page]).select_related("problem")
    offered = {offer.voice_id: offer.problem for offer in offers}
    fields = of_lone([voice.pk for voice in page])
    rows = [(voice, offered.get(voice.pk), fields.get(voice.pk)) for voice in page]
    return render(request, "research/loose/loose.html", {"page": page, "rows": rows, "q": words})


@policy(DESK, "GET", "POST")
@once
def put(request: StaffRequest) -> HttpResponse:
    """The ticked voices go into a problem found by number, name or words of theirs."""
    person, voices = request.user.person, _chosen(request)
    refused = ""
    if request.method == "POST":
        target, _sep, version = request.POST.get("to", "").partition(" ")
        try:
            into = find(person, UUID(target))
            actions.put_voices(into, voices, by=person, seen=int(version or 0), at=clock.now())
            messages.success(request, _("归到了 {code}，以后的归并也不再动它们。").format(code=into.code))
            return redirect("research:loose")
        except Refused as refusal:
            refused = refusal.sentence
        except ValueError:
            refused = _("选一个要归入的问题。")
    rows = list(Voice.objects.visible_to(person).filter(pk__in=voices).select_related("place__parent"))
    words = (request.POST if request.method == "POST" else request.GET).get("find", "")
    context = {
        "rows": rows[:SHOWN],
        "count": len(rows),
        **_kept(request, voices),
        "candidates": on_hand(person, rows, words=words),
        "find": words,
        "refused": refused,
    }
    return render(request, "research/loose/put.html", context, status=422 if refused else 200)


@policy(DESK, "GET", "POST")
@once
def gather(request: StaffRequest) -> HttpResponse:
    """The ticked voices become a problem of their own."""
    person, voices = request.user.person, _chosen(request)
    rows = list(Voice.objects.visible_to(person).filter(pk__in=voices).select_related("place__parent", "office"))
    form = NameForm(request.POST or None)
    if form.is_bound:
        try:
            office = rows[0].office if rows else _office(request)
            new = actions.gather_voices(office, voices, by=person, name=form.said(), at=clock.now())
            messages.success(request, _("立了 {code}，等着采纳。").format(code=new.code))
            return redirect("research:problem", pk=new.pk)
        except Refused as refusal:
            form.refuse(refusal)
    context = {"rows": rows[:SHOWN], "count": len(rows), **_kept(request, voices), "form": form}
    return render(request, "research/loose/gather.html", context, status=422 if form.is_bound else 200)


def _chosen(request: StaffRequest) -> list[UUID]:
    """The ticked ones, or every loose voice that contains the words."""
    said = request.POST if request.method == "POST" else request.GET
    if said.get("every"):
        return list(loose_voices(request.user.person, words=said.get("q", "")).values_list("pk", flat=True))
    return chosen_voices(request)


def _kept(request: StaffRequest, voices: list[UUID]) -> dict[str, object]:
    """What the forms carry on: the words where every voice was meant, else the voices."""
    said = request.POST if request.method == "POST" else request.GET
    every = bool(said.get("every"))
    return {"every": every, "q": said.get("q", ""), "voices": [] if every else voices}


def _office(request: StaffRequest) -> Unit:
    return Unit.objects.filter(pk__in=request.user.person.sight.desk_offices).order_by("path")[0]
