"""A language model is read from a local folder, or refused by the file that is wrong."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sanxin_engines.opinions import DEFAULT, Voice, synthesize
from sanxin_engines.opinions.command import main
from sanxin_engines.opinions.embedding import UnusableModel, load_embedder
from sanxin_engines.opinions.settings import Settings
from sanxin_engines.opinions.suggestions import build_index, suggest
from tests.engines.opinions.embedding.folders import (
    HEADS,
    LAYERS,
    VOCABULARY,
    WIDTH,
    bert_folder,
    bert_tensors,
    save_tensors,
    static_folder,
)
from tests.engines.opinions.sample import NOW, letters


def by_hand(ids: list[int]) -> list[list[float]]:
    """The encoder spelt out number by number, as the paper has it."""
    t = {name: array.tolist() for name, array in bert_tensors().items()}

    def dense(row: list[float], name: str) -> list[float]:
        weight, bias = t[f"{name}.weight"], t[f"{name}.bias"]
        return [sum(w * x for w, x in zip(line, row, strict=True)) + b for line, b in zip(weight, bias, strict=True)]

    def norm(row: list[float], name: str) -> list[float]:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
        scale = zip(row, t[f"{name}.weight"], t[f"{name}.bias"], strict=True)
        return [(x - mean) / spread * w + b for x, w, b in scale]

    def plus(one: list[float], other: list[float]) -> list[float]:
        return [a + b for a, b in zip(one, other, strict=True)]

    word, position = t["embeddings.word_embeddings.weight"], t["embeddings.position_embeddings.weight"]
    kind = t["embeddings.token_type_embeddings.weight"][0]
    rows = [norm(plus(plus(word[i], position[n]), kind), "embeddings.LayerNorm") for n, i in enumerate(ids)]
    size = WIDTH // HEADS
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        q, k, v = ([dense(r, f"{layer}.attention.self.{n}") for r in rows] for n in ("query", "key", "value"))
        told = []
        for here in range(len(rows)):
            mixed: list[float] = []
            for part in (slice(head * size, (head + 1) * size) for head in range(HEADS)):
                scores = [
                    sum(a * b for a, b in zip(q[here][part], row[part], strict=True)) / math.sqrt(size) for row in k
                ]
                weight = [math.exp(score) for score in scores]
                share = [w / sum(weight) for w in weight]
                mixed += [sum(w * row[part][axis] for w, row in zip(share, v, strict=True)) for axis in range(size)]
            told.append(dense(mixed, f"{layer}.attention.output.dense"))
        rows = [norm(plus(r, x), f"{layer}.attention.output.LayerNorm") for r, x in zip(rows, told, strict=True)]
        inner = [
            [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in dense(r, f"{layer}.intermediate.dense")] for r in rows
        ]
        out = [dense(r, f"{layer}.output.dense") for r in inner]
        rows = [norm(plus(r, x), f"{layer}.output.LayerNorm") for r, x in zip(rows, out, strict=True)]
    return rows


def unit(row: np.ndarray) -> np.ndarray:
    return row / np.linalg.norm(row)


TEXT = "自来水发黄!"
IDS = [VOCABULARY.index(token) for token in ["[CLS]", *"自来水发黄!", "[SEP]"]]


@pytest.mark.parametrize("tokenizer", [True, False])
def test_a_bert_says_what_its_numbers_say(tmp_path: Path, tokenizer: bool):
    found = load_embedder(bert_folder(tmp_path / "m", tokenizer=tokenizer)).embed([TEXT])[0]

    assert found == pytest.approx(unit(np.mean(by_hand(IDS), axis=0)), abs=1e-5)


def test_the_first_token_may_stand_for_the_text(tmp_path: Path):
    found = load_embedder(bert_folder(tmp_path / "m", first_token=True)).embed([TEXT])[0]

    assert found == pytest.approx(unit(np.array(by_hand(IDS)[0])), abs=1e-5)


def test_a_longer_neighbour_changes_nothing(tmp_path: Path):
    embedder = load_embedder(bert_folder(tmp_path / "m"))

    together = embedder.embed([TEXT, "麻将馆噪音扰民" * 9, ""])

    assert together[0] == pytest.approx(embedder.embed([TEXT])[0], abs=1e-5)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert embedder.embed([]).shape == (0, WIDTH)


def test_static_vectors_are_averaged(tmp_path: Path):
    embedder = load_embedder(static_folder(tmp_path / "m"))

    found = embedder.embed(["自来水 麻将馆", "天地", "发黄公交"])

    assert found[0] == pytest.approx(unit(np.array([3, 3, 0, 0])), abs=1e-6)
    assert found[1].tolist() == [0, 0, 0, 0]
    assert found[2] == pytest.approx(unit(np.array([1, 0, 1, 0]) * 2), abs=1e-6)
    assert embedder.embed([]).shape == (0, 4)


def test_shared_rows_and_weights_of_tokens(tmp_path: Path):
    folder = static_folder(tmp_path / "m")
    mapping = np.array([number % 2 for number in range(len(VOCABULARY))], dtype=np.int64)
    weights = np.arange(len(VOCABULARY), dtype=np.float16)
    vectors = np.array([[1, 0], [0, 1]], dtype=np.float64)
    save_tensors(folder / "model.safetensors", {"embeddings": vectors, "mapping": mapping, "weights": weights})

    found = load_embedder(folder).embed(["白石"])[0]

    first, second = VOCABULARY.index("白"), VOCABULARY.index("石")
    wanted = np.zeros(2)
    wanted[first % 2] += first
    wanted[second % 2] += second
    assert found == pytest.approx(unit(wanted), abs=1e-6)


def test_half_precision_of_the_other_kind(tmp_path: Path):
    folder = static_folder(tmp_path / "m")
    vectors = np.tile(np.array([0.5, -2.0], dtype=np.float32), (len(VOCABULARY), 1))
    upper = (vectors.view(np.uint32) >> 16).astype(np.uint16)
    save_tensors(folder / "model.safetensors", {"embedding.weight": upper})

    assert load_embedder(folder).embed(["白"])[0] == pytest.approx(unit(np.array([0.5, -2.0])), abs=1e-6)


def rewrite(name: str, **changes: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_text(json.dumps(json.loads((folder / name).read_text()) | changes))

    return change


def without(tensor: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        tensors = bert_tensors()
        del tensors[tensor]
        save_tensors(folder / "model.safetensors", tensors)

    return change


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (lambda folder: (folder / "config.json").write_text("{"), "config.json"),
        (lambda folder: (folder / "config.json").write_text("[]"), "config.json"),
        (lambda folder: (folder / "model.safetensors").unlink(), "model.safetensors"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b""), "model.safetensors"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"\xff" * 40), "model.safetensors"),
        (
            lambda folder: (folder / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes()[:-9]),
            "model.safetensors",
        ),
        (without("encoder.layer.1.output.dense.bias"), "model.safetensors"),
        (without("embeddings.LayerNorm.weight"), "model.safetensors"),
        (lambda folder: (folder / "tokenizer.json").write_text("{}"), "tokenizer.json"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "vocab.txt"),
        (rewrite("tokenizer.json", model={"type": "BPE", "vocab": {}}), "tokenizer.json"),
        (rewrite("config.json", model_type="gpt"), "config.json"),
        (rewrite("config.json", hidden_act="swish"), "config.json"),
        (rewrite("config.json", hidden_size="wide"), "config.json"),
        (rewrite("config.json", num_hidden_layers=3), "model.safetensors"),
    ],
)
def test_what_is_wrong_is_said_by_its_file(tmp_path: Path, change: Callable[[Path], None], file: str):
    folder = bert_folder(tmp_path / "m")
    change(folder)

    with pytest.raises(UnusableModel) as refused:
        load_embedder(folder)

    assert refused.value.file == file


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(UnusableModel):
        load_embedder(tmp_path / "nowhere")


def test_weights_that_do_not_fit_are_refused(tmp_path: Path):
    folder = static_folder(tmp_path / "m")
    vectors = np.ones((3, 2), dtype=np.float32)
    save_tensors(folder / "model.safetensors", {"embeddings": vectors, "weights": np.ones(2, dtype=np.float32)})

    with pytest.raises(UnusableModel):
        load_embedder(folder)


def test_no_more_tokens_are_read_than_the_folder_says(tmp_path: Path):
    folder = bert_folder(tmp_path / "m")
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 4}))

    short = load_embedder(folder)

    assert short.embed(["自来水发黄"])[0] == pytest.approx(short.embed(["自来麻将馆"])[0], abs=1e-6)


def groups(settings: Settings, voices: list[Voice]) -> set[tuple[str, ...]]:
    return {problem.voices for problem in synthesize(voices, now=NOW, settings=settings).problems}


def test_problems_are_found_with_a_model_too_and_always_the_same(tmp_path: Path):
    settings = Settings(embedding=str(static_folder(tmp_path / "m")))

    first = synthesize(letters(), now=NOW, settings=settings)

    assert repr(synthesize(letters()[::-1], now=NOW, settings=settings)) == repr(first)
    assert ("101", "102", "103", "104") in groups(settings, letters())
    found = suggest(build_index(first, letters(), settings=settings), "青柳小区麻将馆太吵", title="麻将馆噪音")
    assert found[0].problem == "P-101"


def test_half_of_the_meaning_is_the_models(tmp_path: Path):
    with_model = Settings(embedding=str(static_folder(tmp_path / "m")), threshold=0.9)
    same = [Voice("1", "自来水", "自来水"), Voice("2", "发黄浑浊", "发黄浑浊")]

    index = build_index(synthesize([*letters(), *same], now=NOW, settings=with_model), letters(), settings=with_model)
    assert index.space.model is not None
    near = index.space.place(index.readings[:1])
    assert near.dense.shape[1] == index.space.axes.shape[1] + 4


def test_no_model_is_the_default():
    assert DEFAULT.embedding == ""


def test_the_command_takes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sheet = tmp_path / "a.csv"
    sheet.write_text("编号,内容\n1,自来水发黄\n2,自来水浑浊发黄\n", encoding="utf-8")
    out = str(tmp_path / "o.json")

    assert main([str(sheet), "--embedding", str(static_folder(tmp_path / "m")), "-o", out]) == 0
    assert main([str(sheet), "--embedding", str(tmp_path / "none"), "-o", out]) == 2
    assert "语言模型不能用" in capsys.readouterr().err
