"""One question: what was asked, what is answered, what may be done next."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK, Role
from sanxin.people.queries.pickers import people_of_offices
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import questions
from sanxin.service.models import Voice
from sanxin.service.permissions.questions import check_may_answer, check_may_put
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.views.common import ask, find_question
from sanxin.service.views.question_context import context_of, crumbs_of
from sanxin.service.views.question_forms import DropForm, HandOnForm, PutForm, RaiseForm

READERS = DESK | {Role.LIAISON}


@policy(READERS)
def question(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_question(request, pk)
    return render(request, "service/questions/question.html", context_of(found, request.user.person, clock.today()))


@policy(DESK, "GET", "POST")
@once
def put(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Of a voice: it needs an answer and nothing else."""
    person = request.user.person
    voice = get_object_or_404(Voice.objects.visible_to(person), pk=pk)
    check_may_put(voice, person)
    form = PutForm(
        request.POST or None,
        kinds=Kinds([voice.office_id]).in_use(voice.office_id),
        owners=people_of_offices([voice.office_id], roles=DESK),
        me=person,
    )
    return ask(
        request,
        form,
        lambda said: questions.put(voice, kind=said["kind"], owner=said["owner"], by=person, at=clock.now()),
        heading=_("只要一个答复"),
        lead=_("不用立台账，答清楚、告诉本人就行。从今天起算，到期前答复。"),
        confirm=_("定为提问"),
        said=_("定好了，到期前会列在“欠人家的回话”里。"),
        back=reverse("service:voice", args=[voice.pk]),
        crumbs=[{"label": voice.heading, "url": reverse("service:voice", args=[voice.pk])}],
    )


@policy(DESK, "GET", "POST")
@once
def hand_on(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_question(request, pk)
    check_may_answer(found, person)
    form = HandOnForm(request.POST or None, initial={"seen": found.version, "owner": found.owner_id})
    form.among("owner", people_of_offices([found.office_id], roles=DESK))
    return ask(
        request,
        form,
        lambda said: questions.hand_on(found, owner=said["owner"], seen=said["seen"], by=person, at=clock.now()),
        heading=_("交给别人答复"),
        lead=_("到期的日子不变。"),
        confirm=_("交给他"),
        said=_("交过去了。"),
        back=reverse("service:owed"),
        crumbs=crumbs_of(found),
        seen=found.version,
    )


@policy(DESK, "GET", "POST")
@once
def drop(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_question(request, pk)
    check_may_answer(found, person)
    return ask(
        request,
        DropForm(request.POST or None, initial={"seen": found.version}),
        lambda said: questions.drop(found, reason=said["reason"], seen=said["seen"], by=person, at=clock.now()),
        heading=_("不用答复"),
        lead=_("声音还在，只是不再欠这个答复；理由留在经过里。"),
        confirm=_("定为不用答复"),
        said=_("记下了。"),
        back=reverse("service:question", args=[found.pk]),
        crumbs=crumbs_of(found),
        seen=found.version,
    )


@policy(DESK, "GET", "POST")
@once
def raise_to_ledger(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_question(request, pk)
    check_may_answer(found, person)
    form = RaiseForm(request.POST or None, initial={"seen": found.version, "owner": person.pk})
    form.among("owner", people_of_offices([found.office_id], roles=DESK))
    return ask(
        request,
        form,
        lambda said: questions.raise_to_ledger(found, **said, by=person, at=clock.now()),
        heading=_("转进台账"),
        lead=_("光答复不够、要办一件事的，编号立账；办好销号以后再告诉本人。"),
        confirm=_("立进台账"),
        said=_("立好了，这条提问就在台账上办。"),
        back=reverse("service:question", args=[found.pk]),
        crumbs=crumbs_of(found),
        seen=found.version,
    )
