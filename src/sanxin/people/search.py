"""Units and people in the search box: names only, of one's own county."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel import clock
from sanxin.kernel.search import Entry, Hit, register_kind
from sanxin.people.actions import indexing
from sanxin.people.models import Person, Post, Unit
from sanxin.people.permissions import READERS


def visible_units(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    if not person.sight.has(*READERS):
        return {}
    units = Unit.objects.visible_to(person).filter(pk__in=ids).order_by().select_related("parent")
    return {
        unit.pk: Hit(unit.name, reverse("people:unit", args=[unit.pk]), f"{unit.get_level_display()} · {unit.parent}")
        for unit in units
    }


def visible_people(person: Person, ids: Collection[UUID]) -> dict[UUID, Hit]:
    if not person.sight.has(*READERS):
        return {}
    found = Person.objects.visible_to(person).filter(pk__in=ids).order_by()
    posts = Post.objects.on(clock.today()).filter(person__in=found).select_related("unit__office")
    where = {post.person_id: f"{post.unit.office or post.unit} {post.get_role_display()}" for post in posts}
    return {one.pk: Hit(one.name, reverse("people:person", args=[one.pk]), where.get(one.pk, "")) for one in found}


def all_units() -> Iterator[Entry]:
    now = clock.now()
    counties = Person.objects.order_by().values("county").distinct()
    for unit in Unit.objects.in_use().filter(county__in=counties).iterator(chunk_size=1000):
        yield indexing.entry_of_unit(unit, now)


def all_people() -> Iterator[Entry]:
    now = clock.now()
    for person in Person.objects.active().order_by().iterator(chunk_size=1000):
        yield indexing.entry_of_person(person, now)


register_kind(indexing.UNIT, label=pgettext_lazy("list", "单位"), visible=visible_units, everything=all_units)
register_kind(indexing.PERSON, label=_("人员"), visible=visible_people, everything=all_people)
