"""Who can be asked: units somebody answers for."""

from datetime import date
from uuid import UUID

from sanxin.kernel.roles import OFFICE, Role
from sanxin.people.models import Post
from sanxin.people.models.unit import UnitQuerySet
from sanxin.people.queries.pickers import offices_of

ANSWERING = OFFICE | {Role.HANDLER}
"""As in `permissions.offices.answers_for`."""


def answering_units(county_id: UUID, day: date) -> UnitQuerySet:
    """A question to a unit where nobody holds such a post would lie there unread."""
    posts = Post.objects.on(day).filter(role__in=ANSWERING, unit__county_id=county_id)
    return offices_of(county_id).filter(pk__in=posts.values("unit__office"))
