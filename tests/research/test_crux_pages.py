"""The pages of crux problems speak HTTP; what the verbs do is tested in test_cruxes."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.ids import new_id
from sanxin.kernel.search import find
from sanxin.people.models import Person
from sanxin.research.actions import cruxes, problems
from sanxin.research.models import CruxChange, CruxProblem, CruxStage, Problem
from tests.cast import Cast
from tests.research.builders import FakeCruxEngine, again, crux_of, hear_some, propose, run_with

ClientOf = Callable[[Person], Client]


def get(client: Client, view: str, /, *args: object, query: str = "") -> str:
    answer = client.get(reverse(f"research:{view}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, view: str, /, *args: object, **data: object) -> int:
    return client.post(reverse(f"research:{view}", args=args), {"once": str(new_id()), **data}).status_code


def confirmed(cast: Cast, now: datetime, count: int) -> list[Problem]:
    voices = hear_some(cast, 2 * count, now)
    rows = propose(cast, now, *[voices[2 * n : 2 * n + 2] for n in range(count)])
    return [problems.accept(row, by=cast.officer, seen=again(row).version, at=now) for row in rows]


def fresh(crux: CruxProblem) -> CruxProblem:
    return CruxProblem.objects.get(pk=crux.pk)


def test_before_there_is_one_the_page_says_what_a_crux_is(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    assert "根子都是管网老了" in get(client_of(cast.officer), "cruxes")
    assert "去归并" not in get(client_of(cast.leader), "cruxes")


def test_the_list_the_page_and_the_file(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    rows = confirmed(cast, now, 3)
    crux = crux_of(cast, now, *rows)
    client = client_of(cast.leader)

    listed = get(client, "cruxes", query="?stage=proposed")
    page = get(client, "crux", crux.pk)
    sheet = client.get(reverse("research:cruxes_file") + "?format=csv")

    assert crux.name in listed
    assert "没有这样的症结" in get(client, "cruxes", query="?stage=accepted")
    assert "同一件事在几处都有人说：都说到“班车”；涉及竹坑村、双溪村。" in page
    assert all(row.code in page for row in rows)
    assert "认定</button>" not in page
    assert crux.code in b"".join(sheet.streaming_content).decode()  # type: ignore[arg-type]
    assert client_of(cast.stranger).get(reverse("research:crux", args=[crux.pk])).status_code == 404
    [found] = [kind for kind in find(cast.leader, crux.code) if kind.hits]
    assert found.hits[0].url == reverse("research:crux", args=[crux.pk])


def test_every_verb_by_its_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    rows = confirmed(cast, now, 6)
    groups = [[row.voice for row in problem.voice_rows.select_related("voice")] for problem in rows]
    run_with(cast, now, *groups, crux_engine=FakeCruxEngine(rows[:3], rows[3:5]))
    one, two = CruxProblem.objects.order_by("number")
    client = client_of(cast.officer)

    def seen(crux: CruxProblem) -> int:
        return fresh(crux).version

    assert post(client, "accept_crux", one.pk, seen=1) == 302
    assert post(client, "accept_crux", one.pk, seen=1) == 409
    assert post(client, "rename_crux", one.pk, seen=seen(one), name="客运没人补") == 302
    assert post(client, "rename_crux", one.pk, seen=seen(one), name="") == 422
    assert "给 Z-001 改名" in get(client, "rename_crux", one.pk)
    assert post(client, "lock_crux", one.pk, seen=seen(one)) == 302
    assert "解锁" in get(client, "crux", one.pk)
    assert post(client, "unlock_crux", one.pk, seen=seen(one)) == 302
    assert post(client, "take_out_of_crux", one.pk, seen=seen(one), problems=[rows[0].pk]) == 302
    assert "比一比" in get(client, "merge_crux", one.pk)
    assert "是一个症结吗" in get(client, "merge_crux", one.pk, query=f"?other={two.pk}")
    merged = {"other": two.pk, "into": one.pk, "seen": seen(one), "seen_other": seen(two)}
    assert post(client, "merge_crux", one.pk, **merged) == 302
    assert "它的问题都在症结 Z-001" in get(client, "crux", two.pk)
    ticked = [rows[3].pk, rows[4].pk]
    assert "拆出一个症结" in get(client, "split_crux", one.pk, query=f"?problems={rows[3].pk}")
    assert post(client, "split_crux", one.pk, seen=seen(one), problems=ticked, name="") == 422
    assert post(client, "split_crux", one.pk, seen=seen(one), problems=ticked, name="路") == 302
    change = CruxChange.objects.in_force().latest("id")
    assert post(client, "undo_crux", change.pk, seen=seen(one)) == 302
    assert fresh(one).member_rows.count() == 4


def test_ticked_problems_are_put_into_a_crux_there_is_or_a_new_one(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    rows = confirmed(cast, now, 4)
    crux = cruxes.accept(crux_of(cast, now, *rows[:2]), by=cast.officer, seen=1, at=now)
    client = client_of(cast.officer)

    assert "这 1 个问题是什么症结" in get(client, "put_into_crux", query=f"?problems={rows[2].pk} 3")
    assert post(client, "put_into_crux", problems=[rows[2].pk], to=f"{crux.pk} {crux.version}") == 302
    assert post(client, "put_into_crux", problems=[rows[3].pk], to="", name="") == 422
    assert post(client, "put_into_crux", problems=[], to="", name="名") == 422
    assert post(client, "put_into_crux", problems=[rows[3].pk], to="", name="没人管") == 302

    assert crux.member_rows.count() == 3
    assert CruxProblem.objects.get(name="没人管").stage == CruxStage.ACCEPTED
    assert "没人管" in get(client, "problem", rows[3].pk)


def test_offered_problems_are_taken_from_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    rows = confirmed(cast, now, 4)
    crux = cruxes.accept(crux_of(cast, now, *rows[:2]), by=cast.officer, seen=1, at=now)
    run_with(cast, now, crux_engine=FakeCruxEngine(rows[:3]))
    client = client_of(cast.officer)

    assert "机器新提的问题" in get(client, "crux", crux.pk)
    assert post(client, "take_crux_offers", crux.pk, seen=fresh(crux).version) == 302
    run_with(cast, now, crux_engine=FakeCruxEngine(rows))
    assert post(client, "refuse_crux_offers", crux.pk, seen=fresh(crux).version) == 302
    assert crux.member_rows.count() == 3


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_and_the_page_take_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rows = confirmed(cast, now, 3 * count)
    run_with(
        cast,
        now,
        crux_engine=FakeCruxEngine(*[rows[n : n + 2] for n in range(0, 2 * count, 2)], rows[2 * count :]),
    )
    client = client_of(cast.officer)
    largest = CruxProblem.objects.get(member_rows__problem=rows[-1])

    with django_assert_num_queries(9):
        get(client, "cruxes")
    with django_assert_num_queries(10):
        get(client, "crux", largest.pk)
