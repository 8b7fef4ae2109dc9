"""Made ready before the transaction or not: what is written is the same, and found the same."""

import pytest
from django.db import IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from sanxin.kernel import search
from sanxin.kernel.ids import NIL, new_id
from sanxin.kernel.models import SearchEntry
from sanxin.kernel.search import ahead, tokens
from sanxin.kernel.search.backends import Question
from tests.cast import Cast
from tests.conftest import NOW
from tests.kernel.index_rows import matching

KIND = "test.voice"
LONG = "竹坑村主路的路灯坏了三个月"


def entry(title: str, body: str = "") -> search.Entry:
    return search.Entry(KIND, new_id(), NIL, None, title, body, NOW)


def found(text: str) -> list[str]:
    return sorted(matching(Question.of(KIND, text)).values_list("title", flat=True))


def test_new_things_are_found_beside_those_put_before(cast: Cast) -> None:
    search.put_many([entry("旧的路灯")])

    search.put_new(search.prepare([entry("新的路灯"), entry("水渠", "灯下的路灯")]))
    search.put_many([entry("后来的路灯")])

    assert found("路灯") == ["后来的路灯", "新的路灯", "旧的路灯", "水渠"]


def test_more_than_the_index_takes_at_leisure_are_all_found(cast: Cast) -> None:
    search.put_new(search.prepare(entry(f"路灯 {number}") for number in range(600)))

    assert len(found("路灯")) == 600
    assert found("599") == ["路灯 599"]


def test_a_new_thing_can_be_changed_and_dropped(cast: Cast) -> None:
    one = entry("路灯")
    search.put_new(search.prepare([one]))

    search.put(KIND, one.id, county_id=NIL, title="水渠", at=NOW)
    assert (found("路灯"), found("水渠")) == ([], ["水渠"])

    search.drop(KIND, one.id)
    assert found("水渠") == []


def test_a_thing_that_stands_there_is_not_new(cast: Cast) -> None:
    one = entry("路灯")
    search.put_new(search.prepare([one]))

    with pytest.raises(IntegrityError):
        search.put_new(search.prepare([one]))


def test_what_is_kept_of_a_thing_is_the_same_either_way(cast: Cast) -> None:
    search.put_many([entry("路灯", LONG)])
    search.put_new(search.prepare([entry("路灯", LONG)]))

    one, two = SearchEntry.objects.order_by("id").values("kind", "county_id", "office_id", "at", "title", "body")
    assert one == two
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT (tokens, words)) FROM kernel_searchentry")
            assert cursor.fetchone() == (1,)


def test_tokens_made_ahead_are_those_used(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with search.Ahead() as made:
        made.read([LONG])
        made.read([f"{LONG}\n还是{LONG}"])
        monkeypatch.setattr(ahead, "_cut", lambda line: ("", ""))  # nothing is cut any more
        for _batch in range(2):
            with made.next_batch():
                search.put_many([entry(LONG)])

        assert found("路灯坏了") == [LONG, LONG]
        assert ahead.tokens(LONG) == ("", "")


@given(st.lists(st.text(st.sampled_from(list("路村低保ab1-２Ａß'Σ 　_%㈱é\u0301\r\t")), max_size=12), max_size=4))
def test_line_by_line_is_as_the_whole(lines: list[str]) -> None:
    whole = "\n".join(lines)

    assert ahead.tokens(whole)[0].split() == tokens.bigrams(whole)


def lay_three() -> list[search.Prepared]:
    with search.laying() as lay:
        return lay(search.prepare(entry(f"路灯 {number}") for number in range(3)))


def test_what_was_laid_ahead_is_found_once_it_stands(cast: Cast) -> None:
    laid = lay_three()
    search.put_many([entry("路灯，别人的")])
    assert found("路灯") == ["路灯，别人的"]

    search.put_new(laid)

    assert found("路灯") == ["路灯 0", "路灯 1", "路灯 2", "路灯，别人的"]


def test_an_import_that_fails_leaves_nothing_in_the_index(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), search.laying() as lay:
        lay(search.prepare([entry("没有写成的路灯")]))
        _ = 1 / 0

    assert tokens_kept() == 0


def test_what_a_broken_import_left_is_swept_away_by_reindex(cast: Cast) -> None:
    lay_three()
    search.put_many([entry("路灯")])

    search.rebuild()

    assert tokens_kept() == SearchEntry.objects.count()
    assert found("路灯") == ["路灯"]


def tokens_kept() -> int:
    """Rows of the full-text index; PostgreSQL keeps tokens in the entry itself."""
    if connection.vendor == "postgresql":
        return SearchEntry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kernel_searchindex")
        return int(cursor.fetchone()[0])
