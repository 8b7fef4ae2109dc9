"""Results: figures with their tables, and nothing that shows a few people."""

import csv
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.models import Event
from sanxin.people.models import Person
from sanxin.surveys.actions import papers
from sanxin.surveys.actions.desk import deliver
from sanxin.surveys.actions.links import Where
from sanxin.surveys.actions.who import set_who
from sanxin.surveys.models import Edition, Group, Link, Response
from sanxin.surveys.queries.coverage import coverage_of
from sanxin.surveys.queries.crossing import crossed
from sanxin.surveys.queries.plan import groups_of
from sanxin.surveys.queries.results import results_of
from sanxin.surveys.queries.rows import rows_of
from sanxin.surveys.rules.smallness import hidden_parts, may_show
from sanxin_engines.questionnaires import Form, Kind, Question
from tests.cast import Cast
from tests.surveys.asking_builders import a_link, an_edition, answered

ClientOf = Callable[[Person], Client]


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return an_edition(cast)


def asked(cast: Cast, edition: Edition, answers: int, **changes: object) -> Link:
    link = a_link(cast, edition, **changes)
    for n in range(answers):
        answered(link, who="old" if n else "young", clinic="agree", score="4", say=f"第 {n} 个人说的话")
    return link


def page(client: Client, edition: Edition, query: str = "") -> str:
    return client.get(f"{reverse('surveys:results', args=[edition.pk])}?{query}").content.decode()


@pytest.mark.parametrize(
    ("part", "wholes", "shown"),
    [(5, [], True), (4, [], False), (5, [10], True), (5, [9], False), (9, [9], True), (6, [20, 8], False)],
)
def test_small_parts_and_small_rests_stay_hidden(part: int, wholes: list[int], *, shown: bool) -> None:
    assert may_show(part, wholes) is shown


def test_each_question_is_counted(cast: Cast, edition: Edition) -> None:
    asked(cast, edition, 6)

    found = {one.question.name: one for one in results_of(edition, {}).results}

    assert [(bar.label, bar.count, bar.percent) for bar in found["clinic"].bars] == [
        ("同意", 6, 100), ("不同意", 0, 0), ("说不准", 0, 0),
    ]  # fmt: skip
    assert found["score"].figures[0] == ("平均", 4)
    assert [row.label for row in found["care"].rows] == ["药", "价钱"]
    assert found["say"].answered == 6


def test_numbers_are_drawn_in_ranges(cast: Cast, client_of: ClientOf) -> None:
    rides = Form(title="出行", questions=(Question("rides", Kind.NUMBER, "一个月出村几回"),))
    edition = an_edition(cast, rides)
    link = a_link(cast, edition)
    for times in ("0", "0", "3", "5", "7", "9", "12", "40"):
        answered(link, rides=times)

    text = page(client_of(cast.officer), edition)
    brief = client_of(cast.leader).get(reverse("surveys:results_brief", args=[edition.pk])).content.decode()

    assert [words in text for words in ("0–9", "75%", "40–49", "平均")] == [True] * 4
    assert "0–9</b> 75%" in brief


def test_four_answers_show_nothing(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 4)

    text = page(client_of(cast.officer), edition)

    assert "会看出是谁答的" in text
    assert "同意" not in text
    assert results_of(edition, {}).results == []


def test_a_filter_that_would_show_four_by_subtraction_is_hidden(
    cast: Cast, edition: Edition, now: datetime, client_of: ClientOf
) -> None:
    link = asked(cast, edition, 8)
    for _ in range(4):
        papers.type_in(link, {"who": ["old"], "clinic": ["disagree"]}, by=cast.officer, at=now)
    client = client_of(cast.officer)

    assert "12 份答卷" in page(client, edition)
    assert "会看出是谁答的" in page(client, edition, "channel=link")
    assert "12 份答卷" in page(client, edition, "channel=fax&link=0")


def test_a_village_is_shown_by_itself_where_enough_answered(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 6)
    asked(cast, edition, 7, where=Where(place=cast.other_village))

    assert "7 份答卷" in page(client_of(cast.leader), edition, f"place={cast.other_village.code}")


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 55, "b": 43, "c": 20, "d": 2}, {"c", "d"}),
        ({"a": 55, "b": 2, "c": 3}, {"b", "c"}),
        ({"a": 55, "b": 4, "c": 4}, {"a", "b", "c"}),
        ({"a": 9, "b": 0}, set()),
        ({"a": 2, "b": 0}, {"a"}),
    ],
)
def test_a_small_part_does_not_follow_from_the_rest(counts: dict[str, int], hidden: set[str]) -> None:
    assert hidden_parts(counts) == hidden
    assert hidden_parts(counts, add_up=False) == {part for part, n in counts.items() if 0 < n < 5}


def told_apart(cast: Cast, edition: Edition, now: datetime) -> Edition:
    """Eight old, one young, twelve away; the question says who they are."""
    link = asked(cast, edition, 9)
    for _ in range(12):
        answered(link, who="away", clinic="disagree")
    groups = {"old": "old", "young": "young", "away": "away"}
    set_who(edition, question="who", groups=groups, seen=0, by=cast.officer, at=now)
    return Edition.objects.get(pk=edition.pk)


