"""Telling the people behind one item how it ended: what was done, or why nothing will be."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.models import Withdrawal
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.replies import tell_by_notice, tell_several
from sanxin.service.models import Reply, Solved, VoiceItem
from sanxin.service.models.reply import Ending
from sanxin.service.queries.telling import ending_of, reopened_words, replies_to, to_tell
from sanxin.service.rules.replies import check_still_owed
from sanxin.service.views.reply_forms import NoticeForm, TellForm, answered_in

A_PAGE = 20
"""So many can be told in one go without losing the thread."""
TOLD_SHOWN = 50


@policy(WORKERS, "GET", "POST")
@once
def tell(request: StaffRequest, item: UUID) -> HttpResponse:
    """A page of those who are owed an answer; what is sent counts for those it names, on whatever page they are now."""
    person = request.user.person
    rows, ending, told = _found(request, item)
    page = page_of(rows, request, per_page=A_PAGE)
    answered = answered_in(request.POST)
    shown = list(rows.filter(voice__in=answered)) if answered else list(page)
    form = TellForm(request.POST or None, shown)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            check_still_owed(answered=len(answered), owed=len(shown))
            replies = tell_several(
                form.answers(), ending, by=person, words=said["words"], channel=said["channel"], at=clock.now()
            )
            messages.success(request, _said_so(replies, ending))
            left = rows.exists()  # on the next page, unless somebody's "no" opened it again
            return redirect("service:tell", item) if left else redirect("service:owed")
        except Refused as refusal:
            form.refuse(refusal)
    context = {
        "form": form, "page": page, **_context(ending),
        "told": told[:TOLD_SHOWN], "told_count": told.count(),
    }  # fmt: skip
    return render(request, "service/replies/tell.html", context, status=422 if form.is_bound else 200)


@policy(WORKERS, "GET", "POST")
@once
def notice(request: StaffRequest, item: UUID) -> HttpResponse:
    """One notice for everybody nobody can speak to."""
    rows, ending, _told = _found(request, item)
    everybody = list(rows)
    if not everybody:
        return redirect("service:tell", item)
    reachable = [row for row in everybody if hasattr(row.voice, "contact")]
    form = NoticeForm(request.POST or None, reachable, dropped=isinstance(ending, Withdrawal))
    if form.is_bound and form.is_valid():
        gone = form.unreachable
        voices = [row.voice for row in everybody if not hasattr(row.voice, "contact") or row.voice_id in gone]
        try:
            replies = tell_by_notice(
                voices, ending, by=request.user.person, words=form.cleaned_data["words"], at=clock.now(),
                unreachable=gone,
            )  # fmt: skip
            messages.success(request, _("记下了，按公告告知 {n} 位。").format(n=len(replies)))
            return redirect("service:tell", item) if len(replies) < len(everybody) else redirect("service:owed")
        except Refused as refusal:
            form.refuse(refusal)
    context = {"form": form, "nameless": len(everybody) - len(reachable), **_context(ending)}
    return render(request, "service/replies/notice.html", context, status=422 if form.is_bound else 200)


def _context(ending: Ending) -> dict[str, object]:
    dropped = isinstance(ending, Withdrawal)
    reason = ending.reason if isinstance(ending, Withdrawal) else ending.note or ending.item.outcome_wanted
    return {"ending": ending, "item": ending.item, "dropped": dropped, "reason": reason}


def _found(request: StaffRequest, item: UUID) -> tuple[QuerySet[VoiceItem], Ending, QuerySet[Reply]]:
    """Whom this person may tell, about what, and who has been told."""
    person = request.user.person
    rows, told = to_tell(person, item, clock.today()), replies_to(item, person)
    if not (rows.exists() or told.exists()):
        raise Http404
    if (ending := ending_of(item)) is None:
        raise Overtaken("service.reply.reopened", reopened_words(item))
    return rows, ending, told


def _said_so(replies: list[Reply], ending: Ending) -> str:
    unsolved = any(reply.solved == Solved.NO for reply in replies)
    if unsolved and isinstance(ending, Withdrawal):
        return _("记下了；说没解决的，列为“要答复”：答清楚，或者转进台账重新办。")
    if unsolved:
        return _("记下了；有人说没解决，台账已经重新打开。")
    if any(reply.solved == Solved.PARTLY for reply in replies):
        return _("记下了；有人说只解决了一部分，还差的写在回话里，要不要重新办理由您定。")
    return _("记下了，{n} 位已经知道。").format(n=len(replies))
