"""Daily work: what runs proposed, ticked rows, loose voices, two problems side by side, who changed what."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.actions import problems
from sanxin.research.models import Advice, Problem, ProblemChange, Stage
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import FakeEngine, again, hear, hear_some, propose, run_with, voices_in

ClientOf = Callable[[Person], Client]


def get(client: Client, view: str, /, *args: object, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"research:{view}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client: Client, view: str, /, *args: object, **data: object) -> tuple[int, str]:
    answer = client.post(reverse(f"research:{view}", args=args), {"once": str(new_id()), **data})
    return answer.status_code, answer.content.decode()


def ticks(*rows: Problem) -> list[str]:
    return [f"{row.pk} {again(row).version}" for row in rows]


def advised(cast: Cast, now: datetime) -> tuple[list[Problem], list[Voice]]:
    """Two confirmed problems a free run would merge, and one it would split."""
    voices = hear_some(cast, 10, now)
    rows = propose(cast, now, voices[:2], voices[2:4], voices[4:])
    for row in rows:
        problems.accept(row, by=cast.officer, seen=again(row).version, at=now)
    run_with(cast, now, engine=FakeEngine().freely(voices[:4], voices[4:8], voices[8:]))
    return rows, voices


def test_what_a_run_advises_is_told_and_answered(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    rows, _voices = advised(cast, now)
    client = client_of(cast.officer)

    page = get(client, "fresh")
    merge = Advice.objects.get(kind="merge")
    status, _ = post(client, "refuse_advice", merge.pk)
    after = get(client, "fresh", query="?since=all")

    assert "像是一件事，建议合并" in page
    assert "其中 2 条像是另一件事" in page
    assert rows[0].code in page
    assert status == 302
    assert "像是一件事，建议合并" not in after
    assert "说不用" in after
    assert post(client, "reconsider_advice", merge.pk)[0] == 302
    assert "像是一件事，建议合并" in get(client, "fresh", query="?since=nonsense")


def test_the_advised_part_is_ticked_and_named_on_the_page_of_splitting(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    rows, voices = advised(cast, now)
    advice = Advice.objects.get(kind="split")
    client = client_of(cast.officer)

    page = get(client, "split", rows[2].pk, query=f"?advice={advice.pk}")

    assert page.count("checked") == 2
    assert f'value="{voices[8].pk}" aria-label="班车停了，赶集走不了（8）" checked' in page
    assert 'value="班车停了，赶集走不了（8）"' in page
    status, _ = post(
        client, "split", rows[2].pk, voices=[v.pk for v in voices[8:]], seen=again(rows[2]).version, name="校车"
    )
    assert status == 302
    assert not Advice.objects.waiting().filter(kind="split").exists()


@pytest.mark.parametrize("who", ["leader", "handler", "stranger"])
def test_advice_is_for_the_desk(cast: Cast, client_of: ClientOf, now: datetime, who: str) -> None:
    advised(cast, now)
    advice = Advice.objects.get(kind="merge")

    status, _ = post(client_of(getattr(cast, who)), "refuse_advice", advice.pk)

    assert status == (404 if who == "stranger" else 403)


@pytest.mark.parametrize("count", [3, 30])
def test_what_is_fresh_takes_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    voices = hear_some(cast, 4 * count, now)
    rows = propose(cast, now, *[voices[2 * n : 2 * n + 2] for n in range(2 * count)])
    for row in rows:
        problems.accept(row, by=cast.officer, seen=again(row).version, at=now)
    run_with(cast, now, engine=FakeEngine().freely(*[voices[4 * n : 4 * n + 4] for n in range(count)]))
    client = client_of(cast.officer)

    with django_assert_num_queries(11):
        get(client, "fresh")


def test_ticked_problems_are_accepted_locked_and_merged(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    rows = propose(cast, now, voices[:2], voices[2:4], voices[4:])
    client = client_of(cast.officer)

    assert f'value="{rows[0].pk} 1"' in get(client, "desk")
    assert post(client, "accept_many", problems=ticks(*rows[:2]))[0] == 302
    assert again(rows[1]).stage == Stage.ACCEPTED
    page = get(client, "merge_many", query="?" + "&".join(f"problems={tick}" for tick in ticks(*rows)))
    assert "把 3 个问题并成一个" in page
    status, _ = post(client, "merge_many", problems=ticks(*rows), into=str(rows[2].pk))
    assert status == 302
    assert voices_in(rows[2]) == {voice.id for voice in voices}
    assert post(client, "lock_many", problems=ticks(rows[2]))[0] == 302
    assert again(rows[2]).is_locked


def test_two_ticked_problems_are_compared_first(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = propose(cast, now, voices[:2], voices[2:])
    client = client_of(cast.officer)

    answer = client.get(reverse("research:merge_many"), {"problems": ticks(one, two)})
    page = client.get(answer["Location"]).content.decode()

    assert "像在哪里" in page
    assert "都说到“班车”、“赶集”" in page
    assert "两边都有的地方：洪岩镇" in page
    assert "每月的声音" in page
    assert "班车停了，赶集走不了（3）" in page


def test_merging_several_without_choosing_which_remains_is_refused(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    voices = hear_some(cast, 4, now)
    rows = propose(cast, now, voices[:2], voices[2:])

    status, page = post(client_of(cast.officer), "merge_many", problems=ticks(*rows))

    assert status == 422
    assert "选一个留下编号和名字的问题" in page


def test_every_voice_with_a_word_is_moved_past_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    school = hear_some(cast, 60, now, text="校车不来")
    bus = hear_some(cast, 3, now)
    others = hear_some(cast, 2, now, text="校车太挤")
    one, two = propose(cast, now, [*school, *bus], others)
    client = client_of(cast.officer)

    page = get(client, "problem", one.pk, query="?q=校车")
    assert "含“校车”的 60 种说法全选" in page
    assert "这 60 条声音移到哪里" in get(client, "move", one.pk, query="?every=1&q=校车")
    status, _ = post(
        client, "move", one.pk, every="1", q="校车", to=f"{two.pk} {again(two).version}", seen=again(one).version
    )

    assert status == 302
    assert voices_in(one) == {voice.id for voice in bus}
    assert again(two).messages == 62


def test_loose_voices_are_found_put_and_gathered(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    loose = [hear(cast, f"路灯坏了 {n}", now) for n in range(3)]
    (problem,) = propose(cast, now, voices)
    client = client_of(cast.officer)

    page = get(client, "loose")
    assert page.count("data-row") == 3
    assert "班车停了" not in page
    assert "没有含这些词的声音" in get(client, "loose", query="?q=没有")
    assert "班车" in get(client, "put", query=f"?voices={loose[0].pk}&find=班车")
    assert post(client, "put", voices=[loose[0].pk], to="")[0] == 422
    assert post(client, "put", voices=[loose[0].pk], to=f"{problem.pk} {again(problem).version}")[0] == 302
    assert again(problem).messages == 5
    assert post(client, "gather", voices=[v.pk for v in loose[1:]], name="")[0] == 422
    assert post(client, "gather", every="1", q="路灯", name="路灯坏了没人修")[0] == 302
    assert Problem.objects.get(name="路灯坏了没人修").messages == 2
    assert "每条声音都归到了问题里" in get(client, "loose")


@pytest.mark.parametrize("count", [3, 30])
def test_loose_voices_take_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    hear_some(cast, count, now)
    client = client_of(cast.officer)

    with django_assert_num_queries(8):
        get(client, "loose")


def test_changes_are_found_by_who_what_when_and_which(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = propose(cast, now, voices[:2], voices[2:])
    problems.accept(one, by=cast.officer, seen=1, at=now)
    problems.rename(two, by=cast.colleague, seen=1, name="校车不来", at=now)
    client = client_of(cast.leader)

    def found(query: str) -> int:
        return get(client, "changes", query=query).count("sx-nowrap sx-lead")

    assert found("") == 2
    assert found(f"?who={cast.colleague.pk}") == 1
    assert found("?verb=accepted") == 1
    assert found(f"?q={two.code}") == 1
    assert found("?since=2026-11-20") == 0
    assert found("?until=2026-11-19&since=2026-11-19") == 2
    assert found("?who=nobody&since=never") == 2
    file = client.get(reverse("research:changes_file") + "?verb=renamed&format=csv")
    text = b"".join(file.streaming_content) if file.streaming else file.content  # type: ignore[arg-type]
    assert ProblemChange.objects.count() == 2
    assert "校车不来" in text.decode("utf-8-sig")
    assert "采纳为问题" not in text.decode("utf-8-sig")
