"""A dialogue was held, or not; what was agreed goes on the ledger."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.dialogues.actions import dialogues as actions
from sanxin.dialogues.actions.follow_ups import follow_up as open_items
from sanxin.dialogues.forms.dialogues import CallOffForm, FollowUpForm, HeldForm, drawn_from_minutes
from sanxin.dialogues.models import Dialogue
from sanxin.dialogues.rules import dialogues as rules
from sanxin.dialogues.views.common import ask, crumbs_of, keep_dialogue
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest


@policy(DESK, "GET", "POST")
@once
def hold(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_dialogue(request, pk), request.user.person
    rules.check_still_planned(found.stage)
    day = min(clock.today(), found.meets_at.date())
    form = HeldForm(request.POST or None, initial={"seen": found.version, "held_on": day})

    def write() -> str:
        actions.hold(found, form.held, seen=form.cleaned_data["seen"], by=person, at=clock.now())
        return _page(found)

    return ask(
        request,
        form,
        write,
        heading=_("记下怎么谈的"),
        lead=found.title,
        confirm=_("记下"),
        said=_("记下了。商定的事可以立台账。"),
        back=_page(found),
        crumbs=_crumbs(found),
    )


@policy(DESK, "GET", "POST")
@once
def mend_minutes(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_dialogue(request, pk), request.user.person
    if found.held is None:
        raise Refused("dialogues.dialogue.not_held", _("还没有记过，先记下开过了。"))
    form = HeldForm(request.POST or None, initial=drawn_from_minutes(found.held, found.version))
    form.fields["agreements"].label = _("还商定了什么")
    form.fields["agreements"].help_text = _("已经记下的不动，这里只添新的，一行一件。")

    def mend() -> str:
        actions.mend_minutes(found, form.held, seen=form.cleaned_data["seen"], by=person, at=clock.now())
        return _page(found)

    return ask(
        request,
        form,
        mend,
        heading=_("改记录"),
        lead=found.title,
        confirm=_("存下"),
        said=_("改好了。"),
        back=_page(found),
        crumbs=_crumbs(found),
    )


@policy(DESK, "GET", "POST")
@once
def call_off(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_dialogue(request, pk), request.user.person
    rules.check_still_planned(found.stage)
    form = CallOffForm(request.POST or None, initial={"seen": found.version})

    def cancel() -> str:
        said = form.cleaned_data
        actions.call_off(found, reason=said["reason"], seen=said["seen"], by=person, at=clock.now())
        return _page(found)

    return ask(
        request,
        form,
        cancel,
        heading=_("这次不开了"),
        lead=found.title,
        confirm=_("这次不开了"),
        said=_("取消了。记得告诉请过的人。"),
        back=_page(found),
        crumbs=_crumbs(found),
    )


@policy(DESK, "GET", "POST")
@once
def follow_up(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_dialogue(request, pk), request.user.person
    left = [row for row in found.agreements.select_related("follow_up") if row.followed is None]
    form = FollowUpForm(request.POST or None, agreements=left, dialogue=found)
    if not left:
        raise Refused("dialogues.follow_up.nothing_left", _("商定的事都立过台账了，或者还没有商定什么。"))

    def put() -> str:
        open_items(found, form.wanted, by=person, at=clock.now())
        return _page(found)

    return ask(
        request,
        form,
        put,
        heading=_("立台账"),
        lead=_("商定的事编上号、定下谁办、哪天前办好，一起立。"),
        confirm=_("立台账"),
        said=_("立好了。"),
        back=_page(found),
        crumbs=_crumbs(found),
        template="dialogues/dialogues/follow_up.html",
    )


def _page(found: Dialogue) -> str:
    return reverse("dialogues:dialogue", args=[found.pk])


def _crumbs(found: Dialogue) -> list[dict[str, str]]:
    return [*crumbs_of(found.conversation), {"label": found.title, "url": _page(found)}]
