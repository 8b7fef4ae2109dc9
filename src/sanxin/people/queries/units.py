"""The tree of units, a level at a time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sanxin.people.models import Level, Person, Post, Unit


@dataclass(frozen=True)
class UnitLine:
    """One unit in the tree: how many units stand under it and how many people work there today."""

    unit: Unit
    units_below: int
    people: int
    depth: int = 0


def tops(by: Person) -> list[Unit]:
    """The divisions an administrator keeps: usually one county."""
    return list(Unit.objects.filter(pk__in=by.sight.managed_counties).order_by("path"))


def children(parent: Unit, *, today: date, closed: bool = False) -> list[UnitLine]:
    """What stands directly under a unit: offices and sections first, then townships and villages."""
    rows = Unit.objects.filter(parent=parent)
    return _lines(rows if closed else rows.in_use(), today)


def found(by: Person, words: str, *, today: date, limit: int = 100) -> list[UnitLine]:
    """Units whose name or code holds the words."""
    rows = Unit.objects.managed_by(by).filter(Q(name__icontains=words) | Q(code__istartswith=words))
    return _lines(rows.select_related("parent"), today)[:limit]


def people_at(unit: Unit, *, today: date) -> "QuerySet[Post]":
    """Who works there today, sections and villages below included."""
    posts = Post.objects.on(today).filter(unit__path__startswith=unit.path)
    return posts.select_related("person", "unit").order_by("unit__path", "person__name")


def possible_parents(county_ids: frozenset[UUID], *, with_villages: bool = False) -> "QuerySet[Unit]":
    """Where a unit can be put: the county itself, its offices and townships."""
    levels = [Level.PROVINCE, Level.CITY, Level.COUNTY, Level.OFFICE, Level.TOWNSHIP]
    if with_villages:
        levels += [Level.SECTION, Level.VILLAGE]
    rows = Unit.objects.in_use().filter(Q(county__in=county_ids, level__in=levels))
    return rows.select_related("parent").order_by("path")


def _lines(rows: "QuerySet[Unit]", today: date) -> list[UnitLine]:
    below = Count("children", filter=Q(children__closed_on=None), distinct=True)
    here = Q(posts__since__lte=today) & (Q(posts__until=None) | Q(posts__until__gte=today))
    people = Count("posts__person", filter=here, distinct=True)
    ordered = rows.annotate(units_below=below, people=people).order_by("order", "path")
    lines = [UnitLine(unit, unit.units_below, unit.people) for unit in ordered]
    return sorted(lines, key=lambda line: _LEVELS.index(line.unit.level))


_LEVELS = ["section", "office", "province", "city", "county", "township", "village"]
