"""Putting a member in difficulty on the list."""

from datetime import date, datetime

from django.db import connection

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event, SearchEntry
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Post
from sanxin.service.actions.members import end, register
from sanxin.service.models import Member
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import ADDRESS, NAME, NEED, PHONE, a_member, somebody


def test_it_stands_on_the_list_of_the_desk(cast: Cast, now: datetime) -> None:
    member = register(somebody(cast), office=cast.department, by=cast.officer, at=now)

    kept = Member.objects.get(pk=member.pk)
    assert (kept.name, kept.phone, kept.difficulty) == (NAME, PHONE, NEED)
    assert (kept.office, kept.village, kept.contact) == (cast.department, cast.village, cast.officer)
    assert [str(kind) for kind in kept.needs.all()] == ["高龄"]
    consent = kept.consents.get()
    assert (consent.purpose, consent.given_on, consent.given_to) == ("list", now.date(), cast.officer)
    assert (kept.masked, kept.masked_phone, str(kept)) == ("方**", "138****2210", "方**")
    assert [event.name for event in timeline(member.id)] == ["service.member.registered"]


def test_nothing_personal_is_readable_in_the_database(cast: Cast) -> None:
    member = a_member(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, address, difficulty, member_key FROM service_member")
        told = " ".join(map(str, cursor.fetchone()))
    assert not any(word in told for word in (NAME, PHONE, NEED, ADDRESS, "方"))
    facts = [event.facts for event in Event.objects.filter(name__startswith="service.member")]
    assert facts == [{}]
    assert not SearchEntry.objects.filter(subject_id=member.id).exists()


def test_without_consent_nobody_is_registered(cast: Cast, now: datetime) -> None:
    with refused("service.member.no_consent"):
        register(somebody(cast, consent=False), office=cast.department, by=cast.head, at=now)
    assert not Member.objects.exists()


def test_the_consent_stands_there_as_it_was_said(cast: Cast, now: datetime) -> None:
    member = a_member(
        cast,
        consent_on=date(2026, 11, 2),
        consent_way="signed",
        consent_to=cast.officer,
        purposes=("share",),
    )

    rows = {row.purpose: row for row in member.consents.all()}
    assert set(rows) == {"list", "share"}
    assert {(row.given_on, row.way, row.given_to, row.noted_by) for row in rows.values()} == {
        (date(2026, 11, 2), "signed", cast.officer, cast.head)
    }


def test_a_consent_of_a_day_to_come_or_of_no_known_kind_is_refused(cast: Cast) -> None:
    with refused("service.consent.future"):
        a_member(cast, consent_on=date(2026, 11, 20))
    with refused("service.consent.way"):
        a_member(cast, consent_way="guessed")
    with refused("service.consent.purpose"):
        a_member(cast, purposes=("everything",))
    assert not Member.objects.exists()


def test_several_needs_of_the_offices_own_kinds(cast: Cast) -> None:
    member = a_member(cast, needs=("疾病", "living_alone"))

    assert [kind.key for kind in member.needs.all()] == ["illness", "living_alone"]
    with refused("service.member.need_unknown"):
        a_member(cast, name="徐金花", needs=("没房",))
    with refused("service.member.needs"):
        a_member(cast, name="徐金花", needs=tuple("abcdef"))


def test_the_same_name_in_the_same_village_is_refused(cast: Cast) -> None:
    a_member(cast)

    with refused("service.member.on_list"):
        a_member(cast, name=" 方 茂林 ", contact=cast.colleague)
    assert a_member(cast, village=cast.other_village).name == NAME


def test_who_left_may_be_registered_again(cast: Cast, now: datetime) -> None:
    end(a_member(cast), left_on=now.date(), by=cast.head, at=now)

    a_member(cast)

    assert Member.objects.count() == 2


def test_without_a_name_or_with_a_novel_it_is_refused(cast: Cast) -> None:
    with refused("service.member.no_name"):
        a_member(cast, name=" ")
    with refused("service.member.name"):
        a_member(cast, name="方" * 41)
    with refused("service.member.difficulty"):
        a_member(cast, difficulty="难" * 501)
    with refused("service.member.address"):
        a_member(cast, address="屋" * 121)


def test_a_township_or_another_county_is_no_village(cast: Cast) -> None:
    for place in (cast.town, cast.stranger.posts.get().unit):
        with refused("service.member.village"):
            a_member(cast, village=place)


def test_a_contact_works_at_this_desk_today(cast: Cast, now: datetime) -> None:
    Post.objects.filter(person=cast.colleague).update(until=date(2026, 11, 18))

    for person in (cast.colleague, cast.leader, cast.handler, cast.stranger):
        with refused("service.member.contact"):
            a_member(cast, contact=person)


def test_an_officer_registers_only_whom_they_keep_contact_with(cast: Cast, now: datetime) -> None:
    for contact in (cast.colleague, None):
        with refused("service.member.not_head", NotAllowed):
            register(somebody(cast, contact=contact), office=cast.department, by=cast.officer, at=now)
    assert not Member.objects.exists()


def test_others_register_nobody(cast: Cast, now: datetime) -> None:
    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        with refused("service.member.not_desk", NotAllowed):
            register(somebody(cast, contact=who), office=cast.department, by=who, at=now)
    assert not Member.objects.exists()
