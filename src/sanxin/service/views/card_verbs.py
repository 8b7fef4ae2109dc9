"""Making, revising, confirming, handing on and retiring an answer card."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.queries.pickers import people_of_offices
from sanxin.people.requests import StaffRequest
from sanxin.service.actions import cards
from sanxin.service.actions.citations import cited_by
from sanxin.service.models import Answer, AnswerCard, Question
from sanxin.service.permissions.questions import check_may_keep_card
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.rules.cards import REVIEW_AFTER
from sanxin.service.views.card_forms import ConfirmForm, NewCardForm, RetireForm, ReviseForm
from sanxin.service.views.citation_forms import card_asked
from sanxin.service.views.common import ask, find_card, my_office
from sanxin.service.views.question_forms import HandOnForm

FORM = "service/cards/write.html"


@policy(DESK, "GET", "POST")
@once
def new_card(request: StaffRequest) -> HttpResponse:
    """By hand, or with `?from=` the id of an answer: its words and citations stand there already."""
    person = request.user.person
    source = _source(request)
    office = source.question.office if source else my_office(person)
    initial: dict[str, Any] = {"owner": person.pk, "review_on": clock.today() + REVIEW_AFTER}
    if source:
        initial |= {"text": source.text, "kind": source.question.kind}
    before = cited_by(source) if source else []
    form = NewCardForm(request.POST or None, request.FILES or None, before=before, initial=initial)
    kinds = Kinds([office.id]).in_use(office.id)
    form.offer(kinds=kinds, owners=people_of_offices([office], roles=DESK))
    made: list[AnswerCard] = []

    def write(said: Mapping[str, Any]) -> None:
        now = clock.now()
        made.append(
            cards.make_card(
                office, title=said["title"], text=said["text"], kind=said["kind"], owner=said["owner"],
                review_on=said["review_on"], citations=form.cited(by=person, at=now), source=source, by=person, at=now,
            )
        )  # fmt: skip

    answer = ask(
        request,
        form,
        write,
        heading=_("做成答复卡") if source else _("写答复卡"),
        lead=_("以后有人问一样的，写答复时会列出来，点一下就用。单位里的人都看得到，不写人名、电话。"),
        confirm=_("存成卡片"),
        said=_("存好了。"),
        back=reverse("service:question", args=[source.question_id]) if source else reverse("service:cards"),
        crumbs=[{"label": _("答复卡"), "url": reverse("service:cards")}],
        template=FORM,
    )
    return redirect("service:card", made[0].pk) if made else answer


def _source(request: StaffRequest) -> Answer | None:
    asked = request.GET.get("from", "")
    if not asked:
        return None
    mine = Question.objects.visible_to(request.user.person).filter(office__in=request.user.person.sight.desk_offices)
    pk = card_asked(asked)
    found = Answer.objects.filter(pk=pk, question__in=mine).select_related("question__office").first() if pk else None
    if found is None:
        raise Http404
    return found


@policy(DESK, "GET", "POST")
@once
def revise(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_card(request, pk)
    check_may_keep_card(found, person)
    now = found.editions.get(number=found.edition)
    initial = {"seen": found.version, "title": now.title, "text": now.text, "review_on": clock.today() + REVIEW_AFTER}
    form = ReviseForm(request.POST or None, request.FILES or None, before=cited_by(now), initial=initial)

    def write(said: Mapping[str, Any]) -> None:
        at = clock.now()
        cards.revise_card(
            found, title=said["title"], text=said["text"], review_on=said["review_on"], seen=said["seen"],
            citations=form.cited(by=person, at=at), by=person, at=at,
        )  # fmt: skip

    return ask(
        request,
        form,
        write,
        heading=_("改卡片"),
        lead=_("改了就是新的一版；用旧版答过的，还连着旧版。"),
        confirm=_("存成新的一版"),
        said=_("存好了，以后用这一版。"),
        back=reverse("service:card", args=[found.pk]),
        crumbs=_crumbs(found),
        template=FORM,
        seen=found.version,
    )


@policy(DESK, "GET", "POST")
@once
def confirm(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_card(request, pk)
    check_may_keep_card(found, person)
    form = ConfirmForm(request.POST or None, initial={"seen": found.version, "review_on": clock.today() + REVIEW_AFTER})
    return ask(
        request,
        form,
        lambda said: cards.confirm_card(found, **said, by=person, at=clock.now()),
        heading=_("仍然有效"),
        lead=_("对过现在的政策，文字不用改。定下次哪天前再看。"),
        confirm=_("看过，仍然有效"),
        said=_("记下了。"),
        back=reverse("service:card", args=[found.pk]),
        crumbs=_crumbs(found),
        seen=found.version,
    )


@policy(DESK, "GET", "POST")
@once
def hand_on(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_card(request, pk)
    check_may_keep_card(found, person)
    form = HandOnForm(request.POST or None, initial={"seen": found.version, "owner": found.owner_id})
    form.among("owner", people_of_offices([found.office_id], roles=DESK))
    return ask(
        request,
        form,
        lambda said: cards.hand_on_card(found, **said, by=person, at=clock.now()),
        heading=_("换人负责"),
        confirm=_("换成他"),
        said=_("换好了。"),
        back=reverse("service:card", args=[found.pk]),
        crumbs=_crumbs(found),
        seen=found.version,
    )


@policy(DESK, "GET", "POST")
@once
def retire(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_card(request, pk)
    check_may_keep_card(found, person)
    return ask(
        request,
        RetireForm(request.POST or None, initial={"seen": found.version}),
        lambda said: cards.retire_card(found, **said, by=person, at=clock.now()),
        heading=_("停用卡片"),
        lead=_("以后写答复时不再列出来；用它答过的都还在。"),
        confirm=_("停用"),
        said=_("停用了。"),
        back=reverse("service:card", args=[found.pk]),
        crumbs=_crumbs(found),
        seen=found.version,
    )


def _crumbs(card: AnswerCard) -> list[dict[str, str]]:
    return [
        {"label": _("答复卡"), "url": reverse("service:cards")},
        {"label": card.title, "url": reverse("service:card", args=[card.pk])},
    ]
