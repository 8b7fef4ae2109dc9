"""Roles at a unit for a period."""

from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import Role
from sanxin.people.actions import posts, units
from sanxin.people.models import Person, Post
from tests.cast import Cast
from tests.people.builders import person_of

TODAY = date(2026, 11, 19)


def test_a_post_opens_sight_for_its_period(cast: Cast, now: datetime) -> None:
    somebody = person_of(cast.county, "lp100")

    posts.give(
        somebody,
        unit=cast.section,
        role=Role.OFFICER,
        since=TODAY,
        until=TODAY + timedelta(days=30),
        title="四级主任科员",
        by=cast.administrator,
        at=now,
    )

    assert Person.objects.get(pk=somebody.pk).sight.desk_offices == {cast.department.id}
    with clock.frozen(now + timedelta(days=31)):
        assert Person.objects.get(pk=somebody.pk).sight.roles == frozenset()
    assert timeline(cast.section.id)[0].text == "任职：组织二科，干部，2026-11-19 起"


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        (date(2020, 6, 1), None, False),
        (date(2019, 1, 1), date(2020, 1, 1), False),
        (date(2019, 1, 1), date(2019, 12, 31), True),
    ],
)
def test_the_same_role_at_the_same_unit_never_overlaps(
    cast: Cast, now: datetime, since: date, until: date | None, fits: bool
) -> None:
    def give() -> Post:
        return posts.give(
            cast.officer, unit=cast.section, role=Role.OFFICER, since=since, until=until, by=cast.administrator, at=now
        )

    if fits:
        assert give().until == until
    else:
        with pytest.raises(Refused) as refusal:
            give()
        assert refusal.value.code == "people.post.overlap"


def test_one_person_may_work_at_two_units(cast: Cast, now: datetime) -> None:
    posts.give(cast.officer, unit=cast.other_section, role=Role.OFFICER, since=TODAY, by=cast.administrator, at=now)

    assert Post.objects.filter(person=cast.officer).on(TODAY).count() == 2


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_managing_auditing_and_working_stay_apart(cast: Cast, now: datetime, role: Role) -> None:
    with pytest.raises(Refused) as refusal:
        posts.give(cast.officer, unit=cast.department, role=role, since=TODAY, by=cast.administrator, at=now)

    assert refusal.value.code == "people.post.separated"


def test_nobody_gives_themselves_a_role(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed) as refusal:
        posts.give(cast.administrator, unit=cast.section, role=Role.OFFICER, since=TODAY, by=cast.administrator, at=now)

    assert refusal.value.code == "people.oneself"


@pytest.mark.parametrize("by", ["officer", "head", "leader", "auditor", "stranger_administrator"])
def test_only_the_countys_administrator_gives_posts(cast: Cast, now: datetime, by: str) -> None:
    with pytest.raises(NotAllowed):
        posts.give(cast.handler, unit=cast.section, role=Role.OFFICER, since=TODAY, by=getattr(cast, by), at=now)


def test_a_post_stands_in_ones_own_county(cast: Cast, now: datetime) -> None:
    abroad = Post.objects.get(person=cast.stranger).unit

    with pytest.raises(Refused) as refusal:
        posts.give(cast.handler, unit=abroad, role=Role.HANDLER, since=TODAY, by=cast.administrator, at=now)

    assert refusal.value.code == "people.post.other_county"


def test_a_closed_unit_takes_nobody(cast: Cast, now: datetime) -> None:
    units.close(cast.other_section, by=cast.administrator, at=now)
    cast.other_section.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        posts.give(cast.handler, unit=cast.other_section, role=Role.OFFICER, since=TODAY, by=cast.administrator, at=now)

    assert refusal.value.code == "people.post.unit_closed"


def test_an_end_before_the_start_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        posts.give(
            cast.officer,
            unit=cast.other_section,
            role=Role.OFFICER,
            since=TODAY,
            until=TODAY - timedelta(days=1),
            by=cast.administrator,
            at=now,
        )

    assert (refusal.value.code, refusal.value.field) == ("people.post.period", "until")


def test_a_post_ends_on_a_day(cast: Cast, now: datetime) -> None:
    held = Post.objects.get(person=cast.officer)

    posts.end(held, on=TODAY, by=cast.administrator, at=now)

    assert Post.objects.filter(person=cast.officer).on(TODAY).exists()
    assert not Post.objects.filter(person=cast.officer).on(TODAY + timedelta(days=1)).exists()
    assert timeline(cast.officer.id)[0].text == "结束任职：组织二科，干部，到 2026-11-19 止"


def test_what_is_over_stays_over(cast: Cast, now: datetime) -> None:
    held = Post.objects.get(person=cast.officer)
    posts.end(held, on=TODAY - timedelta(days=1), by=cast.administrator, at=now)

    with pytest.raises(Refused) as refusal:
        posts.end(held, on=TODAY, by=cast.administrator, at=now)

    assert refusal.value.code == "people.post.over"


def test_a_post_cannot_end_before_it_began(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        posts.end(Post.objects.get(person=cast.officer), on=date(2019, 1, 1), by=cast.administrator, at=now)

    assert refusal.value.field == "on"


def test_an_administrator_always_remains(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed) as refusal:
        posts.end(Post.objects.get(person=cast.administrator), on=TODAY, by=cast.administrator, at=now)

    assert refusal.value.code == "people.oneself"
