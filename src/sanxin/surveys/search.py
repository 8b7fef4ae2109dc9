"""Questionnaires among the results of a search, and the pictures handed in with their answers. Never the answers."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.models import Person
from sanxin.surveys.models import Edition, Questionnaire
from sanxin.surveys.queries.findable import PHOTOS, QUESTIONNAIRES, entry_of, entry_of_photos


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = Questionnaire.objects.visible_to(person).filter(pk__in=ids).order_by().with_latest()
    return {one.id: _hit(one) for one in rows}


def _hit(one: Questionnaire) -> Hit:
    asks = ngettext("{n} 题", "{n} 题", one.asked).format(n=one.asked)
    url = reverse("surveys:questionnaire", args=[one.pk])
    return Hit(title=one.title, url=url, meta=f"{one.stage.label} · {asks}")


def offices(person: Person) -> Collection[UUID]:
    return person.sight.work_offices


def everything() -> Iterator[Entry]:
    return (entry_of(one) for one in Questionnaire.objects.order_by("pk").iterator(chunk_size=200))


register_kind(
    QUESTIONNAIRES, label=pgettext_lazy("list", "问卷"), visible=visible, offices=offices, everything=everything
)


def visible_photos(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """Of these editions, those with pictures the desk may look at."""
    sent = Count("links__photos", filter=Q(links__photos__response__isnull=False))
    rows = Edition.objects.filter(pk__in=ids, questionnaire__office__in=person.sight.desk_offices)
    counts = dict(rows.annotate(sent=sent).filter(sent__gt=0).order_by().values_list("pk", "sent"))
    return {edition.pk: _photo_hit(edition, counts[edition.pk]) for edition in rows.filter(pk__in=counts)}


def _photo_hit(edition: Edition, count: int) -> Hit:
    meta = ngettext("{n} 张", "{n} 张", count).format(n=count)
    title = _("交来的照片：{title}").format(title=edition.title)
    return Hit(title=title, url=reverse("surveys:results_photos", args=[edition.pk]), meta=meta)


def desks(person: Person) -> Collection[UUID]:
    return person.sight.desk_offices


def all_photos() -> Iterator[Entry]:
    editions = Edition.objects.select_related("questionnaire").order_by("pk").iterator(chunk_size=200)
    return (entry for edition in editions if (entry := entry_of_photos(edition)))


register_kind(PHOTOS, label=gettext_lazy("照片"), visible=visible_photos, offices=desks, everything=all_photos)
