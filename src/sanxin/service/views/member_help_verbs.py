"""What was done for a member, what was promised, and the small things mended about them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.kernel import clock
from sanxin.kernel.attachments import serve
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import helps, member_details
from sanxin.service.actions.helps import NewHelp
from sanxin.service.actions.member_details import Details
from sanxin.service.models import HelpPromise, MemberHelp
from sanxin.service.queries.helps import may_open_file
from sanxin.service.views.member_forms import CorrectMemberForm
from sanxin.service.views.member_help_forms import HelpForm, PromiseForm, ReasonForm
from sanxin.service.views.member_pages import ask
from sanxin.service.views.members import find_member


@policy(DESK, "GET", "POST")
@once
def new_help(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    member = find_member(person, pk)
    asked = request.GET.get("promise", "")
    promise = next((row for row in HelpPromise.objects.open().filter(member=member) if row.pk.hex == asked), None)

    def verb(said: Any) -> object:
        told = {name: said.get(name) for name in ("kind", "on", "amount", "giver", "unit", "words", "promise")}
        return helps.give(member, NewHelp(**told, evidence=said["evidence"]), by=person, at=clock.now())

    form = HelpForm(request.POST or None, request.FILES or None, member, person, promise)
    return ask(
        request,
        member,
        form,
        verb,
        heading=_("记一次帮助"),
        lead=_("记了就不改；记错了可以作废，重新记一条。"),
        confirm=_("记下"),
        said=_("记下了。"),
    )


@policy(DESK, "GET", "POST")
@once
def new_promise(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    member = find_member(person, pk)

    def verb(said: Any) -> object:
        return helps.promise(member, **said, by=person, at=clock.now())

    form = PromiseForm(request.POST or None)
    lead = _("答应了就记下来，到日子会提醒；办到了记一次帮助，这一件就了了。")
    return ask(request, member, form, verb, heading=_("答应帮助"), lead=lead, confirm=_("记下"), said=_("记下了。"))


@policy(DESK, "GET", "POST")
@once
def mistaken(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    row = get_object_or_404(MemberHelp.objects.visible_to(person).select_related("member"), pk=pk)

    def verb(said: Any) -> object:
        return helps.mistaken(row, reason=said["reason"], by=person, at=clock.now())

    lead = _("{day} · {kind}。作废以后还留着，不再计数。").format(day=row.on.isoformat(), kind=row.get_kind_display())
    return ask(
        request,
        find_member(person, row.member_id),
        ReasonForm(request.POST or None),
        verb,
        heading=_("这一条记错了"),
        lead=lead,
        confirm=pgettext("button", "作废"),
        said=_("作废了。"),
        kind="danger",
    )


@policy(DESK, "GET", "POST")
@once
def drop(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    row = get_object_or_404(HelpPromise.objects.visible_to(person).select_related("member"), pk=pk)

    def verb(said: Any) -> object:
        return helps.drop(row, reason=said["reason"], by=person, at=clock.now())

    lead = _("{kind}，答应 {day} 以前。先向本人说明，再记在这里。").format(
        kind=row.get_kind_display(), day=row.due_on.isoformat()
    )
    return ask(
        request,
        find_member(person, row.member_id),
        ReasonForm(request.POST or None),
        verb,
        heading=_("办不到，说明了"),
        lead=lead,
        confirm=_("不办了"),
        said=_("记下了。"),
    )


@policy(DESK, "GET", "POST")
@once
def correct(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Mend what is kept without showing it: whatever stays empty stays as it is."""
    person = request.user.person
    member = find_member(person, pk)
    form = CorrectMemberForm(request.POST or None, member)

    def verb(said: Any) -> object:
        details = Details(said["phone"], said["address"], said["difficulty"], form.chosen)
        return member_details.correct(member, details, seen=said["seen"], by=person, at=clock.now())

    lead = _("只写要改的，空着的不动；原来写的不显示在这里。")
    return ask(request, member, form, verb, heading=_("更正"), lead=lead, confirm=_("改"), said=_("改好了。"))


@policy(DESK)
def help_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """For those who may see the member, with the key that came with a logged look; without it it is not there."""
    person = request.user.person
    rows = MemberHelp.objects.visible_to(person).exclude(evidence=None).select_related("evidence")
    row = get_object_or_404(rows, pk=pk)
    if row.evidence is None or not may_open_file(row, person, request.GET.get("key", "")):
        raise Http404
    answer = serve(row.evidence, inline=True)
    answer.headers["Cache-Control"] = "no-store"
    return answer
