"""Kinds of voices: learnt from what people sorted, proposed, answered, and learnt again with the corrections."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel import jobs
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.models.job import Job
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.roles import Role
from sanxin.people.models import Person, Post
from sanxin.research import kind_engine
from sanxin.research.actions import kinds
from sanxin.research.models import KindAnswer, KindProposal, KindTraining, Problem
from sanxin.research.queries.kinds import sorted_voices
from sanxin.research.queries.waiting import waiting_for
from sanxin.service.actions import voices as voice_actions
from sanxin.service.models import Kind, Voice
from tests.cast import Cast
from tests.research.builders import propose

ClientOf = Callable[[Person], Client]
SAID = {
    Kind.LIVELIHOOD: ("自来水发黄不能喝", "村口的路坑洼积水", "班车停了赶集走不了", "卫生室买不到药"),
    Kind.INTERESTS: ("征地补偿款没有发", "集体分红账目没公开", "低保名单没有公示", "工程款拖欠工钱"),
    Kind.WISHES: ("盼着建一个文化广场", "希望办一期电商培训", "想请老师教广场舞", "盼着修一座图书屋"),
}


def hear_sorted(cast: Cast, at: datetime, each: int = 16, **more: object) -> list[Voice]:
    """So many of every kind, told a little differently each time."""
    return Voice.objects.bulk_create(
        Voice(
            county=cast.county,
            office=cast.department,
            text=f"第{number}组反映{words[number % 4]}",
            source="visit",
            kind=more.get("kind", kind),
            heard_at=at - timedelta(hours=number),
            noted_at=at,
        )
        for kind, words in SAID.items()
        for number in range(each)
    )


def hear_unsorted(cast: Cast, at: datetime, *texts: str) -> list[Voice]:
    return Voice.objects.bulk_create(
        Voice(county=cast.county, office=cast.department, text=text, source="visit", heard_at=at, noted_at=at)
        for text in texts
    )


def learnt(cast: Cast, at: datetime) -> KindTraining:
    training = kinds.ask_to_learn(cast.department, by=cast.officer, at=at)
    jobs.work_off()
    training.refresh_from_db()
    return training


def post(client: Client, view: str, **data: object) -> str:
    answer = client.post(reverse(f"research:{view}"), {"once": str(new_id()), **data}, follow=True)
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _models_of_one_test(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def test_it_learns_and_proposes(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    water, money = hear_unsorted(cast, now, "我们组的自来水又发黄了", "征地补偿款什么时候发")

    training = learnt(cast, now)

    assert training.number == 1
    assert training.examples == {"livelihood": 16, "interests": 16, "wishes": 16}
    assert training.measured["accuracy"] > 0.9
    assert training.measured["examples"] == 48
    assert KindProposal.objects.get(voice=water).kind == Kind.LIVELIHOOD
    assert "自来水" in "".join(KindProposal.objects.get(voice=water).words)
    assert KindProposal.objects.get(voice=money).kind == Kind.INTERESTS
    assert Voice.objects.filter(kind=Kind.UNSORTED).count() == 2
    assert "归对了" in timeline(training.id)[0].text


def test_too_few_examples_are_said_plainly(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now, each=9)

    with pytest.raises(Refused, match="例子太少") as refusal:
        kinds.ask_to_learn(cast.department, by=cast.officer, at=now)

    assert refusal.value.code == "research.kinds.too_few"


def test_a_kind_with_too_few_is_left_out(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    wishes = Voice.objects.filter(kind=Kind.WISHES).values_list("pk", flat=True)[:10]
    Voice.objects.filter(pk__in=list(wishes)).update(kind=Kind.UNSORTED)

    training = learnt(cast, now)

    assert set(training.examples) == {"livelihood", "interests"}


def test_it_is_learnt_once_at_a_time_and_by_the_desk_alone(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    kinds.ask_to_learn(cast.department, by=cast.officer, at=now)

    with pytest.raises(Refused, match="正在学"):
        kinds.ask_to_learn(cast.department, by=cast.colleague, at=now)
    with pytest.raises(NotAllowed):
        kinds.ask_to_learn(cast.department, by=cast.leader, at=now)


def test_nothing_learnt_nothing_proposed(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="还没有学过"):
        kinds.ask_to_look(cast.department, by=cast.officer, at=now)


def test_what_came_since_is_looked_at_without_learning_anew(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    learnt(cast, now)
    [later] = hear_unsorted(cast, now, "希望再办一期电商培训")

    kinds.ask_to_look(cast.department, by=cast.officer, at=now)
    jobs.work_off()

    assert KindProposal.objects.get(voice=later).kind == Kind.WISHES
    assert KindTraining.objects.count() == 1


def test_a_model_that_was_tampered_with_is_not_read(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    training = learnt(cast, now)
    path = kind_engine.path_of(training)
    path.write_bytes(path.read_bytes() + b" ")

    kinds.ask_to_look(cast.department, by=cast.officer, at=now)
    jobs.work_off()

    assert "请重新学一次" in Job.objects.order_by("-asked_at", "-id")[0].error


def test_what_waits_for_a_person_stands_on_today(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    water, _money = hear_unsorted(cast, now, "我们组的自来水又发黄了", "征地补偿款什么时候发")
    learnt(cast, now)

    [row] = waiting_for(cast.officer, now.date())

    assert row.title == "2 条声音，机器建议了类别，等人看"
    assert row.url == f"{reverse('research:kinds')}?office={cast.department.pk}"
    assert not waiting_for(cast.leader, now.date())

    voice_actions.sort(water, by=cast.officer, kind=Kind.WISHES, at=now)
    with translation.override("en"):
        [row] = waiting_for(cast.officer, now.date())

    assert row.title == "1 voice with a proposed kind waits to be looked at"


def test_proposals_are_taken_and_corrected(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    water, money = hear_unsorted(cast, now, "我们组的自来水又发黄了", "征地补偿款什么时候发")
    [problem] = propose(cast, now, [water, money])
    learnt(cast, now)

    taken = kinds.answer_kinds([water.pk], by=cast.officer, at=now)
    kinds.answer_kinds([money.pk], by=cast.officer, kind=Kind.LIVELIHOOD, at=now)

    assert (taken.sorted, taken.faster) == (1, 0)
    assert {one.kind for one in Voice.objects.filter(pk__in=[water.pk, money.pk])} == {Kind.LIVELIHOOD}
    assert not KindProposal.objects.exists()
    assert [one.voice_id for one in KindAnswer.objects.corrections()] == [money.pk]
    assert Problem.objects.get(pk=problem.pk).kind == Kind.LIVELIHOOD
    assert "归为民生" in timeline(money.pk)[0].text


def test_corrections_are_learnt_next_time(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    [money] = hear_unsorted(cast, now, "征地补偿款什么时候发")
    learnt(cast, now)
    kinds.answer_kinds([money.pk], by=cast.officer, kind=Kind.LIVELIHOOD, at=now)

    training = learnt(cast, now + timedelta(minutes=1))

    assert training.number == 2
    assert training.corrections == 1
    assert training.learnt_from == 49


def test_a_voice_sorted_on_its_own_page_answers_too(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    [money] = hear_unsorted(cast, now, "征地补偿款什么时候发")
    learnt(cast, now)
    voice_actions.sort(money, by=cast.officer, kind=Kind.WISHES, at=now)

    learnt(cast, now + timedelta(minutes=1))

    [answer] = KindAnswer.objects.all()
    assert (answer.proposed, answer.kind, answer.by) == (Kind.INTERESTS, Kind.WISHES, None)
    assert sorted_voices(cast.department.pk).corrections == [("征地补偿款什么时候发", "wishes")]


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    water, money = hear_unsorted(cast, now, "我们组的自来水又发黄了", "征地补偿款什么时候发")
    learnt(cast, now)
    voice_actions.sort(water, by=cast.colleague, kind=Kind.WISHES, at=now)

    with pytest.raises(Overtaken):
        kinds.answer_kinds([water.pk], by=cast.officer, at=now)
    both = kinds.answer_kinds([water.pk, money.pk], by=cast.officer, at=now)

    assert (both.sorted, both.faster) == (1, 1)
    assert Voice.objects.get(pk=water.pk).kind == Kind.WISHES


@pytest.mark.parametrize(("kind", "sentence"), [("unsorted", "只能选民生"), ("else", "只能选民生")])
def test_an_answer_is_one_of_three(cast: Cast, now: datetime, kind: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        kinds.answer_kinds([new_id()], by=cast.officer, kind=kind, at=now)


def test_nothing_chosen_and_too_many(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="先勾选"):
        kinds.answer_kinds([], by=cast.officer, at=now)
    with pytest.raises(Refused, match="一次最多归 500 条"):
        kinds.answer_kinds([new_id() for _ in range(501)], by=cast.officer, at=now)


def test_a_stranger_answers_nothing(cast: Cast, now: datetime) -> None:
    hear_sorted(cast, now)
    [water] = hear_unsorted(cast, now, "我们组的自来水又发黄了")
    learnt(cast, now)

    with pytest.raises(NotAllowed):
        kinds.answer_kinds([water.pk], by=cast.stranger, at=now)

    assert Voice.objects.get(pk=water.pk).kind == Kind.UNSORTED


def test_the_page_teaches_before_and_tells_after(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client = client_of(cast.officer)
    before = client.get(reverse("research:kinds")).content.decode()
    hear_sorted(cast, now)
    hear_unsorted(cast, now, "我们组的自来水又发黄了", "天气晴朗")

    asked = client.post(reverse("research:learn_kinds"), {"once": str(new_id())})
    jobs.work_off()
    queue = "".join(client.get(reverse("research:kinds") + f"?unsure={one}").content.decode() for one in "01")

    assert "还没有学过" in before
    assert asked.status_code == 302
    assert "第 1 版" in queue
    assert "48 条由人归过的" in queue
    assert "依据的词：" in queue
    assert "天气晴朗" in queue


def test_answers_by_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_sorted(cast, now)
    water, money = hear_unsorted(cast, now, "我们组的自来水又发黄了", "征地补偿款什么时候发")
    learnt(cast, now)
    client = client_of(cast.officer)

    said = post(client, "answer_kinds", voices=[str(water.pk)], kind="wishes")
    unsure = "0" if KindProposal.objects.get(voice=money).sure else "1"
    post(client, "answer_kinds", every="1", unsure=unsure, q="补偿", kind="")

    assert "归好了 1 条。" in said
    assert Voice.objects.get(pk=water.pk).kind == Kind.WISHES
    assert Voice.objects.get(pk=money.pk).kind == Kind.INTERESTS


def test_every_one_of_the_list_is_every_one_as_it_was_filtered(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_sorted(cast, now)
    water, money = hear_unsorted(cast, now, "我们组的自来水又发黄了", "征地补偿款什么时候发")
    learnt(cast, now)
    KindProposal.objects.update(sure=True)
    client = client_of(cast.officer)
    page = client.get(reverse("research:kinds") + "?unsure=0&kind=interests").content.decode()

    post(client, "answer_kinds", every="1", unsure="0", proposed="interests", kind="wishes")

    assert '<input type="hidden" name="proposed" value="interests">' in page
    assert Voice.objects.get(pk=money.pk).kind == Kind.WISHES
    assert Voice.objects.get(pk=water.pk).kind == Kind.UNSORTED


def test_who_works_on_two_desks_goes_from_one_queue_to_the_other(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    Post.objects.create(person=cast.officer, unit=cast.transport, role=Role.OFFICER, since=date(2020, 1, 1))
    hear_sorted(cast, now)
    hear_unsorted(cast, now, "我们组的自来水又发黄了")
    learnt(cast, now)
    client = client_of(cast.officer)

    other = client.get(reverse("research:kinds") + f"?office={cast.transport.pk}").content.decode()
    own = client.get(reverse("research:kinds") + f"?office={cast.department.pk}").content.decode()

    assert f'href="?office={cast.department.pk}"' in other
    assert "还没有学过" in other
    assert f"?unsure=0&amp;office={cast.department.pk}" in own


def test_the_list_leaves_as_a_file(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_sorted(cast, now)
    hear_unsorted(cast, now, "我们组的自来水又发黄了")
    learnt(cast, now)
    unsure = "0" if KindProposal.objects.get().sure else "1"

    answer = client_of(cast.officer).get(reverse("research:kinds_file") + f"?format=csv&unsure={unsure}")

    assert "自来水" in b"".join(answer).decode("utf-8-sig")  # type: ignore[call-overload]


def test_leaders_and_strangers(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    assert client_of(cast.leader).get(reverse("research:kinds")).status_code == 403
    assert client_of(cast.stranger).get(reverse("research:kinds") + f"?office={cast.department.pk}").status_code == 404


def test_english(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_sorted(cast, now)
    hear_unsorted(cast, now, "我们组的自来水又发黄了")
    learnt(cast, now)
    client = client_of(cast.officer)

    page = client.get(reverse("research:kinds"), headers={"accept-language": "en"}).content.decode()

    assert "Version 1" in page
    assert "Propose kinds" not in page
    assert "48 voices sorted by people" in page


@pytest.mark.parametrize("count", [3, 30])
def test_questions_stay_the_same(
    cast: Cast, client_of: ClientOf, now: datetime, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hear_sorted(cast, now)
    hear_unsorted(cast, now, *(f"{number}组的自来水发黄" for number in range(count)))
    learnt(cast, now)
    unsure = "0" if KindProposal.objects.filter(sure=True).exists() else "1"
    client = client_of(cast.officer)
    client.get(reverse("research:kinds") + f"?unsure={unsure}")

    with django_assert_num_queries(13):
        client.get(reverse("research:kinds") + f"?unsure={unsure}")