def test_a_group_of_fewer_than_five_has_no_number_nor_follows_by_subtraction(
    cast: Cast, edition: Edition, now: datetime, client_of: ClientOf
) -> None:
    found = told_apart(cast, edition, now)

    assert [bar.count for bar in results_of(found, {}).results[0].bars] == [None, None, 12]
    assert [(one.group, one.count) for one in groups_of(found)] == [("old", None), ("young", None), ("away", 12)]
    heard = {one.group: one.at_least for one in coverage_of(cast.officer, months=6, today=now.date()).groups}
    assert heard == dict.fromkeys(Group.values, 0) | {"old": 5, "away": 10}
    assert "为了不让它被减出来" in page(client_of(cast.officer), found)


def test_a_group_without_a_number_has_none_across(cast: Cast, edition: Edition, now: datetime) -> None:
    table = crossed(told_apart(cast, edition, now), "who", "clinic", {})

    assert [total for _label, _cells, total in table.lines] == [None, None, 12]
    assert table.lines[0][1] == [None, None, None]
    assert table.foot == [9, 12, 0]


def test_who_answered_is_blank_in_so_many_rows_that_nobody_stands_out(
    cast: Cast, edition: Edition, now: datetime
) -> None:
    found = told_apart(cast, edition, now)

    rows = list(rows_of(found.as_form(), Response.objects.filter(link__edition=found), found))

    assert sorted(row[2] or "" for row in rows) == [""] * 9 + ["在外面打工"] * 12


def test_a_village_that_follows_from_the_others_keeps_another_one_hidden(
    cast: Cast, edition: Edition, client_of: ClientOf
) -> None:
    for answers, place in ((6, cast.village), (8, cast.other_village), (2, cast.town)):
        asked(cast, edition, answers, where=Where(place=place))
    client = client_of(cast.officer)

    assert "会看出是谁答的" in page(client, edition, f"place={cast.village.code}")
    assert "8 份答卷" in page(client, edition, f"place={cast.other_village.code}")


def test_what_most_said_is_told_with_what_as_many_said(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    link = a_link(cast, edition)
    for verdict in ("agree", "disagree") * 3:
        answered(link, who="old", clinic=verdict)

    text = client_of(cast.leader).get(reverse("surveys:results_brief", args=[edition.pk])).content.decode()

    assert "同意、不同意</b> 50%" in text


def test_the_leader_reads_how_many_texts_went_to_the_desk(
    cast: Cast, edition: Edition, now: datetime, client_of: ClientOf
) -> None:
    link = asked(cast, edition, 6)
    client, url = client_of(cast.leader), reverse("surveys:results_brief", args=[edition.pk])

    before = client.get(url).content.decode()
    deliver(link, by=cast.officer, at=now)

    assert "6 条。还没送到问题台。" in before
    assert "6 条。6 条送到了问题台" in client.get(url).content.decode()


def test_two_questions_across_hide_small_cells(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 12)

    text = page(client_of(cast.officer), edition, "a=who&b=clinic")

    assert "人太少" in text


def test_free_words_are_not_listed(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 6)

    assert "第 3 个人说的话" not in page(client_of(cast.officer), edition)


def test_the_leader_sees_it_on_one_page(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 6)

    text = client_of(cast.leader).get(reverse("surveys:results_brief", args=[edition.pk])).content.decode()

    assert "收到 6 份，打算收 40 份，问了 1 个村" in text
    assert "村卫生室平时找得到人" in text


def test_the_file_has_rows_in_no_order_and_no_free_words(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 8)
    asked(cast, edition, 4, where=Where(place=cast.other_village))

    answer = client_of(cast.officer).get(f"{reverse('surveys:results_file', args=[edition.pk])}?format=csv")

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert len(rows) == 13
    assert {row[0] for row in rows[1:]} == {""}, "eight of one village would show the four of the other"
    assert not any("个人说的话" in cell for row in rows for cell in row)
    assert Event.objects.filter(name="kernel.export.made").count() == 1


def test_four_rows_are_not_given_out(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    asked(cast, edition, 4)

    answer = client_of(cast.officer).get(reverse("surveys:results_file", args=[edition.pk]))

    assert answer.status_code == 422
    assert "不能导出" in answer.content.decode()


def test_leaders_do_not_take_rows(cast: Cast, edition: Edition, client_of: ClientOf) -> None:
    assert client_of(cast.leader).get(reverse("surveys:results_file", args=[edition.pk])).status_code == 403


@pytest.mark.parametrize("name", ["results", "results_brief", "results_file", "results_photos", "who"])
def test_a_strangers_edition_is_not_there(cast: Cast, edition: Edition, client_of: ClientOf, name: str) -> None:
    assert client_of(cast.stranger).get(reverse(f"surveys:{name}", args=[edition.pk])).status_code == 404


@pytest.mark.parametrize("rows", [6, 30])
def test_the_page_asks_the_same_however_many_answered(
    cast: Cast, edition: Edition, client_of: ClientOf, rows: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    asked(cast, edition, rows)
    client = client_of(cast.officer)
    page(client, edition)

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page(client, edition)
