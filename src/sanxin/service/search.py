"""Voices and answer cards among the results of a search: only those the person may read."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.models import Person
from sanxin.people.models.unit import place_columns
from sanxin.service.models import AnswerCard, AnswerCardEdition, Voice
from sanxin.service.queries import findable_cards
from sanxin.service.queries.findable import entry_of

SHOWN = ("title", "text", "place_text", "source", "heard_at", *place_columns("place"))


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    voices = Voice.objects.visible_to(person).filter(pk__in=ids).order_by().select_related("place__parent")
    return {voice.id: _hit(voice) for voice in voices.only(*SHOWN)}


def _hit(voice: Voice) -> Hit:
    day = f"{timezone.localtime(voice.heard_at):%Y-%m-%d}"
    meta = " · ".join(part for part in (voice.where, voice.get_source_display(), day) if part)
    return Hit(title=voice.heading, url=reverse("service:voice", args=[voice.pk]), meta=meta)


def offices(person: Person) -> Collection[UUID] | None:
    """The desk searches its own offices; a liaison's voices lie with somebody else's."""
    return None if person.sight.liaison_places else person.sight.desk_offices


def everything() -> Iterator[Entry]:
    return (
        entry_of(voice)
        for voice in Voice.objects.select_related("place__parent").order_by("pk").iterator(chunk_size=2000)
    )


register_kind("service.voice", label=_("声音"), visible=visible, offices=offices, everything=everything)


def visible_cards(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = AnswerCard.objects.visible_to(person).in_use().filter(pk__in=ids).order_by().select_related("owner")
    return {card.id: _card_hit(card) for card in rows}


def _card_hit(card: AnswerCard) -> Hit:
    return Hit(title=card.title, url=reverse("service:card", args=[card.pk]), meta=str(card.owner))


def offices_of_cards(person: Person) -> Collection[UUID]:
    return person.sight.work_offices


def all_cards() -> Iterator[Entry]:
    rows = AnswerCardEdition.objects.current().select_related("card").order_by("pk")
    return (findable_cards.entry_of(edition) for edition in rows.iterator(chunk_size=2000))


register_kind(
    findable_cards.CARDS, label=_("答复卡"), visible=visible_cards, offices=offices_of_cards, everything=all_cards
)
