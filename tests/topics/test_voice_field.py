"""The field of a voice in no problem: the machine guesses, a person's word holds."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import work_off
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.research.actions.problems import put_voices, take_out
from sanxin.research.models import Problem
from sanxin.service.models import Voice
from sanxin.topics.actions.fields import retire_field, settle_first_fields
from sanxin.topics.actions.links import sort_problems
from sanxin.topics.actions.voice_fields import look, sort_voice
from sanxin.topics.jobs import look_everywhere
from sanxin.topics.models import VoiceField
from tests.cast import Cast
from tests.research.builders import again, hear, propose
from tests.service.builders import refused
from tests.topics.builders import a_field

ClientOf = Callable[[Person], Client]

PARTY = ("支部活动室漏雨没人修", "支部三会一课总是走过场", "党费收缴支部不公开", "支部书记一人兼着几个村")
ROAD = ("通村公路坑洼难走", "公路边没有护栏", "公路塌方半年没修", "路灯坏了公路漆黑")


def some(cast: Cast, now: datetime, said: tuple[str, ...], count: int = 12) -> list[Voice]:
    return [hear(cast, f"{said[one % len(said)]}，第{one}组反映", now) for one in range(count)]


def a_sorted_desk(cast: Cast, now: datetime) -> tuple[Problem, Problem]:
    """A problem of the branch, sorted into 基层组织建设, and one of a road, which belongs nowhere."""
    party, road = propose(cast, now, some(cast, now, PARTY), some(cast, now, ROAD))
    sort_problems([party], field=a_field(cast), by=cast.officer, at=now)
    return party, road


def test_what_sounds_like_a_field_gets_it_and_what_does_not_is_left(cast: Cast, now: datetime) -> None:
    a_sorted_desk(cast, now)
    ours, other = hear(cast, "支部党费收缴不公开", now), hear(cast, "公路坑洼没有护栏", now)

    assert look(cast.department.id, at=now) == 1

    row = VoiceField.objects.get()
    assert (row.voice, row.field, row.by) == (ours, a_field(cast), None)
    assert "支部" in row.words
    assert not VoiceField.objects.filter(voice=other).exists()
    assert timeline(cast.department.id)[0].text == "给 1 条没归到问题的声音看了领域"


def test_where_too_little_is_sorted_nothing_is_guessed(cast: Cast, now: datetime) -> None:
    [party] = propose(cast, now, some(cast, now, PARTY, count=5))
    sort_problems([party], field=a_field(cast), by=cast.officer, at=now)
    hear(cast, "支部党费收缴不公开", now)

    assert look(cast.department.id, at=now) == 0
    assert not VoiceField.objects.exists()


def test_a_second_look_that_changes_nothing_says_nothing(cast: Cast, now: datetime) -> None:
    a_sorted_desk(cast, now)
    hear(cast, "支部党费收缴不公开", now)

    assert look(cast.department.id, at=now) == 1
    assert look(cast.department.id, at=now) == 1

    assert [one.name for one in timeline(cast.department.id)].count("topics.voices.looked") == 1


def test_a_persons_word_holds_and_is_learnt(cast: Cast, now: datetime) -> None:
    a_sorted_desk(cast, now)
    first, second = hear(cast, "支部党费收缴不公开", now), hear(cast, "公路坑洼没有护栏", now)
    look(cast.department.id, at=now)

    sort_voice(first, field=a_field(cast, 3), by=cast.officer, seen=0, at=now)
    sort_voice(second, field=a_field(cast), by=cast.officer, seen=0, at=now)
    look(cast.department.id, at=now)

    found = {row.voice: (row.field, row.by) for row in VoiceField.objects.all()}
    assert found == {first: (a_field(cast, 3), cast.officer), second: (a_field(cast), cast.officer)}
    assert timeline(first.id)[0].text == "把这条声音归到领域“人才工作”"


def test_a_person_may_say_that_none_fits(cast: Cast, now: datetime) -> None:
    a_sorted_desk(cast, now)
    voice = hear(cast, "支部党费收缴不公开", now)
    look(cast.department.id, at=now)

    sort_voice(voice, field=None, by=cast.officer, seen=0, at=now)

    assert look(cast.department.id, at=now) == 0
    assert VoiceField.objects.get().field is None
    assert timeline(voice.id)[0].text == "看过这条声音，不归哪个领域"


def test_once_in_a_problem_it_has_the_problems_field(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    _party, road = a_sorted_desk(cast, now)
    voice = hear(cast, "支部党费收缴不公开", now)
    sort_voice(voice, field=a_field(cast), by=cast.officer, seen=0, at=now)
    client, asked = client_of(cast.officer), f"{reverse('service:voices')}?field={a_field(cast).id}"
    before = client.get(asked).context["page"].paginator.count

    put_voices(road, [voice.id], by=cast.officer, seen=again(road).version, at=now)

    assert client.get(asked).context["page"].paginator.count == before - 1
    assert client.get(reverse("topics:voice_field", args=[voice.pk])).status_code == 404
    with refused("topics.voice.in_problem"):
        sort_voice(voice, field=a_field(cast), by=cast.officer, seen=1, at=now)

    take_out(again(road), [voice.id], by=cast.officer, seen=again(road).version, at=now)
    assert client.get(asked).context["page"].paginator.count == before


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    a_sorted_desk(cast, now)
    voice = hear(cast, "支部党费收缴不公开", now)
    sort_voice(voice, field=a_field(cast), by=cast.colleague, seen=0, at=now)

    with refused("topics.overtaken", Overtaken):
        sort_voice(voice, field=None, by=cast.officer, seen=0, at=now)


def test_only_the_desk_says_it_and_only_a_field_of_its_own(cast: Cast, now: datetime) -> None:
    settle_first_fields(cast.department)
    voice = hear(cast, "支部党费收缴不公开", now)

    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.stranger):
        with refused("research.problem.not_desk", NotAllowed):
            sort_voice(voice, field=a_field(cast), by=who, seen=0, at=now)
    foreign = a_field(cast)
    foreign.office_id = new_id()
    with refused("topics.field.other_office"):
        sort_voice(voice, field=foreign, by=cast.officer, seen=0, at=now)


def test_lists_filters_and_trends_count_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_sorted_desk(cast, now)
    voice = hear(cast, "支部党费收缴不公开", now)
    look(cast.department.id, at=now)
    client = client_of(cast.officer)
    asked = f"?field={a_field(cast).id}"

    page = client.get(reverse("service:voices") + asked)
    none = client.get(reverse("service:voices") + "?field=none")
    loose = client.get(reverse("research:loose")).content.decode()
    trends = client.get(reverse("research:trends")).context["trends"].fields
    narrowed = client.get(reverse("research:trends") + asked).context["trends"]
    rows = b"".join(client.get(reverse("service:voices_file") + asked + "&format=csv")).decode()

    assert page.context["page"].paginator.count == 13
    assert none.context["page"].paginator.count == 12
    assert page.content.decode().count('sx-cell-note sx-xs sx-3">基层组织建设') == 13
    assert "· 基层组织建设" in loose
    assert [(line.label, line.total) for line in trends] == [("基层组织建设", 13), ("", 12)]
    assert narrowed.all.total == 13
    assert rows.count("基层组织建设") == 13
    assert voice.text in rows


def test_a_retired_field_stays_while_a_voice_lies_in_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voice = hear(cast, "支部党费收缴不公开", now)
    field = a_field(cast)
    sort_voice(voice, field=field, by=cast.officer, seen=0, at=now)
    retire_field(a_field(cast), by=cast.head, seen=1, at=now)
    client = client_of(cast.officer)

    text = client.get(reverse("service:voices")).content.decode()
    form = client.get(reverse("topics:voice_field", args=[voice.pk])).content.decode()

    assert f'value="{field.id}"' in text
    assert client.get(f"{reverse('service:voices')}?field={field.id}").context["page"].paginator.count == 1
    assert client.get(f"{reverse('service:voices')}?field=none").context["page"].paginator.count == 0
    assert "基层组织建设" in form


def test_it_is_said_on_a_page_of_its_own(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_sorted_desk(cast, now)
    voice = hear(cast, "支部党费收缴不公开", now)
    look(cast.department.id, at=now)
    client, address = client_of(cast.officer), reverse("topics:voice_field", args=[voice.pk])
    here = reverse("service:voice", args=[voice.pk])
    before, form = client.get(here).content.decode(), client.get(address).content.decode()
    said = {"once": str(new_id()), "seen": "0", "field": str(a_field(cast, 3).id)}

    missing = client.post(address, {**said, "once": str(new_id()), "field": ""})
    late = client.post(address, {**said, "once": str(new_id()), "seen": "3"})
    answer = client.post(address, said)
    again_ = client.post(address, said)

    assert f'href="{address}">基层组织建设' in before
    assert "机器看的，依据：" in before
    assert "机器看像“基层组织建设”" in form
    assert (missing.status_code, late.status_code) == (422, 409)
    assert answer["Location"] == again_["Location"] == here
    assert VoiceField.objects.get().version == 1
    after = client.get(here).content.decode()
    assert f'href="{address}">人才工作' in after
    assert "人定的" in after
    assert "归过，可以再改。" in client.get(address).content.decode()


def test_who_is_not_of_the_desk_finds_no_such_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voice = hear(cast, "支部党费收缴不公开", now)
    address = reverse("topics:voice_field", args=[voice.pk])

    assert client_of(cast.leader).get(address).status_code == 403
    assert client_of(cast.stranger).get(address).status_code == 404


def test_every_day_offices_that_sort_are_looked_at(cast: Cast, now: datetime) -> None:
    a_sorted_desk(cast, now)
    hear(cast, "支部党费收缴不公开", now)

    look_everywhere(now)
    work_off()

    assert VoiceField.objects.guessed().count() == 1


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_questions_does_not_grow(
    cast: Cast, client_of: ClientOf, now: datetime, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for one in range(count):
        sort_voice(hear(cast, f"第{one}件事", now), field=a_field(cast), by=cast.officer, seen=0, at=now)
    client = client_of(cast.officer)
    client.get(reverse("research:loose"))

    with django_assert_max_num_queries(10):
        client.get(reverse("research:loose"))
    with django_assert_max_num_queries(19):
        client.get(reverse("service:voices"))
