"""Who sees which items."""

from datetime import datetime

from sanxin.kernel.roles import Role
from sanxin.ledger.models import Item
from sanxin.people.models import Level, Person
from tests.cast import Cast, person, unit
from tests.ledger.builders import accepted, item_for, linkage_of


def seen_by(who: Person) -> set[Item]:
    return set(Item.objects.visible_to(Person.objects.get(pk=who.pk)))


def test_the_office_sees_its_own(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    for who in (cast.officer, cast.colleague, cast.head, cast.leader):
        assert seen_by(who) == {item}


def test_a_department_sees_what_it_was_asked_or_co_operates_in(cast: Cast, now: datetime) -> None:
    linked, helping = accepted(cast), item_for(cast, cooperating=[cast.transport])
    item_for(cast)
    linkage_of(linked, cast)

    assert seen_by(cast.handler) == {linked, helping}


def test_a_liaison_sees_what_they_lead(cast: Cast, now: datetime) -> None:
    led = item_for(cast, owner=cast.liaison)
    item_for(cast)

    assert seen_by(cast.liaison) == {led}


def test_an_officer_also_sees_what_they_lead_or_verify_elsewhere(cast: Cast, now: datetime) -> None:
    office = unit("360281-JYJ", "市教体局", Level.OFFICE, cast.county)
    other = person(cast.county, "lp020", "江林", Role.OFFICER, office)
    led = item_for(cast, office=office, by=other, owner=cast.officer)
    verified = item_for(cast, office=office, by=other, owner=other, verifier=cast.officer)
    asked = accepted(cast, office=office, by=other, owner=other)
    linkage_of(asked, cast, unit=cast.department)
    item_for(cast, office=office, by=other, owner=other)
    own = item_for(cast)

    assert seen_by(cast.officer) == {led, verified, asked, own}


def test_strangers_administrators_and_auditors_see_nothing(cast: Cast, now: datetime) -> None:
    item_for(cast)

    for who in (cast.stranger, cast.administrator, cast.auditor, cast.stranger_administrator):
        assert seen_by(who) == set()
