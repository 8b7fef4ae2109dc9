"""Saying which question of an edition tells who its answerers are."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.forms.refusing import put_on
from sanxin.people.requests import StaffRequest
from sanxin.surveys.actions.who import TELLING, set_who
from sanxin.surveys.forms.results import WhoForm
from sanxin.surveys.models import Group, WhoQuestion
from sanxin.surveys.permissions.asking import check_may_ask
from sanxin.surveys.views.results import visible_edition
from sanxin_engines.questionnaires import Question


@policy(DESK, "GET", "POST")
@once
def who(request: StaffRequest, edition: UUID) -> HttpResponse:
    """First which question, then which of its choices means whom."""
    found = visible_edition(request, edition)
    check_may_ask(request.user.person, found.questionnaire.office_id)
    questions = [one for one in found.as_form().questions if one.kind in TELLING]
    before: WhoQuestion | None = getattr(found, "who_question", None)
    named = request.POST.get("question") or request.GET.get("question") or (before.question if before else "")
    chosen = next((one for one in questions if one.name == named), None)
    form = _form(request, chosen, before) if chosen else None
    status = 422 if form and form.is_bound else 200
    if form and form.is_bound and form.is_valid():
        said = {
            "question": form.cleaned_data["question"],
            "groups": form.groups,
            "seen": form.cleaned_data["seen"] or 0,
        }
        try:
            set_who(found, by=request.user.person, at=clock.now(), **said)
            messages.success(request, _("定好了。"))
            return redirect("surveys:results", found.pk)
        except Refused as refusal:
            put_on(form, refusal)
            status = status_of(refusal)
    context = {"edition": found, "questions": questions, "chosen": chosen, "form": form}
    return render(request, "surveys/results/who.html", context, status=status)


def _form(request: StaffRequest, question: Question, before: WhoQuestion | None) -> WhoForm:
    kept = before.groups if before and before.question == question.name else {}
    initial = {f"group-{name}": group for name, group in kept.items()}
    return WhoForm(
        request.POST or None,
        choices=[(choice.name, choice.label) for choice in question.choices],
        groups=list(Group.choices),
        initial=initial | {"question": question.name, "seen": before.version if before else 0},
    )
