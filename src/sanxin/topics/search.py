"""Topics among the results of a search: those of the offices one works in or leads."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.models import Person
from sanxin.topics.models import Topic
from sanxin.topics.queries.findable import TOPICS, entry_of


def visible(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    rows = Topic.objects.visible_to(person).filter(pk__in=ids).order_by().select_related("lead", "field")
    return {topic.id: _hit(topic) for topic in rows}


def _hit(topic: Topic) -> Hit:
    meta = " · ".join([str(topic.get_stage_display()), str(topic.field), str(topic.lead)])
    return Hit(title=str(topic), url=reverse("topics:topic", args=[topic.pk]), meta=meta)


def offices(person: Person) -> Collection[UUID]:
    return person.sight.work_offices


def everything() -> Iterator[Entry]:
    return (entry_of(topic) for topic in Topic.objects.order_by("pk").iterator(chunk_size=2000))


register_kind(TOPICS, label=_("课题"), visible=visible, offices=offices, everything=everything)
