"""What became of a decision, for as long as anybody asks."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.research.models import ProposalStage, ProposalSubmission
from sanxin.research.queries.decision_follow_up import After, after
from sanxin.research.views.decision_answers import in_words
from sanxin.research.views.proposals import find


@policy(OFFICE)
def follow_up(request: StaffRequest, pk: UUID) -> HttpResponse:
    proposal = find(request.user.person, pk)
    if proposal.stage != ProposalStage.AGREED:
        raise Refused("research.follow_up.not_agreed", _("同意以后才有得跟踪。"))
    came = after(proposal, clock.today())
    submission = ProposalSubmission.objects.filter(proposal=proposal, decision__isnull=False).select_related(
        "decision__by"
    )
    last = submission.order_by("-round").first()
    context = {
        "proposal": proposal,
        "after": came,
        "rows": [(one, in_words(one.answers)) for one in came.results],
        "figures": _figures(came),
        "people_say": in_words(came.answers),
        "decision": last.decision if last else None,
        "measure": last.paper.get("measure", "") if last else "",
        "problems": list(proposal.problems.order_by("number")),
    }
    return render(request, "research/decisions/follow_up.html", context)


def _figures(came: After) -> list[dict[str, Any]]:
    total = len(came.results)
    return [
        _counted(total, _("开的台账")),
        _counted(came.done, _("办成的"), light="done" if total == came.done else ""),
        _counted(came.late, _("超期的"), light="red" if came.late else ""),
    ]


def _counted(n: int, label: str, *, light: str = "") -> dict[str, Any]:
    return {"value": n, "unit": ngettext("件", "件", n), "label": label, "light": light}
