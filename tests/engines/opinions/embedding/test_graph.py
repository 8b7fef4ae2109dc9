"""An encoder that comes as an ONNX graph is run by onnxruntime, or refused by what is wrong with it."""

import sys
from pathlib import Path

import numpy as np
import pytest

from sanxin_engines.opinions import Voice, synthesize
from sanxin_engines.opinions.embedding import UnusableModel, load_embedder
from sanxin_engines.opinions.settings import Settings
from tests.engines.opinions.embedding.folders import VOCABULARY, WIDTH, bert_tensors, onnx_folder, onnx_graph
from tests.engines.opinions.sample import NOW, letters


def told(text: str, *, first_token: bool = False) -> np.ndarray:
    """What the graph of `onnx_folder` says of a text, worked out from its tables."""
    tensors = bert_tensors()
    ids = [VOCABULARY.index(word) for word in ("[CLS]", *text, "[SEP]")]
    states = tensors["embeddings.word_embeddings.weight"][ids] + tensors["embeddings.token_type_embeddings.weight"][0]
    mean = states[0] if first_token else states.mean(axis=0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("first_token", [True, False])
def test_the_graph_is_run_and_its_states_are_pooled(tmp_path: Path, inside: bool, first_token: bool) -> None:
    model = load_embedder(onnx_folder(tmp_path, inside=inside, first_token=first_token))

    found = model.embed(["自来水发黄", "公交", "自来水发黄浑浊"])

    assert (model.dimensions, found.shape) == (WIDTH, (3, WIDTH))
    wanted = [told(text, first_token=first_token) for text in ("自来水发黄", "公交", "自来水发黄浑浊")]
    assert found == pytest.approx(np.stack(wanted), abs=1e-6)


def test_grouping_takes_its_meaning_from_the_graph(tmp_path: Path) -> None:
    heard: list[Voice] = letters()
    meant = Settings(embedding=str(onnx_folder(tmp_path)))

    once, again = (synthesize(heard, now=NOW, settings=meant) for _ in range(2))

    assert once == again
    assert once != synthesize(heard, now=NOW)


def test_weights_that_numpy_can_read_go_first(tmp_path: Path) -> None:
    onnx_folder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"damaged")

    with pytest.raises(UnusableModel) as refusal:
        load_embedder(tmp_path)

    assert refusal.value.file == "model.safetensors"


def test_a_damaged_graph_is_refused(tmp_path: Path) -> None:
    (onnx_folder(tmp_path) / "onnx" / "model.onnx").write_bytes(b"no graph at all")

    with pytest.raises(UnusableModel, match=r"damaged, or no ONNX") as refusal:
        load_embedder(tmp_path)

    assert refusal.value.file == "model.onnx"


def test_a_graph_that_takes_something_else_is_refused(tmp_path: Path) -> None:
    graph = onnx_graph(ids="pixel_values").SerializeToString()
    (onnx_folder(tmp_path) / "onnx" / "model.onnx").write_bytes(graph)

    with pytest.raises(UnusableModel, match=r"pixel_values"):
        load_embedder(tmp_path)


def test_a_graph_without_a_state_for_every_token_is_refused(tmp_path: Path) -> None:
    (onnx_folder(tmp_path) / "onnx" / "model.onnx").write_bytes(onnx_graph(rank=2).SerializeToString())

    with pytest.raises(UnusableModel, match=r"state for every token"):
        load_embedder(tmp_path)


def test_without_onnxruntime_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(UnusableModel, match=r"pip install onnxruntime"):
        load_embedder(onnx_folder(tmp_path))
