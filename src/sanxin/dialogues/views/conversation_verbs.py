"""Writing a conversation, changing it, giving it out, closing it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.dialogues.actions import conversations as actions
from sanxin.dialogues.forms.base import VerbForm
from sanxin.dialogues.forms.conversations import ConversationForm, EditConversationForm, drawn_from
from sanxin.dialogues.rules import conversations as rules
from sanxin.dialogues.views.common import ask, crumbs_of, keep_conversation, page_of_conversation
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest


@policy(DESK, "GET", "POST")
@once
def new(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = ConversationForm(request.POST or None, person=person, initial={"opens_at": clock.now()})

    def begin() -> str:
        office = get_object_or_404(Unit, pk=person.sight.own_office)
        return page_of_conversation(actions.begin(office, form.asked, by=person, at=clock.now()))

    return ask(
        request,
        form,
        begin,
        heading=_("写议题"),
        lead=_("写好先不发，再添几条说法，看过了再发出去。"),
        confirm=_("存下"),
        said=_("存下了，接着写说法。"),
        back=crumbs_of()[0]["url"],
        crumbs=crumbs_of(),
    )


@policy(DESK, "GET", "POST")
@once
def edit(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_conversation(request, pk), request.user.person
    rules.check_can_be_revised(found.state(clock.now()), words_change=False)
    form = EditConversationForm(request.POST or None, person=person, initial=drawn_from(found))

    def revise() -> str:
        seen = form.cleaned_data["seen"]
        return page_of_conversation(actions.revise(found, form.asked, seen=seen, by=person, at=clock.now()))

    return ask(
        request,
        form,
        revise,
        heading=_("改议题"),
        lead=_("发出去以后，名字和问的话不能改；时间、地方和说明可以。"),
        confirm=_("存下"),
        said=_("改好了。"),
        back=page_of_conversation(found),
        crumbs=crumbs_of(found),
    )


@policy(DESK, "GET", "POST")
@once
def open_up(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = keep_conversation(request, pk)

    def send() -> str:
        actions.open_up(found, by=request.user.person, at=clock.now())
        return page_of_conversation(found)

    return ask(
        request,
        VerbForm(request.POST if request.method == "POST" else None),
        send,
        heading=_("发出去：{title}").format(title=found.title),
        lead=_("有码的人都能匿名表态。名字和问的话以后不能改，说法可以接着添、拿掉。"),
        confirm=_("发出去"),
        said=_("发出去了。码在右边，打印出来贴，或者把网址发到村里的群。"),
        back=page_of_conversation(found),
        crumbs=crumbs_of(found),
    )


@policy(DESK, "GET", "POST")
@once
def close(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = keep_conversation(request, pk)

    def shut() -> str:
        actions.close(found, by=request.user.person, at=clock.now())
        return page_of_conversation(found)

    return ask(
        request,
        VerbForm(request.POST if request.method == "POST" else None),
        shut,
        heading=_("停收：{title}").format(title=found.title),
        lead=_("停收了就不再开。答的人手机上的号码从此作废，谁也对不上哪一份是谁的。"),
        confirm=pgettext("conversation", "停收"),
        said=_("收了。现在可以算结果、公布。"),
        back=page_of_conversation(found),
        crumbs=crumbs_of(found),
    )
