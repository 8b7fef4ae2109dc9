"""What came of it: the table and the map, one screen for the leader, files; counting and releasing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.dialogues import events
from sanxin.dialogues.actions import snapshots
from sanxin.dialogues.actions.releases import release as show_everybody
from sanxin.dialogues.forms.conversations import ReleaseForm
from sanxin.dialogues.models import Conversation, Participant, Snapshot
from sanxin.dialogues.permissions.conversations import may_keep
from sanxin.dialogues.queries import files
from sanxin.dialogues.queries.lights import light_of, light_of_dialogue
from sanxin.dialogues.queries.public_results import promises_of
from sanxin.dialogues.queries.results import ORDERS, results_of
from sanxin.dialogues.queries.tables import enough_of, sheet_of
from sanxin.dialogues.rules.thresholds import LEAST
from sanxin.dialogues.views.common import ask, crumbs_of, find_conversation, keep_conversation
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest

BRIEF = 4
"""Statements of a kind that fit on one screen."""


@policy(OFFICE)
def results(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_conversation(request, pk)
    snapshot = _last(found)
    order = request.GET.get("order", "common")
    fresh = Participant.objects.filter(conversation=found, fresh=True).count() if snapshot else 0
    context = {
        "conversation": found,
        "light": light_of(found, clock.now()),
        "enough": enough_of(found),
        "snapshot": snapshot,
        "results": results_of(snapshot, order=order) if snapshot else None,
        "orders": _orders(order),
        "fresh": fresh if fresh >= LEAST else 0,
        "late": found.closed is not None and 0 < fresh < LEAST,
        "least": LEAST,
        "release": found.releases.first(),
        "may_keep": may_keep(request.user.person, found.office_id),
        "may_count": _may_count(found, request.user.person),
    }
    return render(request, "dialogues/results/results.html", context)


@policy(DESK, "POST")
@once
def count(request: StaffRequest, pk: UUID) -> HttpResponse:
    """At once where it is small; else the worker does it and one may leave the page."""
    found, person = keep_conversation(request, pk), request.user.person
    if snapshots.is_small(found):
        snapshots.count(found, by=person, at=clock.now())
        messages.success(request, _("算好了。"))
        return redirect("dialogues:results", pk)
    return redirect("kernel:job", snapshots.ask(found, by=person, at=clock.now()).id)


@policy(OFFICE)
def brief(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Everything a leader needs, on one screen."""
    found = find_conversation(request, pk)
    snapshot = _last(found)
    dialogues = found.dialogues.with_names()
    context = {
        "conversation": found,
        "light": light_of(found, clock.now()),
        "enough": enough_of(found),
        "results": results_of(snapshot) if snapshot else None,
        "most": BRIEF,
        "promises": promises_of(found),
        "dialogues": [(row, light_of_dialogue(row, clock.now())) for row in dialogues],
    }
    return render(request, "dialogues/results/brief.html", context)


@policy(OFFICE)
def results_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The table one reads, small counts left empty."""
    found = find_conversation(request, pk)
    shown = results_of(_needed(found), order="number")
    return export(request, events.RESULTS.named(found.title), files.heads_of(shown), files.rows_of(shown))


@policy(DESK)
def votes_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """votes.csv for `sanxin consensus` and other tools that read Polis' files; only once nobody answers any more."""
    found = keep_conversation(request, pk)
    sheet = sheet_of(_ended(found))
    return export(_as_csv(request), events.VOTES.named("votes"), files.VOTE_HEADS, files.vote_rows(sheet))


@policy(DESK)
def comments_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    found = keep_conversation(request, pk)
    rows = files.comment_rows(found, sheet_of(_ended(found)))
    return export(_as_csv(request), events.COMMENTS.named("comments"), files.COMMENT_HEADS, rows)


@policy(DESK, "GET", "POST")
@once
def release(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_conversation(request, pk), request.user.person
    snapshot = _needed(found)
    before = found.releases.first()
    initial = {"snapshot": snapshot.pk, "words": before.words if before else ""}
    form = ReleaseForm(request.POST or None, initial=initial)
    page = reverse("dialogues:results", args=[pk])

    def show() -> str:
        said = form.cleaned_data
        chosen = found.snapshots.filter(pk=said["snapshot"]).first() or snapshot
        show_everybody(found, snapshot=chosen, words=said["words"], by=person, at=clock.now())
        return page

    return ask(
        request,
        form,
        show,
        heading=_("公布结果"),
        lead=_("有码的人都看得到：大家都赞成什么、分歧在哪里、商定了什么。不到 {n} 人的数不显示。").format(n=LEAST),
        confirm=_("公布"),
        said=_("公布了。"),
        back=page,
        crumbs=[*crumbs_of(found), {"label": _("结果"), "url": page}],
    )


def _may_count(conversation: Conversation, person: Person) -> bool:
    try:
        snapshots.check(conversation, by=person)
    except Refused:
        return False
    return True


def _last(conversation: Conversation) -> Snapshot | None:
    return conversation.snapshots.select_related("by").first()


def _needed(conversation: Conversation) -> Snapshot:
    if (snapshot := _last(conversation)) is None:
        raise Refused("dialogues.result.none", _("还没有算过结果，先算一次。"))
    return snapshot


def _ended(conversation: Conversation) -> Conversation:
    """Answer by answer nothing leaves the house while people still answer, or before there are enough of them."""
    if conversation.closed is None:
        raise Refused("dialogues.result.still_open", _("收了以后才导出表态：现在导，两份一对就看得出谁刚答。"))
    _needed(conversation)
    return conversation


def _as_csv(request: StaffRequest) -> StaffRequest:
    """Polis' files are csv, whatever the address asks for."""
    asked: Any = request.GET.copy()
    asked["format"] = "csv"
    request.GET = asked
    return request


def _orders(current: str) -> list[dict[str, object]]:
    labels = {
        "common": _("共识在前"),
        "divisive": _("分歧在前"),
        "answers": _("答的人多在前"),
        "number": _("按号"),
    }
    chosen = current if current in ORDERS else "common"
    return [{"label": label, "url": f"?order={name}#all", "current": name == chosen} for name, label in labels.items()]
