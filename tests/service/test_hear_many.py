"""A list of voices, added whole or not at all."""

from datetime import datetime, timedelta

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.actions.voices import Heard, NewVoice, hear_many
from sanxin.service.models import Voice
from sanxin.service.speakers import Speaker
from tests.cast import Cast
from tests.service.builders import refused


def rows(now: datetime, count: int = 3) -> list[NewVoice]:
    return [
        NewVoice(
            key=f"hotline:{n}",
            text=f"第 {n} 条：路灯不亮",
            source="hotline",
            heard_at=now - timedelta(days=n),
            speaker=Speaker(code=f"A{n % 2}"),
            external_id=str(n),
        )
        for n in range(count)
    ]


def test_all_rows_arrive_under_one_event(cast: Cast, now: datetime) -> None:
    heard = hear_many(rows(now), office=cast.department, by=cast.officer, at=now)

    assert heard == Heard(added=3, known=0)
    assert Voice.objects.filter(office=cast.department, heard_by=None).count() == 3
    assert Event.objects.filter(name="service.voices.imported").count() == 1


def test_the_import_stands_on_each_voices_timeline(cast: Cast, now: datetime) -> None:
    hear_many(rows(now), office=cast.department, by=cast.officer, at=now)

    voice = Voice.objects.first()
    assert voice is not None
    assert voice.batch_id is not None
    assert [event.text for event in timeline(voice.id, voice.batch_id)] == ["从表格导入 3 条声音"]


def test_the_same_list_again_adds_nothing(cast: Cast, now: datetime) -> None:
    hear_many(rows(now), office=cast.department, by=cast.officer, at=now)

    again = hear_many(rows(now, 4), office=cast.department, by=cast.colleague, at=now)

    assert again == Heard(added=1, known=3)
    assert Voice.objects.count() == 4


def test_a_row_twice_in_one_list_is_one_voice(cast: Cast, now: datetime) -> None:
    heard = hear_many(rows(now, 2) * 2, office=cast.department, by=cast.officer, at=now)

    assert heard == Heard(added=2, known=2)


def test_people_are_counted_without_being_named(cast: Cast, now: datetime) -> None:
    hear_many(rows(now), office=cast.department, by=cast.officer, at=now)

    keys = set(Voice.objects.values_list("speaker_key", flat=True))
    assert len(keys) == 2
    assert not keys & {"A0", "A1", ""}


def test_one_bad_row_and_nothing_is_written(cast: Cast, now: datetime) -> None:
    bad = NewVoice(key="x", text=" ", source="hotline", heard_at=now)

    with refused("service.voice.empty"):
        hear_many([*rows(now), bad], office=cast.department, by=cast.officer, at=now)
    assert not Voice.objects.exists()


def test_only_the_desk_imports(cast: Cast, now: datetime) -> None:
    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.stranger):
        with refused("service.voices.not_desk", NotAllowed):
            hear_many(rows(now), office=cast.department, by=who, at=now)


def test_many_rows_cost_few_questions(cast: Cast, now: datetime, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        hear_many(rows(now, 1500), office=cast.department, by=cast.officer, at=now)
