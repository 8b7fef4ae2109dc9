"""Typing paper sheets, one after another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.surveys.actions import desk, papers
from sanxin.surveys.models import AnswerChannel, Link, Response
from sanxin.surveys.permissions.asking import check_may_ask
from sanxin.surveys.queries.paper_form import lines_of
from sanxin.surveys.rules.answer_faults import sentence
from sanxin.surveys.rules.links import LinkState
from sanxin.surveys.rules.paper import read_numbers
from sanxin.surveys.sheets import key_of
from sanxin.surveys.views.links import visible
from sanxin_engines.questionnaires import Kind


@policy(DESK, "GET", "POST")
@once
def paper(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The sheet stays on the screen: typed, sent, empty again."""
    link = visible(request, pk)
    check_may_ask(request.user.person, link.office_id)
    if request.method != "POST":
        if link.state(clock.now()) is LinkState.CLOSED:
            return redirect("surveys:link", pk)
        return _page(request, link, {}, {}, 200)
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    raw, faults = read_numbers(link.edition.as_form(), typed)
    if faults:
        return _page(request, link, typed, faults, 422)
    try:
        reading, response = papers.type_in(link, raw, by=request.user.person, at=clock.now())
    except Refused as refusal:
        return _page(request, link, typed, {"": refusal.sentence}, status_of(refusal))
    if response is None:
        form = link.edition.as_form()
        wrong = {name: sentence(fault, form.question(name)) for name, fault in reading.errors.items()}
        return _page(request, link, typed, wrong, 422)
    answer = redirect("surveys:paper", pk)
    answer.headers["Location"] += f"?last={response.pk}"
    return answer


@policy(DESK, "POST")
@once
def take_back(request: StaffRequest, pk: UUID) -> HttpResponse:
    link = visible(request, pk)
    typed = request.POST.get("response", "")
    rows = Response.objects.visible_to(request.user.person).filter(link=link)
    response = get_object_or_404(rows, pk=int(typed) if typed.isdecimal() and len(typed) < 20 else 0)
    papers.take_back(response, by=request.user.person, at=clock.now())
    messages.success(request, _("撤回了刚才那份，请重新录。"))
    return redirect("surveys:paper", pk)


@policy(DESK, "POST")
@once
def deliver(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What people wrote goes to the problem desk."""
    link = visible(request, pk)
    row = desk.deliver(link, by=request.user.person, at=clock.now())
    words = ngettext("送了 {n} 条到问题台。", "送了 {n} 条到问题台。", row.voices).format(n=row.voices)
    messages.success(request, words)
    return redirect("surveys:link", pk)


def _page(
    request: StaffRequest, link: Link, typed: dict[str, str], errors: dict[str, str], status: int
) -> HttpResponse:
    person = request.user.person
    sheets = Response.objects.filter(link=link, channel=AnswerChannel.PAPER)
    form = link.edition.as_form()
    context = {
        "link": link,
        "form": form,
        "lines": lines_of(form, typed, errors),
        "problem": errors.get("", ""),
        "faults": len(errors),
        "mine_today": sheets.filter(typed_by=person, day=clock.today()).count(),
        "all": sheets.count(),
        "last": request.GET.get("last", "") if status == 200 else "",
        "table_key": key_of(link),
        "without_photos": any(one.kind is Kind.PHOTO for one in form.questions),
    }
    return render(request, "surveys/links/paper.html", context, status=status)
