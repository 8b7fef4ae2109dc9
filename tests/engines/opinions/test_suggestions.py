"""Three problems for a new text, with reasons."""

from sanxin_engines.opinions import Index, Synthesis, build_index, suggest, synthesize
from tests.engines.opinions.sample import NOW, letters


def index() -> Index:
    return build_index(synthesize(letters(), now=NOW), letters())


def test_the_nearest_problem_comes_first():
    found = suggest(index(), "青柳小区3栋的麻将馆又打到半夜，吵得没法睡觉。")

    assert found[0].problem == "P-101"
    assert "麻将馆" in found[0].shared_terms
    assert found[0].there.voice in ("101", "102", "103", "104")
    assert found[0].here == "青柳小区3栋的麻将馆又打到半夜，吵得没法睡觉"
    assert list(found) == sorted(found, key=lambda suggestion: -suggestion.similarity)


def test_never_more_than_asked_for():
    assert len(suggest(index(), "自来水 公交 麻将馆 工资", k=2)) == 2
    assert suggest(index(), "自来水", k=0) == ()


def test_a_text_that_has_nothing_in_common_gets_nothing():
    assert suggest(index(), "xyz") == ()


def test_an_index_of_nothing_suggests_nothing():
    empty = build_index(Synthesis((), ()), [])

    assert suggest(empty, "自来水发黄") == ()


def test_a_title_helps():
    assert suggest(index(), "请解决", title="白石村自来水发黄")[0].problem == "P-105"
