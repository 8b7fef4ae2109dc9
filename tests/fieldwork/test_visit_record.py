"""Recording a visit."""

from datetime import timedelta

import pytest

from sanxin.fieldwork.models import Visit, VisitDraft
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Event
from sanxin.ledger.models import Item
from sanxin.service.models import Voice, VoiceItem
from tests.cast import Cast
from tests.fieldwork.visit_builders import HOUSEHOLD, LEAK, NOTE, PRAISE, QUESTION, a_visit
from tests.service.builders import refused
from tests.service.member_builders import a_member


def test_a_visit_becomes_voices_an_item_and_one_event(cast: Cast) -> None:
    visit = a_visit(cast, LEAK, QUESTION, PRAISE, household=HOUSEHOLD, note=NOTE)

    lines = list(visit.lines.select_related("voice"))
    assert [line.voice.text for line in lines] == [LEAK.text, QUESTION.text, PRAISE.text]
    assert {line.voice.place_id for line in lines} == {cast.village.id}
    assert [line.owes_answer for line in lines] == [False, True, False]
    item = Item.objects.get()
    assert (item.title, item.owner_id, item.place_id) == (LEAK.text, cast.officer.id, cast.village.id)
    assert VoiceItem.objects.get().voice_id == lines[0].voice_id
    assert [event.name for event in Event.objects.filter(name="fieldwork.visit.recorded")] == [
        "fieldwork.visit.recorded"
    ]


def test_the_event_says_neither_who_was_visited_nor_what_they_said(cast: Cast) -> None:
    visit = a_visit(cast, LEAK, household=HOUSEHOLD, note=NOTE, member=a_member(cast))

    event = next(event for event in timeline(visit.id) if event.name == "fieldwork.visit.recorded")
    assert event.facts == {"kind": "call", "lines": 1, "difficulties": 1}
    assert {kind for kind, _id in event.subjects} == {"fieldwork.visit", "people.unit"}
    assert event.text == "记一次走访：1 句话，难题 1 个"


def test_household_and_note_are_encrypted(cast: Cast) -> None:
    visit = a_visit(cast, household=HOUSEHOLD, note=NOTE)

    raw = Visit.objects.filter(pk=visit.pk).extra(select={"h": "household", "n": "note"}).values_list("h", "n").get()
    assert HOUSEHOLD not in raw[0]
    assert NOTE not in raw[1]
    assert Visit.objects.get(pk=visit.pk).note == NOTE


def test_the_same_id_again_changes_nothing(cast: Cast) -> None:
    first = a_visit(cast, PRAISE, visit_id=(known := new_id()))
    again = a_visit(cast, PRAISE, visit_id=known)

    assert again == first
    assert Visit.objects.count() == Voice.objects.count() == 1


def test_a_phone_whose_clock_runs_ahead_is_believed_up_to_now(cast: Cast) -> None:
    visit = a_visit(cast, PRAISE, born_at=clock.now() + timedelta(hours=5))

    assert visit.born_at == clock.now()
    assert visit.lines.get().voice.heard_at == clock.now()


def test_a_visit_of_another_day_was_heard_at_its_noon(cast: Cast) -> None:
    visit = a_visit(cast, PRAISE, on=clock.today() - timedelta(days=2))

    heard = visit.lines.get().voice.heard_at.astimezone(clock.now().tzinfo)
    assert (heard.date(), heard.hour) == (clock.today() - timedelta(days=2), 12)


def test_a_liaison_records_and_the_office_opens_the_item(cast: Cast) -> None:
    visit = a_visit(cast, LEAK, by=cast.liaison)

    assert visit.lines.get().is_difficulty
    assert not Item.objects.exists()


def test_recording_drops_the_draft(cast: Cast) -> None:
    VisitDraft.objects.create(person=cast.officer, values="note=x", at=clock.now())

    a_visit(cast)

    assert not VisitDraft.objects.exists()


def test_a_place_in_words_or_a_household_is_enough(cast: Cast) -> None:
    assert a_visit(cast, place=None, place_text="沿沟工业园").where == "沿沟工业园"
    assert a_visit(cast, place=None, household=HOUSEHOLD).where == ""
    assert a_visit(cast, place=None, member=a_member(cast)).where == "洪岩镇 竹坑村"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("fieldwork.visit.nowhere", {"place": None}),
        ("fieldwork.visit.future", {"days_ago": -1, "on_later": True}),
        ("fieldwork.visit.people", {"people": 1000}),
        ("fieldwork.visit.kind", {"kind": "drone"}),
        ("fieldwork.visit.note_too_long", {"note": "长" * 4001}),
        ("fieldwork.visit.household_too_long", {"household": "长" * 201}),
        ("fieldwork.visit.place_too_long", {"place_text": "长" * 121}),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, code: str, changes: dict[str, object]) -> None:
    if changes.pop("on_later", False):
        changes = {"on": clock.today() + timedelta(days=1)}

    with refused(code):
        a_visit(cast, **changes)
    assert not Visit.objects.exists()


def test_too_many_lines_and_empty_lines_are_refused_as_a_whole(cast: Cast) -> None:
    with refused("fieldwork.visit.too_many_lines"):
        a_visit(cast, *[PRAISE] * 61)
    with refused("service.voice.empty"):
        a_visit(cast, PRAISE, type(PRAISE)("   "))
    assert not Visit.objects.exists()
    assert not Voice.objects.exists()


def test_a_leader_a_handler_and_a_stranger_record_nothing(cast: Cast) -> None:
    for person in (cast.leader, cast.handler, cast.stranger, cast.administrator):
        with refused("fieldwork.visit.not_desk"):
            a_visit(cast, by=person)


def test_a_village_of_another_county_and_a_strange_member_are_refused(cast: Cast) -> None:
    elsewhere = cast.stranger.county
    with refused("fieldwork.visit.elsewhere"):
        a_visit(cast, place=elsewhere)
    with refused("fieldwork.visit.not_contact"):
        a_visit(cast, by=cast.colleague, member=a_member(cast))


def test_an_id_of_somebody_elses_visit_is_refused(cast: Cast) -> None:
    a_visit(cast, visit_id=(known := new_id()))

    with refused("fieldwork.visit.id_taken"):
        a_visit(cast, by=cast.colleague, visit_id=known)
