"""Sections of an office: who works in which."""

from datetime import date
from uuid import UUID

from sanxin.people.models import Level, Person, Post, Unit


def section_of(person: Person, office: Unit, day: date) -> Unit | None:
    """The section of that office the person holds a post in on a day; None where the post is at the office itself."""
    posts = Post.objects.filter(person=person, unit__office=office, unit__level=Level.SECTION).on(day)
    post = posts.select_related("unit").order_by("since").first()
    return post.unit if post else None


def sections_of(person: Person, day: date) -> list[Unit]:
    """All sections the person works in on a day."""
    posts = Post.objects.filter(person=person, unit__level=Level.SECTION).on(day).select_related("unit")
    return list({post.unit_id: post.unit for post in posts}.values())


def ids(sections: list[Unit]) -> frozenset[UUID]:
    return frozenset(section.id for section in sections)
