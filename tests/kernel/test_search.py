"""Search finds exactly what LIKE would, shows only what one may see, whole words first, then newest."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanxin.kernel import search
from sanxin.kernel.ids import NIL, new_id
from sanxin.kernel.models import SearchEntry
from sanxin.kernel.search import asking, finding, kinds
from sanxin.kernel.search.backends import Question
from sanxin.kernel.search.tokens import normal
from sanxin.people.models import Person
from tests.cast import Cast
from tests.conftest import NOW
from tests.kernel.index_rows import matching

KIND, OTHER = "test.voice", "test.item"


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    for name in (KIND, OTHER):
        search.register_kind(name, label=name, visible=seen)
    hidden.clear()
    asked.clear()


hidden: set[UUID] = set()
asked: list[int] = []


def seen(person: Person, ids: Collection[UUID]) -> dict[UUID, search.Hit]:
    asked.append(len(ids))
    rows = SearchEntry.objects.filter(subject_id__in=set(ids) - hidden)
    return {row.subject_id: search.Hit(row.title, f"/{row.subject_id}/", "meta") for row in rows}


def put(title: str, body: str = "", *, kind: str = KIND, county: UUID = NIL, days_ago: int = 0) -> UUID:
    made = new_id()
    search.put(kind, made, county_id=county, title=title, body=body, at=NOW - timedelta(days=days_ago))
    return made


def titles(person: Person, text: str, *, limit: int = 20) -> list[str]:
    return [str(hit.title) for found in search.find(person, text, limit=limit) for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("低保", True),
        ("保", True),
        ("坏", True),
        ("路", True),
        ("竹坑村道坏了", True),
        ("2026-0137", True),
        ("0137", True),
        ("-01", True),
        ("７", True),
        ("ＷＩＦＩ", True),
        ("wifi 路", True),
        ("路 wifi", True),
        ("低村", False),
        ("了低", False),
        ("wifi 桥", False),
        ("“村道坏”", True),
        ('"没有wifi" 村', True),
        ("「2026-0137 没有」", True),
        ("“低保 2”", True),
        ("“坏了 低”", True),
        ("“保  2026-0137”", True),
        ("“低保　２０２６”", True),
        ("“村 道”", False),
        ("“低保 没有”", False),
        ("“2026-0137 有”", False),
        ("“没有合上", False),
        ("“没有", True),
    ],
)
def test_a_text_is_found_by_any_stretch_of_it(cast: Cast, text: str, found: bool) -> None:
    put("竹坑村道坏了", "低保 2026-0137 没有WiFi的路")

    assert bool(search.find(cast.officer, text)) is found


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_nothing_asked_nothing_found(cast: Cast, text: str) -> None:
    put("路")

    assert search.find(cast.officer, text) == []


ALPHABET = st.sampled_from(list("路村低保ab1-２Ａß'\"* 　_%㈱é"))
TEXTS = st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=6)
QUOTES = '"＂“”„‟「」『』'
QUESTION = st.text(ALPHABET.filter(lambda character: character not in QUOTES), min_size=1, max_size=4)


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, asked_for=QUESTION)
def test_the_index_finds_what_like_finds(texts: list[str], asked_for: str) -> None:
    with transaction.atomic():
        search.put_many(search.Entry(KIND, new_id(), NIL, None, text, "", NOW) for text in texts)
        wanted = normal(asked_for).split()

        question = Question.of(KIND, asked_for)
        found = set(matching(question).values_list("title", flat=True)) if question.terms else None

        expected = {text for text in texts if all(term in normal(text) for term in wanted)} if wanted else None
        transaction.set_rollback(True)
    assert found == expected


@pytest.mark.django_db
@settings(max_examples=80, deadline=None)
@given(texts=TEXTS, asked_for=QUESTION)
def test_what_stands_in_quotes_is_found_blanks_and_all(texts: list[str], asked_for: str) -> None:
    wanted = " ".join(normal(asked_for).split())
    with transaction.atomic():
        search.put_many(search.Entry(KIND, new_id(), NIL, None, text, "", NOW) for text in texts)
        question = Question.of(KIND, f"“{asked_for}”")
        found = set(matching(question).values_list("title", flat=True)) if question.terms else set()
        transaction.set_rollback(True)
    assert found == {text for text in texts if wanted and wanted in " ".join(normal(text).split())}


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40), data=st.data())
def test_any_stretch_of_any_text_is_found(text: str, data: st.DataObject) -> None:
    plain = normal(text).split()
    if not plain or set(QUOTES) & set(normal(text)):
        return
    run = data.draw(st.sampled_from(plain))
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    stretch = run[start:end]
    if not normal(stretch).split() or normal(stretch) != stretch:
        return
    with transaction.atomic():
        search.put_many([search.Entry(KIND, new_id(), NIL, None, text, "", NOW)])
        found = matching(Question.of(KIND, stretch)).count()
        transaction.set_rollback(True)
    assert found == 1


def test_whole_words_go_first_then_the_newest(cast: Cast) -> None:
    put("最低保修期限", days_ago=0)
    put("老人低保没有办", days_ago=9)
    put("低保申请", days_ago=3)

    assert [t.replace("<mark>", "").replace("</mark>", "") for t in titles(cast.officer, "低保")] == [
        "低保申请",
        "老人低保没有办",
        "最低保修期限",
    ]


def test_a_quoted_stretch_is_marked_as_one(cast: Cast) -> None:
    put("班车 停运", "竹坑村的班车\n停运了，以前的班车好")

    [hit] = search.find(cast.officer, "“班车 停运”")[0].hits

    assert hit.title == "<mark>班车 停运</mark>"
    assert hit.excerpt == "竹坑村的<mark>班车 停运</mark>了，以前的班车好"


def test_hits_are_marked_and_everything_else_escaped(cast: Cast) -> None:
    put("<b>村道</b>坏了，ＡＢ村道", "第一句。" * 20 + "村道<i>没有灯</i>")

    [hit] = search.find(cast.officer, "村道 ab")[0].hits

    assert hit.title == "&lt;b&gt;<mark>村道</mark>&lt;/b&gt;坏了，<mark>ＡＢ村道</mark>"
    assert hit.excerpt.startswith("…")
    assert "<mark>村道</mark>&lt;i&gt;没有灯" in hit.excerpt


def test_results_are_grouped_by_kind_and_say_if_there_are_more(cast: Cast) -> None:
    for number in range(3):
        put(f"路 {number}")
    put("路", kind=OTHER)

    one, two = search.find(cast.officer, "路", limit=2)

    assert (one.kind, len(one.hits), one.more) == (KIND, 2, True)
    assert (two.kind, len(two.hits), two.more) == (OTHER, 1, False)
    assert [found.kind for found in search.find(cast.officer, "路", kinds=[OTHER])] == [OTHER]


def test_what_one_may_not_see_is_not_found_and_does_not_use_up_the_limit(cast: Cast) -> None:
    hidden.update(put("路", days_ago=0) for _ in range(250))
    old = put("路 旧", days_ago=5)

    [found] = search.find(cast.officer, "路", limit=2)

    assert [hit.url for hit in found.hits] == [f"/{old}/"]
    assert not found.more


def test_another_county_is_not_even_asked_about(cast: Cast) -> None:
    put("路", county=cast.stranger.county_id)

    assert search.find(cast.officer, "路") == []
    assert asked == []
    assert titles(cast.stranger, "路") == ["<mark>路</mark>"]


def test_offices_narrow_the_candidates(cast: Cast) -> None:
    offices = {"mine": cast.department.id, "other": cast.transport.id, "everybody": None}
    for title, office in offices.items():
        search.put(OTHER, new_id(), county_id=cast.county.id, office_id=office, title=title, at=NOW)
    search.register_kind(OTHER, label="", visible=seen, offices=lambda person: person.sight.desk_offices)

    assert set(titles(cast.officer, "e")) == {"<mark>e</mark>v<mark>e</mark>rybody", "min<mark>e</mark>"}
    assert titles(cast.leader, "e") == ["<mark>e</mark>v<mark>e</mark>rybody"]


def test_putting_again_follows_the_change(cast: Cast) -> None:
    one = put("旧题目")
    search.put(KIND, one, county_id=NIL, title="新写法", at=NOW)

    assert titles(cast.officer, "旧题目") == []
    assert titles(cast.officer, "新写法") == ["<mark>新写法</mark>"]
    assert SearchEntry.objects.count() == 1


def test_a_thing_put_twice_in_one_import_stands_as_it_came_last(cast: Cast) -> None:
    one = new_id()
    search.put_many(search.Entry(KIND, one, NIL, None, title, "", NOW) for title in ("甲版", "乙版"))

    assert titles(cast.officer, "版") == ["乙<mark>版</mark>"]


def test_dropping_forgets(cast: Cast) -> None:
    search.drop(KIND, put("路"), put("路二"))

    assert search.find(cast.officer, "路") == []


def test_the_index_is_part_of_the_transaction(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put("没有写成的路")
        _ = 1 / 0

    assert search.find(cast.officer, "路") == []


def test_a_very_common_word_is_ordered_by_date(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.kernel.search.asking.RANKED", 2)
    put("最低保修期限", days_ago=0)
    put("老人低保没有办", days_ago=9)
    put("低保申请", days_ago=3)

    assert [t[:2] for t in titles(cast.officer, "保")] == ["最低", "低<", "老人"]


@pytest.mark.parametrize("whole", [0, 1, 4, 9], ids=lambda n: f"{n} whole words")
def test_many_hits_stand_in_the_same_order_as_few(cast: Cast, monkeypatch: pytest.MonkeyPatch, whole: int) -> None:
    """Few are sorted, of many the newest are looked for by date, whole words and others apart, batch by batch."""
    made = [put(f"低保第{n}件" if n < whole else f"最低保修第{n}件", days_ago=n * 7 % 10) for n in range(14)]
    hidden.update(made[1::3])  # so that some batches give nothing
    monkeypatch.setattr(finding, "BATCH", 3)
    sorted_all = {limit: titles(cast.officer, "低保", limit=limit) for limit in range(1, 12)}

    monkeypatch.setattr(asking, "DENSE", 2)

    assert {limit: titles(cast.officer, "低保", limit=limit) for limit in range(1, 12)} == sorted_all
    assert len(sorted_all[11]) == 14 - len(made[1::3])


def test_finding_takes_as_many_queries_for_many_kinds_as_for_one(cast: Cast) -> None:
    put("低保")
    search.find(cast.officer, "低保")  # asks once who the officer is
    with CaptureQueriesContext(connection) as one:
        search.find(cast.officer, "低保", kinds=[KIND])
    put("低保", kind=OTHER)
    with CaptureQueriesContext(connection) as two:
        search.find(cast.officer, "低保")

    assert len(two) == len(one) + 1  # what the other kind itself asks: who may see it


def test_tidying_changes_nothing_that_is_found(cast: Cast) -> None:
    for n in range(40):
        put(f"第{n}条路")  # each a segment of its own, as in a day of small changes
    before = titles(cast.officer, "条路", limit=50)

    search.tidy()

    assert titles(cast.officer, "条路", limit=50) == before
    assert len(before) == 40


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only FTS5 keeps segments that somebody has to merge")
def test_tidying_leaves_one_place_to_look_in(cast: Cast) -> None:
    for n in range(40):
        put(f"第{n}条路")
    assert segments() > 4

    search.tidy()

    assert segments() == 1


def segments() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM kernel_searchindex_idx")
        return int(cursor.fetchone()[0])


def test_reindex_writes_the_tokens_anew(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    put("竹坑的路")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE kernel_searchentry SET tokens = NULL")
        else:
            cursor.execute("DELETE FROM kernel_searchindex")
    assert search.find(cast.officer, "竹坑") == []

    call_command("reindex")

    assert titles(cast.officer, "竹坑") == ["<mark>竹坑</mark>的路"]
    assert "1" in capsys.readouterr().out


def test_reindex_asks_kinds_for_everything_anew(cast: Cast) -> None:
    put("已经没有的", kind=OTHER)
    fresh = search.Entry(OTHER, new_id(), NIL, None, "新的", "", NOW)
    search.register_kind(OTHER, label="", visible=seen, everything=lambda: [fresh])

    search.rebuild()

    assert list(SearchEntry.objects.values_list("title", flat=True)) == ["新的"]


def test_an_import_takes_a_few_statements_for_hundreds_of_things(cast: Cast) -> None:
    entries = [search.Entry(KIND, new_id(), NIL, None, "路", "", NOW) for _ in range(400)]

    with CaptureQueriesContext(connection) as made:
        search.put_many(entries)

    assert len([query for query in made if "SAVEPOINT" not in query["sql"]]) <= 6
