"""The answer cards of an office: the list, one card, and the list as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Answer, AnswerCard, AnswerCardEdition, AnswerCardRetirement, Citation
from sanxin.service.permissions.questions import may_keep_card
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.views.card_forms import CardFilters
from sanxin.service.views.common import find_card


@policy(OFFICE)
def cards(request: StaffRequest) -> HttpResponse:
    person, today = request.user.person, clock.today()
    filters, rows, kinds = _asked(request)
    page = page_of(rows, request)
    context = {"may_make": bool(person.sight.desk_offices), "filters": filters, "page": page}
    if not page.paginator.count and not filters.is_set:
        return render(request, "service/cards/empty.html", context | {"ways": _ways(person)})
    lines = [(card, kinds.name(card.office_id, card.kind), _is_due(card, today)) for card in page]
    file_url = f"{reverse('service:cards_file')}?{request.GET.urlencode()}"
    return render(request, "service/cards/cards.html", context | {"lines": lines, "file_url": file_url})


@policy(OFFICE)
def cards_file(request: StaffRequest) -> HttpResponseBase:
    """Question, answer and what it rests on: what a desk may hand to its telephone staff."""
    _filters, rows, kinds = _asked(request)
    heads = [
        _("问的是什么"),
        _("怎么答"),
        _("依据"),
        _("类别"),
        _("负责人"),
        _("第几版"),
        _("哪天前复核"),
        _("用过几次"),
        _("状态"),
    ]
    return export(request, events.CARDS, heads, _cells(rows, kinds))


@policy(OFFICE)
def card(request: StaffRequest, pk: UUID) -> HttpResponse:
    person, found = request.user.person, find_card(request, pk)
    editions = list(found.editions.select_related("by", "source__question").prefetch_related("citations__attachment"))
    used = Answer.objects.filter(edition__card=found)
    context = {
        "card": found,
        "edition": editions[0],
        "earlier": editions[1:],
        "retirement": getattr(found, "retirement", None),
        "is_due": _is_due(found, clock.today()),
        "facts": _facts(found, used.count()),
        "events": timeline(found.id),
        "may_keep": may_keep_card(found, person) and not hasattr(found, "retirement"),
        "may_read": bool(person.sight.has(*DESK)),
    }
    return render(request, "service/cards/card.html", context)


def _asked(request: StaffRequest) -> tuple[CardFilters, QuerySet[AnswerCard], Kinds]:
    person = request.user.person
    kinds = Kinds(person.sight.work_offices)
    names = {kind.key: kind.name for office in person.sight.work_offices for kind in kinds.all(office)}
    filters = CardFilters(request.GET, names)
    rows = AnswerCard.objects.visible_to(person).select_related("owner", "retirement")
    rows = _in_state(rows, filters.said("state"), person)
    if kind := filters.said("kind"):
        rows = rows.filter(kind=kind)
    for word in filters.said("q").split():
        texts = AnswerCardEdition.objects.filter(number=F("card__edition"), text__icontains=word).values("card")
        rows = rows.filter(Q(title__icontains=word) | Q(pk__in=texts))
    used = (
        Answer.objects.filter(edition__card=OuterRef("pk")).order_by().values("edition__card").annotate(n=Count("pk"))
    )
    return filters, rows.annotate(used=Subquery(used.values("n"))).order_by("review_on", "title", "id"), kinds


def _in_state(rows: Any, state: str, person: Person) -> Any:
    if state == "retired":
        return rows.exclude(retirement=None)
    if state == "all":
        return rows
    rows = rows.in_use()
    if state == "due":
        return rows.to_review(clock.today())
    return rows.filter(owner=person) if state == "mine" else rows


def _is_due(card: AnswerCard, today: date) -> bool:
    return card.review_on <= today and not hasattr(card, "retirement")


def _cells(rows: QuerySet[AnswerCard], kinds: Kinds) -> Iterator[list[Any]]:
    found = list(rows)
    current = AnswerCardEdition.objects.filter(card__in=found, number=F("card__edition")).prefetch_related("citations")
    editions = {edition.card_id: edition for edition in current}
    retired = set(AnswerCardRetirement.objects.filter(card__in=found).values_list("card_id", flat=True))
    for card in found:
        edition = editions[card.id]
        state = _("已停用") if card.id in retired else _("在用")
        yield [
            card.title, edition.text, "；".join(map(_cited, edition.citations.all())),
            kinds.name(card.office_id, card.kind), card.owner.name, card.edition, card.review_on,
            card.used or 0, state,  # type: ignore[attr-defined]
        ]  # fmt: skip


def _cited(citation: Citation) -> str:
    return " ".join(part for part in (citation.title, citation.provision, citation.url) if part)


def _facts(card: AnswerCard, used: int) -> list[dict[str, Any]]:
    return [
        {"label": _("类别"), "value": Kinds([card.office_id]).name(card.office_id, card.kind)},
        {"label": _("负责人"), "value": card.owner},
        {"label": _("哪天前复核"), "value": f"{card.review_on:%Y-%m-%d}"},
        {"label": _("用过几次"), "value": str(used)},
    ]


def _ways(person: Person) -> list[dict[str, object]]:
    ways: list[dict[str, object]] = [
        {
            "title": _("从答过的问题来"),
            "text": _("答复一条提问以后，点“做成答复卡”；下回有人问一样的，写答复时会自己列出来。"),
            "label": _("看要答复的"),
            "url": reverse("service:owed") + "?what=answer",
        }
    ]
    if person.sight.desk_offices:
        ways.append(
            {
                "title": _("自己写一张"),
                "text": _("常被问到的，先写好：问的是什么、怎么答、依据哪一条。"),
                "label": _("写一张"),
                "icon": "plus",
                "url": reverse("service:new_card"),
                "primary": True,
            }
        )
    return ways
