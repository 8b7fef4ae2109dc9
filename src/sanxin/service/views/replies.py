"""Telling the people behind one struck-off item."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import WORKERS
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.replies import tell_several
from sanxin.service.models import Reply, Solved
from sanxin.service.queries.telling import replies_to, strike_off_of, to_tell
from sanxin.service.views.reply_forms import TellForm


@policy(WORKERS, "GET", "POST")
@once
def tell(request: StaffRequest, item: UUID) -> HttpResponse:
    person = request.user.person
    strike_off = strike_off_of(item)
    rows = list(to_tell(person, item, clock.today()))
    told = list(replies_to(item, person))
    if not (rows or told):
        raise Http404
    if strike_off is None:
        raise Refused("service.reply.reopened", _("这件台账已经重新打开，办好再回话。"))
    form = TellForm(request.POST or None, rows)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            replies = tell_several(
                form.answers(), strike_off, by=person, words=said["words"], channel=said["channel"], at=clock.now()
            )
            messages.success(request, _said_so(replies))
            return redirect("service:owed")
        except Refused as refusal:
            form.refuse(refusal)
    context = {"form": form, "strike_off": strike_off, "item": strike_off.item, "told": told}
    return render(request, "service/replies/tell.html", context, status=422 if form.is_bound else 200)


def _said_so(replies: list[Reply]) -> str:
    if any(reply.solved == Solved.NO for reply in replies):
        return _("记下了；有人说没解决，台账已经重新打开。")
    return _("记下了，{n} 位已经知道。").format(n=len(replies))
