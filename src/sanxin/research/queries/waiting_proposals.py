"""What waits on 今日: proposals before a leader, and those that came back to their drafter."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sanxin.kernel.days import calendar_of
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person
from sanxin.research.models import Proposal, ProposalStage, ProposalSubmission
from sanxin.research.models.proposal_route import RouteStep
from sanxin.research.queries.proposal_returns import GivenBack, latest_returns

SECTION = "decide"
RETURNED = "returned"
LATE_DAYS = 3
"""Working days after which a proposal asks for a look."""


def waiting_for(person: Person, today: date) -> list[Waiting]:
    return [*_to_decide(person, today), *_to_review(person, today), *_returned(person)]


def _to_decide(person: Person, today: date) -> list[Waiting]:
    if not person.sight.led_offices:
        return []
    rows = ProposalSubmission.objects.waiting_for(person).select_related("proposal__drafted_by")
    calendar = calendar_of(person.county_id)
    return [_decide(row, calendar.between(timezone.localdate(row.at), today)) for row in rows]


def _decide(row: ProposalSubmission, days: int) -> Waiting:
    proposal, url = row.proposal, reverse("research:decide", args=[row.proposal_id])
    figures = row.figures
    people = ngettext("{n} 人说", "{n} 人说", figures["people"]).format(n=figures["people"])
    villages = ngettext("{n} 个村", "{n} 个村", figures["villages"]).format(n=figures["villages"])
    by = _("{who}起草").format(who=proposal.drafted_by)
    return Waiting(
        section=SECTION,
        light_kind="amber" if days >= LATE_DAYS else "wait",
        light_word=_("等了 {n} 日").format(n=days) if days >= LATE_DAYS else _("等我"),
        title=proposal.title,
        url=url,
        action_label=_("去批示"),
        action_url=url,
        meta=" · ".join([proposal.code, people, villages, by]),
        due_on=timezone.localdate(row.at),
        rank=0,
    )


def _to_review(person: Person, today: date) -> list[Waiting]:
    if not person.sight.work_offices:
        return []
    rows = RouteStep.objects.waiting().filter(person=person, routing__proposal__office__in=person.sight.work_offices)
    calendar = calendar_of(person.county_id)
    steps = rows.select_related("routing__proposal__drafted_by").order_by("routing__at")
    return [_review(row, calendar.between(timezone.localdate(row.routing.at), today)) for row in steps]


def _review(step: RouteStep, days: int) -> Waiting:
    proposal, url = step.routing.proposal, reverse("research:review_proposal", args=[step.pk])
    return Waiting(
        section=SECTION,
        light_kind="amber" if days >= LATE_DAYS else "wait",
        light_word=_("等了 {n} 日").format(n=days) if days >= LATE_DAYS else _("等我"),
        title=proposal.title,
        url=url,
        action_label=_("去审"),
        action_url=url,
        meta=" · ".join([proposal.code, str(step.get_desk_display()), _("{who}起草").format(who=proposal.drafted_by)]),
        due_on=timezone.localdate(step.routing.at),
        rank=5,
    )


def _returned(person: Person) -> list[Waiting]:
    """Only the latest return of each: by a leader's decision, or on the round."""
    mine = Proposal.objects.filter(drafted_by=person, stage=ProposalStage.RETURNED)
    latest = latest_returns(mine)
    return [_revise(proposal, latest[proposal.id]) for proposal in mine if proposal.id in latest]


def _revise(proposal: Proposal, row: GivenBack) -> Waiting:
    return Waiting(
        section=RETURNED,
        light_kind="wait",
        light_word=pgettext("state", "退回"),
        title=_("方案《{title}》按批注修改").format(title=proposal.title),
        url=reverse("research:proposal", args=[proposal.pk]),
        action_label=_("去修改"),
        action_url=reverse("research:revise_proposal", args=[proposal.pk]),
        meta=_("{who}退回：{memo}").format(who=row.by, memo=row.words),
        due_on=timezone.localdate(row.at),
        rank=45,
    )
