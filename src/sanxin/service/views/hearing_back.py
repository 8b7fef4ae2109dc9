"""What somebody who has been told says later: is it solved, are they content."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK, Role
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.verdicts import hear_back as note
from sanxin.service.models import Reply, Voice
from sanxin.service.permissions.replies import check_may_tell
from sanxin.service.queries.told import owner_of, was_asked
from sanxin.service.views.common import ask
from sanxin.service.views.question_forms import VerdictForm


@policy(DESK | {Role.LIAISON}, "GET", "POST")
@once
def hear_back(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    rows = Reply.objects.filter(voice__in=Voice.objects.visible_to(person).values("pk"))
    rows = rows.select_related("voice__contact", "strike_off__item", "strike_off__reopening", "withdrawal__item")
    reply = get_object_or_404(
        rows.select_related("voice__place__parent", "answer__question", "answer__reopening"), pk=pk
    )
    check_may_tell(reply.voice, owner_of(reply), person)
    form = VerdictForm(request.POST or None, was_asked=was_asked(reply.voice), may_skip=False)

    def write(said: Mapping[str, Any]) -> None:
        note(
            reply, solved=said["solved"], unsolved=said["unsolved"], by=person, at=clock.now(),
            satisfaction=form.score, asked_satisfaction=form.asked,
        )  # fmt: skip

    back = reverse("service:voice", args=[reply.voice_id])
    return ask(
        request,
        form,
        write,
        heading=_("记下他怎么说"),
        lead=reply.voice.heading,
        confirm=_("记下"),
        said=_("记下了。说没解决的，已经重新打开，或者列为要答复。"),
        back=back,
        crumbs=[{"label": reply.voice.heading, "url": back}],
        template="service/questions/said.html",
        extra={"reply": reply, "voice": reply.voice},
    )
