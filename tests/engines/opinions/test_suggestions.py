"""Three problems for a new text, with reasons."""

from dataclasses import replace
from pathlib import Path

from sanxin_engines.opinions import DEFAULT, Index, Synthesis, Voice, build_index, suggest, synthesize
from sanxin_engines.opinions.embedding import load_embedder
from tests.engines.opinions.embedding.folders import static_folder
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


def test_with_a_model_the_matter_is_known_in_other_words(tmp_path: Path):
    folder = str(static_folder(tmp_path / "model"))
    voices = [
        Voice("1", "", "白石村自来水发黄"),
        Voice("2", "", "青柳小区自来水发黄"),
        Voice("3", "", "青柳小区麻将馆噪音扰民"),
        Voice("4", "", "白石村麻将馆噪音扰民"),
    ]
    found = synthesize(voices, now=NOW)
    plain = build_index(found, voices)
    told = build_index(found, voices, settings=replace(DEFAULT, embedding=folder))
    same = build_index(found, voices, embedder=load_embedder(Path(folder)))

    words = "管子里的很浑浊"  # no word in common, and the same matter to the model

    assert suggest(plain, words) == ()
    [first, *_] = suggest(told, words)
    assert first.there.voice in ("1", "2")
    assert first.similarity > 0.1
    assert suggest(same, words) == suggest(told, words)
