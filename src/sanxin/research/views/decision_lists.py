"""The three lists of a decision, shown and as files."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export, export_book
from sanxin.people.requests import StaffRequest
from sanxin.research import events
from sanxin.research.models import Proposal, ProposalStage
from sanxin.research.queries.decision_lists import ThreeLists
from sanxin.research.queries.decision_lists import three_lists as lists_of
from sanxin.research.views.proposals import find


@policy(OFFICE)
def three_lists(request: StaffRequest, pk: UUID) -> HttpResponse:
    proposal, lists = _asked(request, pk)
    context = {"proposal": proposal, "lists": lists}
    return render(request, "research/decisions/lists.html", context)


@policy(OFFICE)
def three_lists_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """`?list=problems`, `duties` or `tasks`; all three as one workbook where nothing is asked."""
    proposal, lists = _asked(request, pk)
    which = request.GET.get("list", "")
    if not which:
        title = events.DECISION_LIST.named(f"{events.DECISION_LIST} {proposal.code}")
        return export_book(request, title, [_problems(lists), _duties(lists), _tasks(lists)])
    name, heads, rows = {"duties": _duties, "tasks": _tasks}.get(which, _problems)(lists)
    return export(request, events.DECISION_LIST.named(f"{name} {proposal.code}"), heads, rows)


def _asked(request: StaffRequest, pk: UUID) -> tuple[Proposal, ThreeLists]:
    proposal = find(request.user.person, pk)
    if proposal.stage != ProposalStage.AGREED:
        raise Refused("research.lists.not_agreed", _("同意以后才有三张清单。"))
    return proposal, lists_of(proposal, clock.today())


Sheet = tuple[str, list[str], Iterator[list[Any]]]


def _problems(lists: ThreeLists) -> Sheet:
    heads = [_("编号"), _("问题"), _("多少人说"), _("几个地方"), _("多少条"), _("对应台账")]
    rows = (
        [row.problem.code, row.problem.name, row.problem.people, row.problem.places, row.problem.messages, row.items]
        for row in lists.problems
    )
    return _("问题清单"), heads, rows


def _duties(lists: ThreeLists) -> Sheet:
    heads = [_("台账"), _("什么事"), _("责任单位"), _("责任人"), _("配合单位"), _("到期日"), _("状态")]
    rows = (
        [
            row.item.code,
            row.item.title,
            row.unit,
            row.item.owner.name,
            row.cooperating,
            row.item.due_on,
            str(row.light.word),
        ]
        for row in lists.duties
    )
    return _("责任清单"), heads, rows


def _tasks(lists: ThreeLists) -> Sheet:
    heads = [_("台账"), _("任务内容"), _("谁来做"), _("哪天前"), _("办完没有")]
    rows = ([row.item.code, row.what, row.who, row.due_on, _("办完") if row.done else _("在办")] for row in lists.tasks)
    return _("任务清单"), heads, rows
