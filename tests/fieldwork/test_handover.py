"""Handing a caseload over: taken or refused, for a while or for good, and back again by itself."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sanxin.fieldwork.actions.forgetting import forget_notes
from sanxin.fieldwork.actions.handovers import bring_back, refuse, take, withdraw
from sanxin.fieldwork.models import Handover, HandoverAnswer
from sanxin.fieldwork.queries.waiting_caseload import waiting_for
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person, Post
from sanxin.service.actions.erasures import erase
from sanxin.service.actions.members import assign, end
from sanxin.service.models import Erasure, Keeping, Member
from sanxin.service.queries.keepings import holding, kept_by
from tests.cast import Cast
from tests.fieldwork.caseload_builders import a_handover, give
from tests.service.builders import refused
from tests.service.member_builders import a_member

DAY = timedelta(days=1)
TODAY = date(2026, 11, 19)


def holder(cast: Cast, target: object, day: date) -> Person | None:
    return holding(cast.department.id, day)[target.id].person  # type: ignore[attr-defined]


def test_a_stand_in_looks_after_it_and_it_goes_back_by_itself(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village, since=TODAY - DAY)
    member = a_member(cast)
    handover = a_handover(cast, cast.village, member, since=TODAY + DAY, until=TODAY + 5 * DAY)
    assert holder(cast, cast.village, TODAY + DAY) == cast.officer

    take(handover, by=cast.colleague, at=now)

    for target in (cast.village, member):
        assert holder(cast, target, TODAY) == cast.officer
        assert holder(cast, target, TODAY + DAY) == cast.colleague
        assert holder(cast, target, TODAY + 5 * DAY) == cast.colleague
        assert holder(cast, target, TODAY + 6 * DAY) == cast.officer
    names = [event.name for event in timeline(handover.id)]
    assert names == ["fieldwork.handover.taken", "fieldwork.handover.asked"]
    assert timeline(member.id)[0].name == "fieldwork.handover.taken"


def test_for_good_it_stays_with_the_other(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    member = a_member(cast)

    take(a_handover(cast, cast.village, member, for_good=True), by=cast.colleague, at=now)

    member.refresh_from_db()
    assert member.contact == cast.colleague
    assert holder(cast, cast.village, TODAY + 999 * DAY) == cast.colleague
    assert not Member.objects.visible_to(cast.officer).exists()


def test_somebody_is_back_earlier(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village, since=TODAY - DAY)
    handover = a_handover(cast, cast.village)
    take(handover, by=cast.colleague, at=now)
    later = now + 3 * DAY

    with clock.frozen(later):
        bring_back(handover, by=cast.officer, at=later)

    assert holder(cast, cast.village, TODAY + 2 * DAY) == cast.colleague
    assert holder(cast, cast.village, TODAY + 3 * DAY) == cast.officer
    with refused("fieldwork.handover.not_running"), clock.frozen(later):
        bring_back(handover, by=cast.officer, at=later)


def test_a_stand_in_who_is_away_hands_on_and_all_goes_back(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village, since=TODAY - DAY)
    first = a_handover(cast, cast.village)
    take(first, by=cast.colleague, at=now)
    second = a_handover(cast, cast.village, giver=cast.colleague, receiver=cast.head, by=cast.colleague)
    take(second, by=cast.head, at=now)
    assert holder(cast, cast.village, TODAY) == cast.head

    bring_back(first, by=cast.officer, at=now)

    assert holder(cast, cast.village, TODAY) == cast.officer


def test_naming_somebody_else_ends_the_stand_in(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    take(a_handover(cast, member, until=TODAY + 9 * DAY), by=cast.colleague, at=now)
    member.refresh_from_db()
    assert member.contact == cast.colleague

    assign(member, contact=cast.head, by=cast.head, at=now)

    member.refresh_from_db()
    assert (member.contact, holder(cast, member, TODAY + DAY)) == (cast.head, cast.head)


def test_the_receiver_says_no_and_why(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    handover = a_handover(cast, cast.village)
    with refused("fieldwork.plan.no_reason"):
        refuse(handover, words=" ", by=cast.colleague, at=now)

    refuse(handover, words="我下周也出差", by=cast.colleague, at=now)

    assert holder(cast, cast.village, TODAY) == cast.officer
    with refused("fieldwork.handover.answered"):
        take(handover, by=cast.colleague, at=now)


def test_only_the_receiver_answers(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    handover = a_handover(cast, cast.village)
    for who in (cast.officer, cast.head, cast.stranger):
        with refused("fieldwork.handover.not_receiver", NotAllowed):
            take(handover, by=who, at=now)
        with refused("fieldwork.handover.not_receiver", NotAllowed):
            refuse(handover, words="不行", by=who, at=now)
    assert not HandoverAnswer.objects.exists()


def test_what_is_withdrawn_needs_no_answer(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    handover = a_handover(cast, cast.village)
    with refused("fieldwork.handover.not_yours", NotAllowed):
        withdraw(handover, by=cast.colleague, at=now)

    withdraw(handover, by=cast.officer, at=now)

    with refused("fieldwork.handover.answered"):
        take(handover, by=cast.colleague, at=now)
    assert a_handover(cast, cast.village).state == "waiting"


def test_a_section_head_hands_over_for_who_has_gone(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    Post.objects.filter(person=cast.officer).update(until=TODAY - DAY)
    take(a_handover(cast, cast.village, for_good=True, by=cast.head), by=cast.colleague, at=now)

    assert set(kept_by(cast.colleague, TODAY).villages) == {cast.village.id}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"since": TODAY - DAY}, "fieldwork.handover.past"),
        ({"until": TODAY - DAY}, "fieldwork.handover.days"),
        ({"until": TODAY, "for_good": True}, "fieldwork.handover.for_good"),
        ({"note": "说" * 1001}, "fieldwork.handover.note"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    give(cast, cast.officer, cast.village)
    with refused(code):
        a_handover(cast, cast.village, **changes)
    assert not Handover.objects.exists()


def test_only_ones_own_to_somebody_of_the_desk(cast: Cast) -> None:
    give(cast, cast.officer, cast.village)
    with refused("fieldwork.handover.not_theirs"):
        a_handover(cast, cast.other_village)
    with refused("fieldwork.handover.nothing"):
        a_handover(cast)
    with refused("fieldwork.handover.self"):
        a_handover(cast, cast.village, receiver=cast.officer)
    with refused("fieldwork.caseload.not_here"):
        a_handover(cast, cast.village, receiver=cast.handler)
    with refused("fieldwork.handover.not_yours", NotAllowed):
        a_handover(cast, cast.village, by=cast.colleague)
    a_handover(cast, cast.village)
    with refused("fieldwork.handover.waiting"):
        a_handover(cast, cast.village, receiver=cast.head)


def test_nothing_is_taken_after_its_last_day(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    handover = a_handover(cast, cast.village, until=TODAY)
    with clock.frozen(now + DAY), refused("fieldwork.handover.over"):
        take(handover, by=cast.colleague, at=now + DAY)


def test_both_sides_see_it_on_today(cast: Cast, now: datetime) -> None:
    give(cast, cast.officer, cast.village)
    handover = a_handover(cast, cast.village)
    assert [row.title for row in waiting_for(cast.colleague, TODAY)] == ["程晓岚请您接联系点"]
    assert [row.light_word for row in waiting_for(cast.officer, TODAY)] == ["等对方"]

    take(handover, by=cast.colleague, at=now)

    assert [row.title for row in waiting_for(cast.officer, TODAY)] == ["何志明接了联系点"]
    assert waiting_for(cast.colleague, TODAY) == []
    assert waiting_for(cast.officer, TODAY + 9 * DAY) == []


def test_no_event_names_a_member_or_repeats_the_note(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    take(a_handover(cast, member), by=cast.colleague, at=now)

    facts = str([event.facts for event in Event.objects.all()])
    assert "方茂林" not in facts
    assert "月底" not in facts
    assert Keeping.objects.filter(member=member).count() == 2


def test_with_a_member_goes_what_was_said_when_they_were_handed_on(cast: Cast, now: datetime) -> None:
    member, other = a_member(cast), a_member(cast, name="余水生")
    handover, apart = a_handover(cast, member), a_handover(cast, other)
    end(member, left_on=clock.today(), by=cast.head, at=now)

    erase(member, by=cast.head, at=now)

    handover.refresh_from_db()
    apart.refresh_from_db()
    assert (handover.note, handover.note_erased_on) == ("", clock.today())
    assert apart.note
    row = Erasure.objects.get()
    assert (row.notes, row.visits) == (1, 0)


@pytest.mark.parametrize("how", ["refused", "withdrawn", "back", "for good", "until"])
def test_what_was_said_goes_when_it_has_been_over_for_as_long_as_a_member_is_kept(
    cast: Cast, now: datetime, settings: Any, how: str, client_of: Any
) -> None:
    settings.MEMBER_KEPT_MONTHS = 6
    give(cast, cast.officer, cast.village)
    until = clock.today() if how == "until" else None
    handover = a_handover(cast, cast.village, for_good=how == "for good", until=until)
    if how == "refused":
        refuse(handover, words="我也请假", by=cast.colleague, at=now)
    elif how == "withdrawn":
        withdraw(handover, by=cast.officer, at=now)
    else:
        handover = take(handover, by=cast.colleague, at=now)
    if how == "back":
        bring_back(handover, by=cast.officer, at=now)

    with clock.frozen(now.replace(month=5, day=18) + timedelta(days=365)):
        assert forget_notes(clock.now()) == 0
    with clock.frozen(now.replace(month=5, day=19) + timedelta(days=365)):
        assert forget_notes(clock.now()) == 1
        assert forget_notes(clock.now()) == 0
        page = client_of(cast.officer).get(f"/fieldwork/handovers/{handover.pk}/").content.decode()

    assert Handover.objects.get().note == ""
    assert "按规定抹去了" in page


def test_what_was_said_stays_while_somebody_needs_it(cast: Cast, now: datetime, settings: Any) -> None:
    settings.MEMBER_KEPT_MONTHS = 0
    give(cast, cast.officer, cast.village, cast.other_village)
    a_handover(cast, cast.village)
    take(a_handover(cast, cast.other_village), by=cast.colleague, at=now)

    assert forget_notes(now + timedelta(days=900)) == 0
    assert Handover.objects.exclude(note="").count() == 2
