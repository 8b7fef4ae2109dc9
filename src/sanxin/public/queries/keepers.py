"""In whose name something said at a door is heard and answered."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, Role
from sanxin.people.models import Person, Post


def at_desk(office_id: UUID, wanted: Person | None, today: date) -> Person:
    """The person wanted, while they work at that desk; else a section head, else whoever is longest there.

    Refused where nobody works at the desk any more.
    """
    posts = Post.objects.on(today).filter(role__in=DESK, unit__office=office_id, person__left_on=None)
    found = list(posts.select_related("person").order_by("since", "id"))
    for post in found:
        if wanted is not None and post.person_id == wanted.id:
            return post.person
    heads = [post.person for post in found if post.role == Role.SECTION_HEAD]
    if not found:
        raise Refused("public.nobody", _("这会儿没有人能接，请打电话或找村里的联络员。"))
    return heads[0] if heads else found[0].person


def head_of(office_id: UUID, today: date) -> Person | None:
    posts = Post.objects.on(today).filter(role=Role.SECTION_HEAD, unit__office=office_id, person__left_on=None)
    post = posts.select_related("person").order_by("since", "id").first()
    return post.person if post else None
