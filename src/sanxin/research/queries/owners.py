"""Who can be asked to lead something: the office's own people, then those who answer for a department."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from uuid import UUID

from sanxin.kernel import clock
from sanxin.kernel.roles import DESK, Role
from sanxin.people.models import Person, Post, Unit


@dataclass
class Owners:
    """Read once a page."""

    office: Unit

    @cached_property
    def _posts(self) -> list[Post]:
        posts = Post.objects.on(clock.today()).filter(person__county=self.office.county_id, person__left_on=None)
        own = posts.filter(role__in=DESK, unit__office=self.office)
        others = posts.filter(role=Role.HANDLER).exclude(unit__office=self.office)
        rows = (own | others).select_related("person", "unit__office").order_by("unit__path", "person__name")
        return sorted(rows, key=lambda post: post.unit.office_id != self.office.id)

    @cached_property
    def by_id(self) -> dict[str, Person]:
        return {str(post.person_id): post.person for post in self._posts}

    @cached_property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Grouped by unit, each person once in a unit."""
        groups = groupby(self._posts, key=lambda post: str(post.unit.office))
        return [
            (name, list(dict.fromkeys((str(post.person_id), post.person.name) for post in posts)))
            for name, posts in groups
        ]

    def elsewhere(self, person_id: UUID) -> str:
        """The office of somebody who works in another one; empty for one's own people."""
        posts = (post for post in self._posts if post.person_id == person_id)
        return next((str(post.unit.office) for post in posts if post.unit.office_id != self.office.id), "")
