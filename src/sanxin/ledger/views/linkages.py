"""Asking another department; the page where it answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import linkages
from sanxin.ledger.forms.items import ReasonForm
from sanxin.ledger.forms.linkages import AnswerForm, LinkageForm
from sanxin.ledger.models import Linkage
from sanxin.ledger.permissions.linkages import may_answer, may_ask
from sanxin.ledger.queries.days import counting, light_of
from sanxin.ledger.queries.story import thumb
from sanxin.ledger.rules.lights import Light, light_of_days
from sanxin.ledger.views.verbs import ask, attempt, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def ask_linkage(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        LinkageForm(request.POST or None, item=item),
        lambda data: linkages.ask_linkage(
            item,
            unit=data["unit"],
            by=person,
            asks=data["asks"],
            due_on=data["due_on"],
            contact=data["contact"],
            at=clock.now(),
        ),
        heading=_("请部门联动"),
        lead=_("对方的经办人登录后就能看到、能答复；别的事看不到。"),
        confirm=_("请对方答复"),
        said=_("请过了，等对方答复。"),
    )


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
    answers = may_answer(found, person) and not found.is_settled and item.is_open
    context = {
        "item": item,
        "linkage": found,
        "light": _light(found, left(found.due_on)),
        "item_light": light_of(item, left=left, today=today),
        "form": form if answers else None,
        "may_ask": may_ask(item, person),
        "files": [thumb(row) for row in found.evidence.select_related("attachment", "by")],
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


def _light(linkage: Linkage, days: int) -> Light:
    if linkage.is_answered:
        return Light("done", _("已答复"))
    return Light("off", _("已退回")) if linkage.is_handed_back else light_of_days(days)
