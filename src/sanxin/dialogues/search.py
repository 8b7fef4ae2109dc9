"""Conversations among the results of a search: those of the offices one works in or leads."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.dialogues.models import Conversation
from sanxin.dialogues.queries.findable import CONVERSATIONS, entry_of
from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.models import Person


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = Conversation.objects.visible_to(person).filter(pk__in=ids).order_by()
    return {one.id: _hit(one) for one in rows}


def _hit(one: Conversation) -> Hit:
    return Hit(title=one.title, url=reverse("dialogues:conversation", args=[one.pk]), meta=one.question)


def offices(person: Person) -> Collection[UUID]:
    return person.sight.work_offices


def everything() -> Iterator[Entry]:
    return (entry_of(one) for one in Conversation.objects.order_by("pk").iterator(chunk_size=2000))


register_kind(CONVERSATIONS, label=_("议题"), visible=visible, offices=offices, everything=everything)
"""Statements are the answerers' or the desk's words and stay out of the index."""
