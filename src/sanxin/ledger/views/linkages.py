"""Asking another department; the page where it answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import linkages
from sanxin.ledger.actions.asking import ask_many
from sanxin.ledger.forms.asking import AskingForms
from sanxin.ledger.forms.items import ReasonForm
from sanxin.ledger.forms.linkages import AnswerForm
from sanxin.ledger.models import Item, Linkage
from sanxin.ledger.permissions.linkages import may_answer, may_ask
from sanxin.ledger.queries.contact_points import suggested_for
from sanxin.ledger.queries.days import counting, light_of
from sanxin.ledger.queries.linkage_list import light_of_linkage
from sanxin.ledger.queries.story import thumb
from sanxin.ledger.views.verbs import ask, attempt, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def ask_linkage(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One department or several in one go."""
    item = visible_item(request, pk)
    forms = AskingForms(request.POST or None, item=item, suggested=request.GET.get("unit", ""))
    status = 200
    if request.method == "POST":
        refused = _ask_all(request, item, forms)
        if refused is None:
            return redirect("ledger:item", item.pk)
        status = refused
    context = {"item": item, "lines": forms.lines, "suggested": suggested_for(item, clock.today())}
    return render(request, "ledger/linkages/ask.html", context, status=status)


def _ask_all(request: StaffRequest, item: Item, forms: AskingForms) -> int | None:
    """None if all were asked, else the status of the page that says why none was."""
    if not forms.is_valid():
        return 422
    try:
        made = ask_many(item, forms.asked(), by=request.user.person, at=clock.now(), seen=forms.seen)
    except NotAllowed:
        raise
    except Refused as refusal:
        forms.refuse(refusal)
        return status_of(refusal)
    words = ngettext("请了 {n} 家，等对方答复。", "请了 {n} 家，等对方答复。", len(made)).format(n=len(made))
    messages.success(request, words)
    return None


@policy(WORKERS, "GET", "POST")
@once
def linkage(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What was asked, and the answer: read by those who asked, given by those who were asked."""
    person = request.user.person
    found = _visible(request, pk)
    item, today = visible_item(request, found.item_id), clock.today()
    found.item = item
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"seen": item.version})
    status = 200
    if request.method == "POST":
        refused = attempt(
            request,
            form,
            lambda data: linkages.answer_linkage(
                found, by=person, account=data["account"], uploads=data["uploads"], at=clock.now()
            ),
            item=item,
        )
        if refused is None:
            messages.success(request, _("答复交过去了。"))
            return redirect("ledger:linkage", found.pk)
        status = refused
    left = counting(calendar_of(item.county_id), today)
    is_waiting = not found.is_settled and item.is_open
    answers = may_answer(found, person) and is_waiting
    asks = may_ask(item, person)
    extensions = list(found.extensions.select_related("by", "link", "decision__by"))
    context = {
        "item": item,
        "linkage": found,
        "light": light_of_linkage(found, left),
        "item_light": light_of(item, left=left, today=today),
        "form": form if answers else None,
        "unsent": form if form.is_bound and not answers else None,
        "may_ask": asks,
        "is_waiting": is_waiting,
        "extensions": extensions,
        "undecided": next((row for row in extensions if not hasattr(row, "decision")), None),
        "in_time": today <= found.due_on,
        "link": found.links.live(clock.now()).select_related("issued_by").first() if asks and is_waiting else None,
        "files": [thumb(row) for row in found.evidence.select_related("attachment", "by", "link")],
        "reminders": list(found.reminders.select_related("by")),
        "events": timeline(found.id),
    }
    return render(request, "ledger/linkages/detail.html", context, status=status)


@policy(WORKERS, "GET", "POST")
@once
def hand_back(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    item = visible_item(request, found.item_id)
    found.item = item
    person = request.user.person
    form = ReasonForm(
        request.POST or None,
        label=_("为什么不归本单位"),
        hint=_("该找哪个单位，一并写上。"),
    )
    return ask(
        request,
        item,
        form,
        lambda data: linkages.hand_back_linkage(found, by=person, reason=data["reason"], at=clock.now()),
        heading=_("退回联动"),
        lead=found.asks,
        confirm=_("退回"),
        said=_("退回了。"),
    )


@policy(WORKERS, "POST")
@once
def accept(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    linkages.accept_linkage(found, by=request.user.person, at=clock.now())
    messages.success(request, _("接下了，对方看得到。"))
    return redirect("ledger:linkage", found.pk)


@policy(WORKERS, "POST")
@once
def remind(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    linkages.remind(found, by=request.user.person, at=clock.now())
    messages.success(request, _("催过{unit}了，记在经过里。").format(unit=found.unit))
    return redirect("ledger:linkage", found.pk)


@policy(WORKERS, "POST")
@once
def read_answer(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Linkage.objects.visible_to(request.user.person).exclude(answer=None), pk=pk)
    linkages.read_answer(found.answer, by=request.user.person, at=clock.now())
    return redirect("ledger:item", found.item_id)


def _visible(request: StaffRequest, pk: UUID) -> Linkage:
    return get_object_or_404(Linkage.objects.visible_to(request.user.person).with_names(), pk=pk)
