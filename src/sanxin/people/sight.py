"""What a person may see today, worked out once from the posts held today."""

from dataclasses import dataclass
from uuid import UUID

from sanxin.kernel import clock
from sanxin.kernel.roles import DESK, OFFICE, Role
from sanxin.people.models.person import Person
from sanxin.people.models.post import Post
from sanxin.people.models.unit import Level


@dataclass(frozen=True)
class Sight:
    """Roles held and where. Query sets take it to narrow themselves: `.visible_to(person)`.

    An office is the department, township or village that answers for the post's unit.
    """

    person_id: UUID
    roles: frozenset[Role]
    desk_offices: frozenset[UUID]
    """Offices whose raw voices and problems this person works on (officer, section head)."""
    work_offices: frozenset[UUID]
    """Offices whose ledger this person sees (desk plus leaders)."""
    headed_offices: frozenset[UUID]
    """Offices in which this person heads a section: verifies, decides about deadlines."""
    led_offices: frozenset[UUID]
    """Offices this person leads: decides, and sees totals of all below."""
    handled_offices: frozenset[UUID]
    """Offices this person answers linked requests for (handler)."""
    liaison_places: frozenset[UUID]
    """Villages and townships this person is the liaison of."""
    counties: frozenset[UUID]
    totals_below: tuple[str, ...]
    """Paths of the divisions whose units below are shown as totals."""
    managed_counties: frozenset[UUID] = frozenset()
    """Counties whose people, units and accounts this person manages (administrator)."""
    audited_counties: frozenset[UUID] = frozenset()
    """Counties whose trail this person reads (auditor)."""
    own_office: UUID | None = None
    """The desk one works at, the first in the tree if there are several; without one, where the first post is."""
    office_name: str = ""
    section_name: str = ""
    """Of the first post; the shell shows them."""

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


READ = (
    *("role", "since", "unit__name", "unit__short_name", "unit__level", "unit__path"),
    *("unit__county__path", "unit__office__name", "unit__office__short_name"),
)
"""What of the posts and their units a sight is made of: it is made anew for every page."""


def sight_of(person: Person) -> Sight:
    held = Post.objects.filter(person=person).on(clock.today())
    posts = list(held.select_related("unit__county", "unit__office").only(*READ).order_by("since"))  # one query

    def offices(roles: frozenset[Role]) -> frozenset[UUID]:
        return frozenset(p.unit.office_id for p in posts if p.role in roles and p.unit.office_id)

    def counties(role: Role) -> frozenset[UUID]:
        return frozenset(p.unit.county_id for p in posts if p.role == role and p.unit.county_id)

    return Sight(
        person_id=person.id,
        roles=frozenset(Role(p.role) for p in posts),
        desk_offices=offices(DESK),
        work_offices=offices(OFFICE),
        headed_offices=offices(frozenset({Role.SECTION_HEAD})),
        led_offices=offices(frozenset({Role.LEADER})),
        handled_offices=offices(frozenset({Role.HANDLER})),
        liaison_places=frozenset(
            p.unit_id for p in posts if p.role == Role.LIAISON and p.unit.level in {Level.TOWNSHIP, Level.VILLAGE}
        ),
        counties=frozenset(p.unit.county_id for p in posts if p.unit.county_id),
        totals_below=tuple(
            sorted({p.unit.county.path for p in posts if p.role == Role.LEADER and p.unit.county is not None})
        ),
        managed_counties=counties(Role.ADMINISTRATOR),
        audited_counties=counties(Role.AUDITOR),
        own_office=_own_office(posts),
        office_name=str(posts[0].unit.office or posts[0].unit) if posts else "",
        section_name=str(posts[0].unit) if posts and posts[0].unit.level == Level.SECTION else "",
    )


def _own_office(posts: list[Post]) -> UUID | None:
    answering = [post for post in posts if post.unit.office_id]
    desks = [post for post in answering if post.role in DESK]
    return min(desks or answering, key=lambda post: post.unit.path).unit.office_id if answering else None
