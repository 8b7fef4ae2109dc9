"""Who spoke looks how far it has come, adds something, says whether it is solved."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused
from sanxin.ledger.models import StrikeOff
from sanxin.public.actions import following as actions
from sanxin.public.forms.ticket import receipt_of, ticket_for
from sanxin.public.limits import MOST_WRONG, limiter
from sanxin.public.models import VoiceReceipt
from sanxin.public.queries.progress import progress_of
from sanxin.public.rules.answers import satisfaction_of
from sanxin.public.views.at_door import say, stranger
from sanxin.service.models import Answer, Reply


@stranger("GET", "POST")
def follow(request: HttpRequest) -> HttpResponse:
    """Number and secret are typed into a form and never stand in an address."""
    if request.method != "POST":
        return _ask(request)
    try:
        receipt = actions.find(request.POST.get("number", "")[:40], request.POST.get("secret", "")[:40], at=clock.now())
    except Refused as refusal:
        if not limiter.allows(request, "wrong", MOST_WRONG):
            return say(request, "busy", status=429)
        return _ask(request, refusal)
    return _show(request, receipt)


@stranger("POST")
def add(request: HttpRequest) -> HttpResponse:
    if (receipt := receipt_of(request.POST.get("ticket", ""))) is None:
        return _ask(request, _too_old())
    text, photo = request.POST.get("text", ""), request.FILES.get("photo")
    try:
        addition_id = UUID(request.POST.get("id", ""))
    except ValueError:
        return _ask(request, _too_old())
    try:
        actions.add(receipt, addition_id=addition_id, text=text, photo=photo, at=clock.now())
    except Refused as refusal:
        return _show(request, receipt, add_refusal=refusal, typed=text, photo_lost=photo is not None)
    return _show(request, receipt, note=_("补上了，办的人看得到。"))


@stranger("POST")
def answer(request: HttpRequest, strike_off: UUID) -> HttpResponse:
    """Solved or not, after something was done."""
    if (receipt := receipt_of(request.POST.get("ticket", ""))) is None:
        return _ask(request, _too_old())
    mine = StrikeOff.objects.filter(item__voice_rows__voice=receipt.voice_id).select_related("item__owner")
    struck = get_object_or_404(mine, pk=strike_off)
    return _answered(request, receipt, partial(actions.answer, receipt, struck))


@stranger("POST")
def answer_question(request: HttpRequest, answer: UUID) -> HttpResponse:
    """Solved or not, after a question was answered."""
    if (receipt := receipt_of(request.POST.get("ticket", ""))) is None:
        return _ask(request, _too_old())
    mine = Answer.objects.filter(question__voice=receipt.voice_id, reply__isnull=False)
    found = get_object_or_404(mine, pk=answer)
    return _answered(request, receipt, partial(actions.answer_question, receipt, found))


@stranger("POST")
def answer_dropped(request: HttpRequest, reply: UUID) -> HttpResponse:
    """Solved or not, after they were told that it is not done any more."""
    if (receipt := receipt_of(request.POST.get("ticket", ""))) is None:
        return _ask(request, _too_old())
    told = get_object_or_404(Reply, pk=reply, voice=receipt.voice_id, withdrawal__isnull=False)
    return _answered(request, receipt, partial(actions.answer_dropped, receipt, told))


def _answered(request: HttpRequest, receipt: VoiceReceipt, verb: Callable[..., Any]) -> HttpResponse:
    said = request.POST.get
    solved, missing = said("solved", ""), said("missing", "")[:1000]
    satisfaction = satisfaction_of(said("satisfaction", ""))
    try:
        row = verb(solved=solved, missing=missing, satisfaction=satisfaction, at=clock.now())
    except Refused as refusal:
        return _show(request, receipt, refusal=refusal, missing=missing, chosen=solved)
    words = _("记下了：没解决。这件事已经重新打开。") if row.solved == "no" else _("记下了，谢谢您告诉我们。")
    return _show(request, receipt, note=words)


def _ask(request: HttpRequest, refusal: Refused | None = None) -> HttpResponse:
    context = {"refusal": refusal, "number": request.POST.get("number", "")[:40]}
    return render(request, "public/door/follow.html", context, status=422 if refusal else 200)


def _show(
    request: HttpRequest,
    receipt: VoiceReceipt,
    *,
    note: str = "",
    refusal: Refused | None = None,
    add_refusal: Refused | None = None,
    **typed: object,
) -> HttpResponse:
    context = {
        "receipt": receipt,
        "door": receipt.door,
        "progress": progress_of(receipt, clock.today()),
        "ticket": ticket_for(receipt),
        "once": uuid4(),
        "note": note,
        "refusal": refusal,
        "add_refusal": add_refusal,
        **typed,
    }
    status = 422 if refusal or add_refusal else 200
    return render(request, "public/door/status.html", context, status=status)


def _too_old() -> Refused:
    return Refused("public.ticket.old", _("这一页开得太久了，请再打一遍查询号和口令。"))
