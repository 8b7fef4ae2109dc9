"""Writing statements, showing them, leaving them out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanxin.dialogues.actions import statements as actions
from sanxin.dialogues.forms.conversations import LeaveOutForm, StatementsForm
from sanxin.dialogues.views.common import (
    ask,
    crumbs_of,
    keep_conversation,
    keep_statement,
    page_of_conversation,
    seen,
)
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest


@policy(DESK, "GET", "POST")
@once
def write(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_conversation(request, pk), request.user.person
    form = StatementsForm(request.POST or None)

    def put() -> str:
        actions.write(found, form.lines, by=person, at=clock.now())
        return page_of_conversation(found)

    return ask(
        request,
        form,
        put,
        heading=_("写说法"),
        lead=found.question,
        confirm=_("写上"),
        said=_("写上了。"),
        back=page_of_conversation(found),
        crumbs=crumbs_of(found),
    )


@policy(DESK, "POST")
@once
def accept(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = keep_statement(request, pk)
    actions.accept(found, seen=seen(request), by=request.user.person, at=clock.now())
    messages.success(request, _("采用了第 {n} 条，大家看得到了。").format(n=found.number))
    return redirect(f"{page_of_conversation(found.conversation)}#statements")


@policy(DESK, "GET", "POST")
@once
def leave_out(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_statement(request, pk), request.user.person
    form = LeaveOutForm(request.POST or None, initial={"seen": found.version})

    def out() -> str:
        said = form.cleaned_data
        actions.leave_out(found, reason=said["reason"], seen=said["seen"], by=person, at=clock.now())
        return f"{page_of_conversation(found.conversation)}#statements"

    return ask(
        request,
        form,
        out,
        heading=_("不采用第 {n} 条").format(n=found.number),
        lead=_("“{text}”　说法只采用或不采用，不改别人的话。以后还可以采用回来。").format(text=found.text),
        confirm=_("不采用"),
        said=_("没采用，大家看不到了。"),
        back=page_of_conversation(found.conversation),
        crumbs=crumbs_of(found.conversation),
    )
