from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.actions import problems
from sanxin.research.models import Problem, ProblemChange, ProblemVoice, Stage
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, run_with, voices_in

ClientOf = Callable[[Person], Client]


def post(client: Client, verb: str, pk: object, **data: object) -> tuple[int, str]:
    answer = client.post(reverse(f"research:{verb}", args=[pk]), {"once": str(new_id()), **data})
    return answer.status_code, answer.content.decode()


def page_of(client: Client, problem: Problem, query: str = "") -> str:
    return client.get(reverse("research:problem", args=[problem.pk]) + query).content.decode()


def test_the_desk_reads_all_voices_with_their_copies(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices)
    ProblemVoice.objects.filter(voice=voices[1]).update(copy_of=voices[0])

    page = page_of(client_of(cast.officer), problem)

    assert "近重 1 条" in page
    assert "班车停了，赶集走不了（3）" in page
    assert "80%" in page


def test_the_leader_reads_quotes_and_not_the_voices(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 5, now))

    page = page_of(client_of(cast.leader), problem)

    assert "大家的原话" in page
    assert "全部声音" not in page
    assert "赶集走不了（4）" not in page  # the fifth is not among the quotes


def test_words_are_marked_and_never_become_markup(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now, text="<b>班车</b>停了"))

    page = page_of(client_of(cast.leader), problem)

    assert "&lt;b&gt;<mark>班车</mark>&lt;/b&gt;" in page
    assert "<b>班车" not in page


def test_voices_are_found_by_a_word(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 12, now))

    page = page_of(client_of(cast.officer), problem, "?q=（11）&order=new")

    assert page.count("data-row") == 1


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_asks_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    (problem,) = propose(cast, now, hear_some(cast, count, now))
    client = client_of(cast.officer)

    with django_assert_num_queries(21):
        client.get(reverse("research:problem", args=[problem.pk]))


def test_verbs_by_one_click_lead_back_to_the_desk(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    client, back = client_of(cast.officer), reverse("research:desk") + "?state=proposed"

    answer = client.post(
        reverse("research:accept", args=[problem.pk]), {"seen": 1, "next": back, "once": str(new_id())}
    )

    assert (answer.status_code, answer["Location"]) == (302, back)
    assert again(problem).stage == Stage.ACCEPTED


def test_the_way_back_never_leaves_the_house(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))

    answer = client_of(cast.officer).post(
        reverse("research:lock", args=[problem.pk]),
        {"seen": 1, "next": "//elsewhere.example/", "once": str(new_id())},
    )

    assert answer["Location"] == reverse("research:problem", args=[problem.pk])


def test_the_same_click_twice_is_one_act(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    client, form = client_of(cast.officer), {"seen": 1, "once": str(new_id())}

    answers = [client.post(reverse("research:accept", args=[problem.pk]), form).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert ProblemChange.objects.count() == 1


def test_somebody_was_faster_is_a_sentence_with_409(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    problems.rename(problem, by=cast.colleague, seen=1, name="班车停运", at=now)

    for seen in ("1", "9" * 5000):
        status, page = post(client_of(cast.officer), "accept", problem.pk, seen=seen)

        assert status == 409
        assert "何志明刚刚改过" in page


def test_a_bad_name_comes_back_with_what_was_typed(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))

    status, page = post(client_of(cast.officer), "rename", problem.pk, seen=1, name="长" * 61)

    assert status == 422
    assert "长" * 61 in page
    assert "名字最多 60 个字" in page


def test_two_are_compared_and_the_chosen_one_remains(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = propose(cast, now, voices[:2], voices[2:])
    client, url = client_of(cast.officer), reverse("research:merge", args=[one.pk])

    choose = client.get(url).content.decode()
    compare = client.get(f"{url}?other={two.pk}").content.decode()
    status, _ = post(client, "merge", one.pk, other=two.pk, into=two.pk, seen=1, seen_other=1)

    assert two.code in choose
    assert f"{one.code} 和 {two.code} 是一件事吗" in compare
    assert status == 302
    assert again(one).departure.into == two


def test_a_refused_merge_stays_on_its_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = propose(cast, now, voices[:2], voices[2:])
    problems.lock(two, by=cast.colleague, seen=1, at=now)

    status, page = post(client_of(cast.officer), "merge", one.pk, other=two.pk, into=one.pk, seen=1, seen_other=2)

    assert status == 422
    assert "何志明锁定了" in page


def test_a_word_ticks_the_voices_that_contain_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = [*hear_some(cast, 3, now), *hear_some(cast, 2, now, text="校车不来")]
    (problem,) = propose(cast, now, voices)
    client = client_of(cast.officer)

    page = client.get(reverse("research:split", args=[problem.pk]) + "?q=校车").content.decode()
    status, _ = post(client, "split", problem.pk, seen=1, name="校车不来", voices=[v.pk for v in voices[3:]])

    assert page.count(" checked>") == 2
    assert status == 302
    assert {p.messages for p in Problem.objects.on_desk()} == {3, 2}


def test_a_split_without_voices_says_so(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))

    status, page = post(client_of(cast.officer), "split", problem.pk, seen=1, name="校车")

    assert status == 422
    assert "先勾选声音。" in page


def test_ticked_voices_move_to_a_problem_searched_for(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    one, two = propose(cast, now, voices[:3], voices[3:])
    client = client_of(cast.officer)

    page = client.get(reverse("research:move", args=[one.pk]), {"voices": voices[0].pk, "q": two.code}).content.decode()
    none, _ = post(client, "move", one.pk, seen=1, voices=voices[0].pk)
    status, _ = post(client, "move", one.pk, seen=1, voices=voices[0].pk, to=f"{two.pk} 1")

    assert f'value="{two.pk} 1"' in page
    assert none == 422
    assert status == 302
    assert voices[0].id in voices_in(two)


def test_ticked_voices_are_taken_out(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)

    status, _ = post(client_of(cast.officer), "take_out", problem.pk, seen=1, voices=[voices[0].pk, "no id"])

    assert status == 302
    assert voices_in(problem) == {voice.id for voice in voices[1:]}


def test_offered_voices_are_shown_and_taken(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices[:3])
    problems.accept(problem, by=cast.officer, seen=1, at=now)
    run_with(cast, now, voices)
    client = client_of(cast.officer)

    page = page_of(client, problem)
    status, _ = post(client, "take_offers", problem.pk, seen=again(problem).version)

    assert "机器新提的声音" in page
    assert status == 302
    assert again(problem).messages == 4


def test_a_change_is_taken_back_from_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    problems.accept(problem, by=cast.officer, seen=1, at=now)
    change = ProblemChange.objects.get()
    client = client_of(cast.colleague)

    assert reverse("research:undo", args=[change.pk]) in page_of(client, problem)
    status, _ = post(client, "undo", change.pk, seen=again(problem).version)

    assert status == 302
    assert again(problem).stage == Stage.PROPOSED


def test_the_leader_may_not_press_what_is_not_shown(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))

    assert post(client_of(cast.leader), "accept", problem.pk, seen=1)[0] == 403


def test_a_merged_problem_points_to_where_its_voices_are(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = propose(cast, now, voices[:2], voices[2:])
    problems.merge([one], into=two, by=cast.officer, seen={one.id: 1, two.id: 1}, at=now)

    page = page_of(client_of(cast.leader), one)

    assert f"声音都在 {two.code}" in page
