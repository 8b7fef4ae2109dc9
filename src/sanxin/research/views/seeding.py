"""从问题引出说法: from a problem people see differently to statements in a conversation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from sanxin.dialogues.models import Conversation, Statement
from sanxin.dialogues.rules.statements import LONGEST
from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.research.actions.seeding import draw_statements
from sanxin.research.forms.seeding import SeedingForm
from sanxin.research.models import Problem
from sanxin.research.permissions.problems import check_may_work
from sanxin.research.views.problems import find

QUOTES = 5


@policy(DESK, "GET", "POST")
@once
def seed(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find(request.user.person, pk), request.user.person
    check_may_work(person, found.office_id)
    mine = Conversation.objects.visible_to(person).filter(office=found.office_id, closing__isnull=True)
    form = SeedingForm(request.POST or None, conversations=mine, initial={"texts": _suggested(found)})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        chosen: Conversation = form.cleaned_data["conversation"]
        try:
            made = draw_statements(found, conversation=chosen, texts=form.lines, by=person, at=clock.now())
        except NotAllowed:
            raise
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
        else:
            words = ngettext("引出了 {n} 条说法。", "引出了 {n} 条说法。", len(made))
            messages.success(request, words.format(n=len(made)))
            return redirect("dialogues:conversation", chosen.pk)
    drawn = Statement.objects.filter(origin_id=found.pk, conversation__in=Conversation.objects.visible_to(person))
    context = {"problem": found, "form": form, "has_conversations": mine.exists()}
    context |= {"drawn": drawn.select_related("conversation")}
    return render(request, "research/problems/seed.html", context, status=status)


def _suggested(problem: Problem) -> str:
    """Its name and what people said, to be rewritten as statements."""
    lines = [problem.name, *(text for _voice, text in problem.quotes[:QUOTES])]
    return "\n".join(dict.fromkeys(" ".join(line.split())[:LONGEST] for line in lines if line.strip()))
