"""Meetings and interviews: noted, mended, voices taken out of the minutes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.service.models import Source, Voice
from sanxin.surveys.actions.meetings import Noted, change, note, take_voices
from sanxin.surveys.models import Meeting, MeetingVoice
from sanxin.surveys.rules.meetings import Passage, joined, read_passage, sentences_of
from tests.cast import Cast
from tests.service.builders import refused

ClientOf = Callable[[Person], Client]
MINUTES = "镇上厂子少。工资比外面低一半！\n\n孩子上学要去镇里，班车又停了。"


def noted(cast: Cast, now: datetime, **changes: object) -> Meeting:
    told = Noted("返乡青年为什么留不住", date(2026, 11, 12), place=cast.village, present=9, groups={"young": 9},
                 minutes=MINUTES)  # fmt: skip
    return note(replace(told, **changes), office=cast.department, by=cast.officer, at=now)  # type: ignore[arg-type]


def as_noted(meeting: Meeting, **changes: object) -> Noted:
    told = Noted(meeting.topic, meeting.held_on, meeting.kind, meeting.place, meeting.place_text, meeting.present,
                 meeting.groups, meeting.minutes)  # fmt: skip
    return replace(told, **changes)  # type: ignore[arg-type]


def test_a_meeting_is_noted_with_numbers_and_no_names(cast: Cast, now: datetime) -> None:
    meeting = noted(cast, now)

    assert meeting.groups == {"young": 9}
    assert timeline(meeting.id)[0].text == "记下这场会，到场 9 人"
    assert not [event for event in Event.objects.all() if "厂子" in str(event.facts)]


def test_minutes_are_encrypted_on_the_disk(cast: Cast, now: datetime) -> None:
    noted(cast, now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT minutes FROM surveys_meeting")
        assert "厂子" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"topic": " "}, "surveys.meeting.no_topic"),
        ({"topic": "长" * 121}, "surveys.meeting.long_topic"),
        ({"held_on": date(2026, 11, 20)}, "surveys.meeting.future"),
        ({"present": 3}, "surveys.meeting.groups"),
        ({"present": 10_001}, "surveys.meeting.present"),
        ({"minutes": "字" * 200_001}, "surveys.meeting.long"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with refused(code):
        noted(cast, now, **changes)


def test_sentences_that_follow_one_another_are_one_voice(cast: Cast, now: datetime) -> None:
    meeting = noted(cast, now)
    passages = [Passage(1, *place) for place in sentences_of("镇上厂子少。工资比外面低一半！")]

    count = take_voices(meeting, [*passages, Passage(2, 0, 15)], seen=1, by=cast.colleague, at=now)

    assert count == 2
    first, second = MeetingVoice.objects.select_related("voice")
    assert (first.paragraph, first.start, first.end) == (1, 0, 15)
    assert first.voice.text == "镇上厂子少。工资比外面低一半！"
    assert second.voice.text == "孩子上学要去镇里，班车又停了。"
    assert (first.voice.place, first.voice.source, first.voice.anonymous) == (cast.village, Source.MEETING, True)
    assert timeline(meeting.id)[0].text == "从记录里摘出 2 条声音"


def test_an_interview_is_heard_like_a_visit(cast: Cast, now: datetime) -> None:
    take_voices(noted(cast, now, kind="interview"), [Passage(1, 0, 6)], seen=1, by=cast.officer, at=now)

    assert Voice.objects.get().source == Source.VISIT


def test_what_was_taken_is_not_taken_again(cast: Cast, now: datetime) -> None:
    meeting = noted(cast, now)
    take_voices(meeting, [Passage(1, 0, 6)], seen=1, by=cast.officer, at=now)

    with refused("surveys.meeting.taken_before"):
        take_voices(meeting, [Passage(1, 0, 6)], seen=1, by=cast.officer, at=now)
    with refused("surveys.meeting.nothing_chosen"):
        take_voices(meeting, [Passage(9, 0, 6)], seen=1, by=cast.officer, at=now)
    assert Voice.objects.count() == 1


def test_once_voices_point_into_them_minutes_only_grow(cast: Cast, now: datetime) -> None:
    meeting = noted(cast, now)
    take_voices(meeting, [Passage(1, 0, 6)], seen=1, by=cast.officer, at=now)

    with refused("surveys.meeting.taken"):
        change(meeting, as_noted(meeting, minutes="别的话。"), seen=1, by=cast.officer, at=now)
    grown = change(meeting, as_noted(meeting, minutes=f"{MINUTES}\n又补了一句。"), seen=1, by=cast.officer, at=now)
    assert grown.minutes.endswith("又补了一句。")


def test_a_faster_colleague_is_not_overwritten(cast: Cast, now: datetime) -> None:
    meeting = noted(cast, now)
    change(meeting, as_noted(meeting, topic="新题目"), seen=1, by=cast.colleague, at=now)

    with refused("surveys.meeting.overtaken", Overtaken):
        change(meeting, as_noted(meeting), seen=1, by=cast.officer, at=now)
    with refused("surveys.meeting.overtaken", Overtaken):
        take_voices(meeting, [Passage(1, 0, 6)], seen=1, by=cast.officer, at=now)


@pytest.mark.parametrize("who", ["leader", "liaison", "stranger"])
def test_only_the_desk_listens(cast: Cast, now: datetime, who: str) -> None:
    meeting, by = noted(cast, now), getattr(cast, who)

    with refused("surveys.meeting.not_desk", NotAllowed):
        take_voices(meeting, [Passage(1, 0, 6)], seen=1, by=by, at=now)
    assert not Meeting.objects.visible_to(by).exists()


@pytest.mark.parametrize(
    ("typed", "passage"),
    [("1:0-6", Passage(1, 0, 6)), ("1:6-6", None), ("1:9-6", None), ("x", None), ("-1:0-6", None), ("1:0-6x", None)],
)
def test_a_passage_is_typed_so(typed: str, passage: Passage | None) -> None:
    assert read_passage(typed) == passage


def test_passages_of_two_paragraphs_stay_two() -> None:
    assert joined([Passage(2, 0, 3), Passage(1, 3, 6), Passage(1, 0, 3)]) == [Passage(1, 0, 6), Passage(2, 0, 3)]


def test_the_pages_note_show_and_take(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    fields = {"once": str(new_id()), "topic": "路灯", "kind": "talk", "place": "竹坑村", "held_on": "2026-11-12",
              "present": "8", "group-old": "6", "minutes": MINUTES}  # fmt: skip
    answer = client.post(reverse("surveys:new_meeting"), fields)
    meeting = Meeting.objects.get()
    assert answer["Location"] == reverse("surveys:meeting", args=[meeting.pk])
    assert 'value="1:0-6"' in client.get(answer["Location"]).content.decode()

    address = reverse("surveys:take_voices", args=[meeting.pk])
    client.post(address, {"once": str(new_id()), "seen": "1", "passage": ["1:0-6", "rubbish"]})

    assert Voice.objects.get().text == "镇上厂子少。"
    assert "已经摘成声音" in client.get(answer["Location"]).content.decode()
    nothing = client.post(address, {"once": str(new_id()), "seen": "1"})
    assert nothing.status_code == 422
    assert "先勾上要摘的句子" in nothing.content.decode()


def test_the_form_of_changing_carries_the_version(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    meeting = noted(cast, now)
    client, address = client_of(cast.officer), reverse("surveys:change_meeting", args=[meeting.pk])
    fields = {"once": str(new_id()), "topic": "改过的", "kind": "talk", "place": "洪岩镇 竹坑村",
              "held_on": "2026-11-12", "present": "9", "minutes": MINUTES}  # fmt: skip

    assert client.post(address, fields | {"seen": "7"}).status_code == 409
    assert client.post(address, fields | {"seen": "1"}).status_code == 302
    assert Meeting.objects.get().topic == "改过的"


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, now: datetime, client_of: ClientOf, rows: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(rows):
        noted(cast, now)
    client = client_of(cast.officer)
    client.get("/surveys/meetings/")

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/surveys/meetings/")


def test_list_filters_and_file(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    noted(cast, now)
    noted(cast, now, kind="interview", held_on=now.date() - timedelta(days=90), topic="低保")
    client = client_of(cast.officer)

    def shown(query: str) -> list[str]:
        return [one.topic for one in client.get(f"/surveys/meetings/?{query}").context["page"]]

    assert shown("kind=interview") == ["低保"]
    assert shown("since=2026-11-01") == ["返乡青年为什么留不住"]
    assert len(shown("town=999&until=never")) == 2
    answer = client.get("/surveys/meetings/file/?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "低保" in text
    assert "厂子" not in text


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "auditor"])
def test_others_do_not_open_the_list(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get("/surveys/meetings/").status_code == 403


def test_a_strangers_meeting_is_not_there(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    meeting, client = noted(cast, now), client_of(cast.stranger)

    assert client.get(reverse("surveys:meeting", args=[meeting.pk])).status_code == 404
    assert client.post(reverse("surveys:take_voices", args=[meeting.pk]), {"once": "1"}).status_code == 404
