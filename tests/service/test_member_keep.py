"""Seeing, looking up, naming a contact, taking off the list."""

from datetime import date, datetime, timedelta

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.roles import Role
from sanxin.people.models import Level, Person, Post
from sanxin.service.actions.members import assign, end, reveal
from sanxin.service.models import Member
from tests.cast import Cast, unit
from tests.service.builders import refused
from tests.service.member_builders import NAME, NEED, PHONE, a_member


def seen_by(person: Person) -> set[str]:
    fresh = Person.objects.get(pk=person.pk)
    return {member.name for member in Member.objects.visible_to(fresh)}


def test_the_head_sees_all_an_officer_their_own_others_nobody(cast: Cast) -> None:
    a_member(cast)
    a_member(cast, name="徐金花", contact=cast.colleague)
    a_member(cast, name="余老三", contact=None)

    assert seen_by(cast.head) == {NAME, "徐金花", "余老三"}
    assert seen_by(cast.officer) == {NAME}
    assert seen_by(cast.colleague) == {"徐金花"}
    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        assert seen_by(who) == set()


def test_who_left_the_desk_sees_nobody_any_more(cast: Cast) -> None:
    a_member(cast)
    Post.objects.filter(person=cast.officer).update(until=date(2026, 11, 18))

    assert seen_by(cast.officer) == set()


def test_a_head_elsewhere_sees_nothing_here(cast: Cast) -> None:
    """An officer of this office who heads a section of another one."""
    a_member(cast, contact=cast.officer)
    other = unit("360281-JTJ-1", "办公室", Level.SECTION, cast.transport)
    Post.objects.create(person=cast.colleague, unit=other, role=Role.SECTION_HEAD, since=date(2024, 1, 1))

    assert seen_by(cast.colleague) == set()


def test_looking_up_is_written_down_without_what_was_seen(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    for who in (cast.officer, cast.head):
        shown = reveal(member, by=who, reason="上门前打电话", at=now)
        assert (shown.name, shown.phone, shown.difficulty) == (NAME, PHONE, NEED)

    seen = timeline(member.id)[0]
    assert (seen.name, seen.who, seen.facts) == ("service.member.revealed", "徐建平", {"reason": "上门前打电话"})


def test_without_a_reason_or_with_a_name_in_it_nothing_is_shown(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    with refused("service.member.no_reason"):
        reveal(member, by=cast.officer, reason=" ", at=now)
    for reason in (f"看望{NAME}", f"打{PHONE}"):
        with refused("service.member.named"):
            reveal(member, by=cast.officer, reason=reason, at=now)
    assert len(timeline(member.id)) == 1


def test_only_the_contact_and_the_head_look_it_up(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    for who in (
        cast.colleague,
        cast.leader,
        cast.handler,
        cast.liaison,
        cast.administrator,
        cast.auditor,
        cast.stranger,
    ):
        with refused("service.member.not_contact", NotAllowed):
            reveal(member, by=who, reason="上门前打电话", at=now)


def test_the_head_names_who_keeps_contact(cast: Cast, now: datetime) -> None:
    member = a_member(cast, contact=None)

    assign(member, contact=cast.colleague, by=cast.head, at=now)
    assign(member, contact=cast.colleague, by=cast.head, at=now)

    assert seen_by(cast.colleague) == {NAME}
    assert [event.text for event in timeline(member.id)] == ["联系人定为何志明", "登记为困难党员，本人同意"]


def test_a_contact_must_work_here(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    with refused("service.member.contact"):
        assign(member, contact=cast.handler, by=cast.head, at=now)


def test_the_contact_hands_nobody_on_and_ends_nothing(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    with refused("service.member.not_head", NotAllowed):
        assign(member, contact=cast.colleague, by=cast.officer, at=now)
    with refused("service.member.not_head", NotAllowed):
        end(member, left_on=now.date(), by=cast.officer, at=now)
    member.refresh_from_db()
    assert (member.contact, member.left_on) == (cast.officer, None)


def test_the_head_takes_somebody_off_the_list(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    end(member, left_on=now.date(), by=cast.head, at=now)

    assert not Member.objects.current().exists()
    assert timeline(member.id)[0].text == "从 2026-11-19 起不再列入困难党员"


def test_the_day_lies_between_registering_and_today(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    with refused("service.member.future"):
        end(member, left_on=now.date() + timedelta(days=1), by=cast.head, at=now)
    with refused("service.member.before"):
        end(member, left_on=now.date() - timedelta(days=1), by=cast.head, at=now)


def test_who_is_off_the_list_stays_off(cast: Cast, now: datetime) -> None:
    member = end(a_member(cast), left_on=now.date(), by=cast.head, at=now)

    with refused("service.member.left"):
        end(member, left_on=now.date(), by=cast.head, at=now)
    with refused("service.member.left"):
        assign(member, contact=cast.colleague, by=cast.head, at=now)
