"""People with their posts from a sheet; the staff number says who is who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.roles import Role
from sanxin.people import events, permissions
from sanxin.people.actions import indexing
from sanxin.people.actions.from_sheets.units import Written
from sanxin.people.models import Person, Post
from sanxin.people.queries.named_units import NamedUnits
from sanxin.people.rules.posts import Term


@dataclass(frozen=True)
class PersonRow:
    """One person in one post."""

    name: str
    staff_number: str
    office: str
    section: str
    role: Role
    since: date
    title: str = ""
    phone: str = ""


@action
def write_persons(rows: Sequence[PersonRow], *, by: Person, at: datetime) -> Written:
    """Add people and posts that are new, follow changed names and phones. A post held already is left as it is."""
    permissions.check_may_manage(by.county_id, by)
    book = _Book(rows, by)
    outcomes = [book.put(row) for row in rows]
    book.write(by, at)
    return Written(outcomes.count("added"), outcomes.count("updated"), outcomes.count("unchanged"))


class _Book:
    """Who and what is known of the people in the rows, and what has to be written."""

    def __init__(self, rows: Sequence[PersonRow], by: Person) -> None:
        self.county_id = by.county_id
        self.units = NamedUnits(by.county_id)
        people = Person.objects.filter(county=by.county_id, staff_number__in={row.staff_number for row in rows})
        self.people = {person.staff_number: person for person in people}
        self.held: dict[tuple[str, object, str], list[Term]] = {}
        for post in Post.objects.filter(person__in=people).select_related("person"):
            self._hold(post)
        self.new_people: list[Person] = []
        self.changed: dict[Person, None] = {}
        self.new_posts: list[Post] = []

    def put(self, row: PersonRow) -> str:
        person, outcome = self._person(row)
        unit = self.units.find(row.office, row.section)
        assert unit is not None, "the check lets no row through whose unit is unknown"
        term = Term(row.role, unit.id, row.since)
        if any(term.overlaps(other) for other in self.held.get((row.staff_number, unit.id, row.role), [])):
            return outcome
        post = Post(person=person, unit=unit, role=row.role, title=row.title, since=row.since)
        self.new_posts.append(post)
        self._hold(post)
        return "added" if outcome == "added" else "updated"

    def write(self, by: Person, at: datetime) -> None:
        written = {*self.new_people, *self.changed, *(post.person for post in self.new_posts)}
        if not written:
            return
        Person.objects.bulk_create(self.new_people)
        Person.objects.bulk_update(self.changed, ["name", "phone"])
        Post.objects.bulk_create(self.new_posts)
        indexing.put_persons([*self.new_people, *self.changed], at=at)
        record(
            events.PERSONS_FROM_SHEET,
            county_id=self.county_id,
            by=by,
            at=at,
            about=[(indexing.PERSON, person.id) for person in sorted(written, key=lambda one: one.staff_number)],
            facts={"added": len(self.new_people), "updated": len(written) - len(self.new_people)},
        )

    def _person(self, row: PersonRow) -> tuple[Person, str]:
        person = self.people.get(row.staff_number)
        if person is None:
            person = Person(county_id=self.county_id, name=row.name, staff_number=row.staff_number, phone=row.phone)
            self.people[row.staff_number] = person
            self.new_people.append(person)
            return person, "added"
        phone = row.phone or person.phone
        if (row.name, phone) == (person.name, person.phone):
            return person, "unchanged"
        person.name, person.phone = row.name, phone
        if person not in self.new_people:
            self.changed[person] = None
        return person, "updated"

    def _hold(self, post: Post) -> None:
        term = Term(Role(post.role), post.unit_id, post.since, post.until)
        self.held.setdefault((post.person.staff_number, post.unit_id, post.role), []).append(term)
