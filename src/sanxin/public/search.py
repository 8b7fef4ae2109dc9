"""Bulletins among the results of a search: those of the offices one works in or leads."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.models import Person
from sanxin.public.models import Bulletin
from sanxin.public.queries.findable import BULLETINS, entry_of


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = Bulletin.objects.visible_to(person).filter(pk__in=ids).order_by().select_related("drafted_by")
    return {bulletin.id: _hit(bulletin) for bulletin in rows}


def _hit(bulletin: Bulletin) -> Hit:
    meta = " · ".join([str(bulletin.get_stage_display()), str(bulletin.drafted_by)])
    return Hit(title=str(bulletin), url=reverse("public:bulletin", args=[bulletin.pk]), meta=meta)


def offices(person: Person) -> Collection[UUID]:
    return person.sight.work_offices


def everything() -> Iterator[Entry]:
    return (entry_of(bulletin) for bulletin in Bulletin.objects.order_by("pk").iterator(chunk_size=2000))


register_kind(BULLETINS, label=_("通报"), visible=visible, offices=offices, everything=everything)
