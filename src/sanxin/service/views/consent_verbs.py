"""What a member agreed to, and took back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import consents
from sanxin.service.models import Consent, Member, Purpose
from sanxin.service.views.member_help_forms import ConsentForm, WithdrawForm
from sanxin.service.views.member_pages import ask
from sanxin.service.views.members import find_member


@policy(DESK, "GET", "POST")
@once
def give(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    member = find_member(person, pk)

    def verb(said: Any) -> object:
        return consents.give(
            member,
            purpose=said["purpose"],
            given_on=said["consent_on"],
            way=said["consent_way"],
            given_to=said["contact"],
            by=person,
            at=clock.now(),
        )

    form = ConsentForm(request.POST or None, member, person)
    heading, lead = _("记一项本人同意"), _("先问本人；没有答应的不记。")
    return ask(request, member, form, verb, heading=heading, lead=lead, confirm=_("记下"), said=_("记下了。"))


@policy(DESK, "GET", "POST")
@once
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Nobody has to say why; what follows stands on the page before it is done."""
    person = request.user.person
    mine = Member.objects.visible_to(person).order_by()
    consent = get_object_or_404(Consent.objects.filter(member__in=mine).select_related("member"), pk=pk)
    member = find_member(person, consent.member_id)

    def verb(said: Any) -> object:
        return consents.withdraw(consent, on=said["on"], way=said["consent_way"], by=person, at=clock.now())

    form = WithdrawForm(request.POST or None, consent)
    confirm = _("收回，不再列入") if consent.purpose == Purpose.LIST else _("收回这一项")
    return ask(
        request,
        member,
        form,
        verb,
        heading=_("本人收回同意"),
        lead=_what_follows(consent),
        confirm=confirm,
        said=_("收回了，照办。"),
        kind="danger",
    )


def _what_follows(consent: Consent) -> str:
    if consent.purpose != Purpose.LIST:
        return _("“{what}”收回以后，不再告诉别的单位；登记和联系不变。").format(what=consent.get_purpose_display())
    days = settings.MEMBER_WITHDRAWN_DAYS
    return ngettext(
        "收回以后从那天起不再列入，{n} 天后姓名、电话、住址、困难情况和帮助的说明自动抹去。不用问为什么。",
        "收回以后从那天起不再列入，{n} 天后姓名、电话、住址、困难情况和帮助的说明自动抹去。不用问为什么。",
        days,
    ).format(n=days)
