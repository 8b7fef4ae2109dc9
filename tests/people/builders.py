"""Short ways to units, people and accounts beyond the cast."""

import re
from datetime import date, datetime

from django.test import Client

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.kernel.roles import Role
from sanxin.people.models import Person, Post, Unit


def person_of(county: Unit, number: str, name: str = "某人", *, phone: str = "") -> Person:
    """Somebody in the list without post or account."""
    return Person.objects.create(county=county, staff_number=number, name=name, phone=phone)


def post(person: Person, unit: Unit, role: Role = Role.OFFICER, since: date = date(2020, 1, 1)) -> Post:
    return Post.objects.create(person=person, unit=unit, role=role, since=since)


def with_password(person: Person, at: datetime) -> Person:
    """Note when the cast's password was set."""
    person.user.password_set_at = at
    person.user.save(update_fields=["password_set_at"])
    return person


def key() -> dict[str, str]:
    """What `{% once_key %}` adds to a form; each submission has its own."""
    return {FIELD: str(new_id())}


def seen_in(client: Client, url: str) -> dict[str, str]:
    """What the form at this address carries along."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(url).text)
    assert found
    return key() | {"seen": found[1]}
