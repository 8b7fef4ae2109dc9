"""Cards that fit a question, and cards to be looked at again."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from sanxin.service.models import AnswerCardEdition
from sanxin.service.rules.cards import nearest

LOOKED_AT = 800
"""The cards of one office; a desk with more has too many to keep true."""


@dataclass(frozen=True)
class Fitting:
    """A card offered for a question, and how well it fits (1: all of its title stands in what was asked)."""

    edition: AnswerCardEdition
    share: float


def fitting(asked: str, office_id: UUID, *, most: int = 3) -> list[Fitting]:
    """The cards of the office that fit best, best first; one query."""
    rows = AnswerCardEdition.objects.current().filter(card__office=office_id).select_related("card__owner")
    known = {str(edition.id): edition for edition in rows.order_by("-at")[:LOOKED_AT]}
    texts = [(key, edition.title, edition.text) for key, edition in known.items()]
    return [Fitting(known[key], share) for key, share in nearest(asked, texts, most=most)]


def searched(words: str, office_id: UUID, *, most: int = 10) -> list[Fitting]:
    """Cards in which every word stands, exactly as written."""
    rows = AnswerCardEdition.objects.current().filter(card__office=office_id).select_related("card__owner")
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return [Fitting(edition, 1.0) for edition in rows.order_by("-at")[:most]]
