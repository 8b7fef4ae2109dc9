"""Say something, one question a page: what it is about, the words, how to be reached, check and send, receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused
from sanxin.public.actions import saying as actions
from sanxin.public.forms.saying import STEPS, Carried
from sanxin.public.models import PublicDoor
from sanxin.public.queries.bulletins import at_door as told_at
from sanxin.public.queries.numbers import numbers_of
from sanxin.public.rules.kind_words import kind_choices, kind_word
from sanxin.public.views.at_door import at_door
from sanxin.public.views.at_door import say as tell

GOING_BACK = "private, no-cache"
"""The pages of a form not sent yet: the browser's own way back shows them again instead of an error. What comes after
sending is kept by nobody (`at_door.stranger`)."""
NEWEST = 2
"""Bulletins on the first page; the rest is one link away."""


@at_door("GET", "POST")
def say(request: HttpRequest, door: PublicDoor) -> HttpResponse:
    """One address for all pages: what was typed travels in the form, so nothing is kept until it is sent."""
    if request.method != "POST":
        return _first_page(request, door)
    carried = Carried.from_form(request.POST.get("so", ""))
    step = request.POST.get("step", "")
    if carried is None or step not in STEPS:
        return _page(request, door, Carried.begin(clock.now()), "kind", stale=True)
    carried = carried.with_typed(request, step)
    if "back" in request.POST:
        return _page(request, door, carried, STEPS[max(0, STEPS.index(step) - 1)])
    if (refusal := carried.check(step)) is not None:
        return _page(request, door, carried, step, refusal=refusal)
    if step == "check":
        return _send(request, door, carried)
    return _page(request, door, carried, STEPS[STEPS.index(step) + 1])


def _first_page(request: HttpRequest, door: PublicDoor) -> HttpResponse:
    if not door.is_open:
        return tell(request, "closed", status=200, door=door)
    numbers, told = numbers_of(door.office_id, clock.now()), told_at(door, clock.today())[:NEWEST]
    return _page(request, door, Carried.begin(clock.now()), "kind", entering=True, numbers=numbers, told=told)


def _send(request: HttpRequest, door: PublicDoor, carried: Carried) -> HttpResponse:
    said = carried.said(request.POST.get("home_page", ""))
    try:
        receipt = actions.say(door, said, photo=request.FILES.get("photo"), at=clock.now())
    except Refused as refusal:
        at = {"kind": "kind", "text": "text", "name": "contact", "phone": "contact"}.get(refusal.field or "", "check")
        return _page(request, door, carried, at, refusal=refusal, photo_lost="photo" in request.FILES)
    context = {"door": door, "receipt": receipt, "secret": said.secret}
    return render(request, "public/door/receipt.html", context)


def _page(
    request: HttpRequest,
    door: PublicDoor,
    carried: Carried,
    step: str,
    *,
    refusal: Refused | None = None,
    **more: object,
) -> HttpResponse:
    context = {
        "door": door,
        "so": carried,
        "step": step,
        "number": STEPS.index(step) + 1,
        "count": len(STEPS),
        "options": kind_choices(carried.kind),
        "kind_word": kind_word(carried.kind),
        "refusal": refusal,
        **more,
    }
    answer = render(request, f"public/door/{step}.html", context, status=422 if refusal else 200)
    answer.headers["Cache-Control"] = GOING_BACK
    return answer
