"""Texts embedded for one index are not embedded again for the next; what is typed is never kept."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sanxin_engines.opinions.embedding import Remembering, load_embedder
from tests.engines.opinions.embedding.folders import bert_folder


class Counting:
    """Notes what it was asked for."""

    dimensions = 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32).reshape(-1, 2)


def test_only_what_is_new_is_embedded():
    counting = Counting()
    embedder = Remembering(counting)

    embedder.embed(["一", "二二", "一"])
    rows = embedder.embed(["二二", "三三三"])

    assert counting.asked == ["一", "二二", "三三三"]
    assert rows.tolist() == [[2, 1], [3, 1]]


def test_what_is_gone_from_the_last_call_is_forgotten():
    counting = Counting()
    embedder = Remembering(counting)

    embedder.embed(["一", "二二"])
    embedder.embed(["二二", "三三三"])
    embedder.embed(["一", "二二"])

    assert counting.asked == ["一", "二二", "三三三", "一"]


def test_one_text_alone_is_looked_up_and_not_kept():
    counting = Counting()
    embedder = Remembering(counting)
    embedder.embed(["一", "二二"])

    for _ in range(2):
        embedder.embed(["打了一半"])
    embedder.embed(["一"])

    assert counting.asked == ["一", "二二", "打了一半", "打了一半"]


def test_it_gives_what_the_embedder_gives(tmp_path: Path):
    plain = load_embedder(bert_folder(tmp_path / "model"))
    texts = ["自来水发黄", "麻将馆噪音", "自来水发黄"]

    assert np.allclose(Remembering(plain).embed(texts), plain.embed(texts), atol=1e-6)
    assert Remembering(plain).embed([]).shape == (0, Remembering(plain).dimensions)
