"""Who sees which items."""

from datetime import date, datetime

import pytest

from sanxin.kernel.roles import Role
from sanxin.ledger.models import Item, sight
from sanxin.people.models import Level, Person, Post
from tests.cast import Cast, person, unit
from tests.ledger.builders import accepted, item_for, linkage_of


def seen_by(who: Person) -> set[Item]:
    """What the lists show; asked by id it is always the same."""
    person = Person.objects.get(pk=who.pk)
    listed = set(Item.objects.visible_to(person))
    assert set(Item.objects.visible_by_id_to(person)) == listed
    return listed


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
    second = person(cast.county, "lp021", "汪洋", Role.OFFICER, office)
    led = item_for(cast, office=office, by=other, owner=cast.officer)
    verified = item_for(cast, office=office, by=second, owner=other, verifier=cast.officer)
    asked = accepted(cast, office=office, by=other, owner=other)
    linkage_of(asked, cast, unit=cast.department)
    item_for(cast, office=office, by=other, owner=other)
    own = item_for(cast)

    assert seen_by(cast.officer) == {led, verified, asked, own}


@pytest.mark.parametrize("named", [0, 2, 500])
def test_however_many_there_are_elsewhere(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch, named: int
) -> None:
    monkeypatch.setattr(sight, "MOST", named)
    offices = [unit(f"360281-{letter}", f"{letter} 局", Level.OFFICE, cast.county) for letter in "ABCDE"]
    for office in (offices[1], offices[3]):  # one office before, between and after those that are one's own
        Post.objects.create(person=cast.officer, unit=office, role=Role.OFFICER, since=date(2020, 1, 1))
    clerks = [person(cast.county, f"lp03{n}", f"江{n}", Role.OFFICER, office) for n, office in enumerate(offices)]
    places = list(zip(offices, clerks, strict=True))
    led = {item_for(cast, office=office, by=by, owner=cast.officer) for office, by in places}
    own = {item_for(cast, office=office, by=by, owner=by) for office, by in (places[1], places[3])}
    for office, by in (places[0], places[2], places[4]):
        item_for(cast, office=office, by=by, owner=by)

    assert seen_by(cast.officer) == led | own


def test_strangers_administrators_and_auditors_see_nothing(cast: Cast, now: datetime) -> None:
    item_for(cast)

    for who in (cast.stranger, cast.administrator, cast.auditor, cast.stranger_administrator):
        assert seen_by(who) == set()
