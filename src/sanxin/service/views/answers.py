"""Writing the answer to a question, telling it, and the files it rests on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.attachments import serve
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK, OFFICE, Role
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.answers import answer as write_answer
from sanxin.service.actions.answers import newest
from sanxin.service.actions.citations import cited_by
from sanxin.service.actions.tellings import tell_answer as tell
from sanxin.service.models import AnswerCard, AnswerCardEdition, Channel, Citation, Question, Solved, Source
from sanxin.service.permissions.questions import check_may_answer
from sanxin.service.permissions.replies import check_may_tell
from sanxin.service.queries.cards import fitting, searched
from sanxin.service.queries.told import was_asked
from sanxin.service.views.citation_forms import card_asked
from sanxin.service.views.common import ask, find_question
from sanxin.service.views.question_context import crumbs_of
from sanxin.service.views.question_forms import AnswerForm, TellAnswerForm

TELLERS = DESK | {Role.LIAISON}


@policy(DESK, "GET", "POST")
@once
def answer(request: StaffRequest, pk: UUID) -> HttpResponse:
    """`?card=`: start from that card's words; `?q=`: look for another card."""
    person, found = request.user.person, find_question(request, pk)
    check_may_answer(found, person)
    edition = _edition(request, found)
    form = _form(request, found, edition)
    words = request.GET.get("q", "").strip()[:60]
    asked = f"{found.voice.title}\n{found.voice.text}"
    cards = searched(words, found.office_id) if words else fitting(asked, found.office_id)

    def write(said: Mapping[str, Any]) -> None:
        now = clock.now()
        write_answer(
            found, text=said["text"], citations=form.cited(by=person, at=now), edition=edition, seen=said["seen"],
            by=person, at=now,
        )  # fmt: skip

    return ask(
        request,
        form,
        write,
        heading=_("写答复"),
        lead=found.voice.heading,
        confirm=_("答复写好了"),
        said=_("写好了，接着告诉本人。"),
        back=reverse("service:question", args=[found.pk]),
        crumbs=crumbs_of(found),
        template="service/questions/answer.html",
        extra={"question": found, "voice": found.voice, "cards": cards, "chosen": edition, "words": words},
        seen=found.version,
    )


def _edition(request: StaffRequest, question: Question) -> AnswerCardEdition | None:
    """The card named by the address, or by the form that was opened from it."""
    asked = card_asked(request.POST.get("card", "") if request.method == "POST" else request.GET.get("card", ""))
    if asked is None:
        return None
    rows = AnswerCardEdition.objects.filter(card__in=AnswerCard.objects.visible_to(request.user.person))
    return rows.filter(pk=asked, card__office=question.office_id).select_related("card").first()


def _form(request: StaffRequest, question: Question, edition: AnswerCardEdition | None) -> AnswerForm:
    """What stands there first: the card's words; else the answer that is written anew."""
    before = edition or newest(question)
    initial = {"seen": question.version, "card": edition.pk if edition else "", "text": before.text if before else ""}
    cited = cited_by(before) if before else []
    return AnswerForm(request.POST or None, request.FILES or None, before=cited, initial=initial)


@policy(TELLERS, "GET", "POST")
@once
def tell_answer(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_question(request, pk)
    check_may_tell(found.voice, found.owner_id, person)
    written = newest(found)
    if written is None:
        raise Http404
    asked, reachable = was_asked(found.voice), hasattr(found.voice, "contact")
    on_page = found.voice.source == Source.PUBLIC
    first = Channel.PHONE if reachable else Channel.PUBLIC if on_page else Channel.VISIT
    form = TellAnswerForm(
        request.POST or None,
        on_page=on_page,
        reachable=reachable,
        was_asked=asked,
        initial={"seen": found.version, "words": written.text[:1000], "channel": first, "solved": Solved.NOT_ASKED},
    )

    def write(said: Mapping[str, Any]) -> None:
        tell(
            written, by=person, words=said["words"], channel=said["channel"], solved=said["solved"],
            unsolved=said["unsolved"], unreachable=said.get("unreachable", False), satisfaction=form.score,
            asked_satisfaction=form.asked, seen=said["seen"], at=clock.now(),
        )  # fmt: skip

    return ask(
        request,
        form,
        write,
        heading=_("告诉本人"),
        lead=found.voice.heading,
        confirm=_("记下"),
        said=_("记下了。他说没解决的，已经重新列为要答复。"),
        back=reverse("service:question", args=[found.pk]),
        crumbs=crumbs_of(found),
        template="service/questions/tell.html",
        extra={"question": found, "voice": found.voice},
        seen=found.version,
    )


@policy(OFFICE | {Role.LIAISON})
def citation_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The file behind a citation, to whoever may see the answer or the card."""
    person = request.user.person
    row = get_object_or_404(Citation.objects.exclude(attachment=None).select_related("attachment"), pk=pk)
    if row.answer_id is not None:
        get_object_or_404(Question.objects.visible_to(person), answers=row.answer_id)
    else:
        get_object_or_404(AnswerCard.objects.visible_to(person), editions=row.edition_id)
    assert row.attachment is not None
    return serve(row.attachment)
