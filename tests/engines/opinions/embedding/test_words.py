"""Texts are cut as the model's own vocabulary says."""

import json
from pathlib import Path

import pytest

from sanxin_engines.opinions.embedding.words import read_tokenizer
from tests.engines.opinions.embedding.folders import VOCABULARY, word_piece


def word_pieces(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "tokenizer.json").write_text(json.dumps(word_piece()))
    return [VOCABULARY[number] for number in read_tokenizer(tmp_path).cut(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("自来水", ["自", "来", "水"]),
        ("Waters pipes!", ["water", "##s", "pipe", "##s", "!"]),
        ("wáter", ["water"]),
        ("waterx", ["[UNK]"]),
        ("天水", ["[UNK]", "水"]),
        ("水\u0000\t水", ["水", "水"]),
        ("x" * 200, ["[UNK]"]),
        ("", []),
    ],
)
def test_word_piece(tmp_path: Path, text: str, pieces: list[str]):
    assert word_pieces(tmp_path, text) == pieces


PIECES = [["<s>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["▁", -3.0], ["自来水", -4.0], ["自", -3.0], ["来", -3.0],
          ["水", -3.0], ["水发", -9.0], ["发黄", -4.0], ["▁自来水", -3.5]]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("自来水发黄", ["▁自来水", "发黄"]),
        ("水水", ["▁", "水", "水"]),
        ("水 自来水", ["▁", "水", "▁自来水"]),
        ("天水", ["▁", "<unk>", "水"]),
        ("天地水", ["▁", "<unk>", "水"]),
        ("自来水", ["▁自来水"]),
    ],
)
def test_unigram_takes_the_best_sum(tmp_path: Path, text: str, pieces: list[str]):
    about = {"normalizer": None, "model": {"type": "Unigram", "vocab": PIECES, "unk_id": 2}}
    (tmp_path / "tokenizer.json").write_text(json.dumps(about))

    tokenizer = read_tokenizer(tmp_path)

    assert [PIECES[number][0] for number in tokenizer.cut(text)] == pieces
    assert (tokenizer.first, tokenizer.last, tokenizer.unknown) == (0, 1, 2)
