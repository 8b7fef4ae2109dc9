"""Tiny language models, made here: a BERT of two layers with weights drawn by lot, and a table of static vectors."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH, INNER, HEADS, LAYERS, POSITIONS = 8, 16, 2, 2, 32
LETTERS = "白石村自来水发黄浑浊青柳小区麻将馆噪音扰民公交路灯"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *dict.fromkeys(LETTERS), "water", "##s", "pipe", "!"]


def save_tensors(path: Path, tensors: dict[str, np.ndarray], kinds: dict[str, str] | None = None) -> None:
    """The format of safetensors, written by hand."""
    names = {"float32": "F32", "float16": "F16", "float64": "F64", "int64": "I64", "uint16": "BF16"}
    header: dict[str, object] = {"__metadata__": {"format": "np"}}
    body = b""
    for name, array in tensors.items():
        content = np.ascontiguousarray(array).tobytes()
        kind = (kinds or {}).get(name, names[array.dtype.name])
        header[name] = {"dtype": kind, "shape": array.shape, "data_offsets": [len(body), len(body) + len(content)]}
        body += content
    head = json.dumps(header).encode()
    path.write_bytes(len(head).to_bytes(8, "little") + head + body)


def bert_tensors(seed: int = 3) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.4, shape).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": drawn(len(VOCABULARY), WIDTH),
        "embeddings.position_embeddings.weight": drawn(POSITIONS, WIDTH),
        "embeddings.token_type_embeddings.weight": drawn(2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        for name in ("self.query", "self.key", "self.value", "output.dense"):
            tensors[f"{layer}.attention.{name}.weight"] = drawn(WIDTH, WIDTH)
            tensors[f"{layer}.attention.{name}.bias"] = drawn(WIDTH)
        tensors[f"{layer}.intermediate.dense.weight"], tensors[f"{layer}.intermediate.dense.bias"] = (
            drawn(INNER, WIDTH),
            drawn(INNER),
        )
        tensors[f"{layer}.output.dense.weight"], tensors[f"{layer}.output.dense.bias"] = (
            drawn(WIDTH, INNER),
            drawn(WIDTH),
        )
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
    for name in norms:
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = drawn(WIDTH), drawn(WIDTH)
    return tensors


def config(**changes: object) -> dict[str, object]:
    return {
        "model_type": "bert",
        "hidden_size": WIDTH,
        "intermediate_size": INNER,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "max_position_embeddings": POSITIONS,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
    } | changes


def bert_folder(folder: Path, *, first_token: bool = False, tokenizer: bool = True) -> Path:
    folder.mkdir(exist_ok=True)
    save_tensors(folder / "model.safetensors", bert_tensors())
    (folder / "config.json").write_text(json.dumps(config()))
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": first_token}))
    if tokenizer:
        (folder / "tokenizer.json").write_text(json.dumps(word_piece()))
    else:
        (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    return folder


def word_piece() -> dict[str, object]:
    vocabulary = {word: number for number, word in enumerate(VOCABULARY)}
    return {
        "normalizer": {"type": "BertNormalizer", "lowercase": True},
        "model": {"type": "WordPiece", "vocab": vocabulary, "unk_token": "[UNK]", "continuing_subword_prefix": "##"},
    }


def static_folder(folder: Path) -> Path:
    """Vectors by the matter of each character: water, noise, bus, place."""
    folder.mkdir(exist_ok=True)
    matters = ("自来水发黄浑浊", "麻将馆噪音扰民", "公交路灯", "白石村青柳小区")
    vectors = np.zeros((len(VOCABULARY), 4), dtype=np.float32)
    for number, word in enumerate(VOCABULARY):
        for axis, letters in enumerate(matters):
            vectors[number, axis] = float(len(word) == 1 and word in letters)
    save_tensors(folder / "model.safetensors", {"embeddings": vectors})
    (folder / "config.json").write_text(json.dumps({"model_type": "model2vec"}))
    (folder / "tokenizer.json").write_text(json.dumps(word_piece()))
    return folder


def onnx_folder(folder: Path, *, inside: bool = True, first_token: bool = False) -> Path:
    """A graph that looks each token up in a table and adds the kind of its sentence."""
    where = folder / "onnx" if inside else folder
    where.mkdir(parents=True, exist_ok=True)
    (where / "model.onnx").write_bytes(onnx_graph().SerializeToString())
    (folder / "config.json").write_text(json.dumps(config()))
    (folder / "tokenizer.json").write_text(json.dumps(word_piece()))
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": first_token}))
    return folder


def onnx_graph(*, ids: str = "input_ids", rank: int = 3) -> onnx.ModelProto:
    tensors = bert_tensors()
    tables = [tensors[f"embeddings.{name}_embeddings.weight"] for name in ("word", "token_type")]
    nodes = [
        helper.make_node("Gather", ["words", ids], ["word"]),
        helper.make_node("Gather", ["kinds", "token_type_ids"], ["kind"]),
        helper.make_node("Add", ["word", "kind"], ["last_hidden_state"]),
        helper.make_node("ReduceMean", ["last_hidden_state", "axis"], ["pooled"], keepdims=0),
    ]
    fed = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in (ids, "token_type_ids")]
    given = {
        3: helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["n", "t", WIDTH]),
        2: helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["n", WIDTH]),
    }
    kept = [numpy_helper.from_array(table, name) for table, name in zip(tables, ("words", "kinds"), strict=True)]
    kept.append(numpy_helper.from_array(np.array([1]), "axis"))
    graph = helper.make_graph(nodes, "encoder", fed, [given[rank]], kept)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
