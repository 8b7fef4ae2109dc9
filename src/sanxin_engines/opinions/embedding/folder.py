"""A folder as sentence-transformers writes it → something that turns texts into rows of length 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from sanxin_engines.opinions.embedding.bert import Bert, Mask, Numbers, bert_of
from sanxin_engines.opinions.embedding.errors import UnusableModel
from sanxin_engines.opinions.embedding.graph import graph_file, read_graph
from sanxin_engines.opinions.embedding.tensors import Array, read_tensors
from sanxin_engines.opinions.embedding.words import Ids, Tokenizer, read_tokenizer

BATCH = 16
MOST_TOKENS = 256  # of a text: beyond that letters repeat themselves, and cost grows with the square


class Embedder(Protocol):
    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Array:
        """Shape (texts, dimensions), rows of length 1; a row of zeros where a text holds nothing the model knows."""
        ...


def load_embedder(folder: Path) -> Embedder:
    """Raises `UnusableModel`, naming the file that is missing, damaged or of another kind."""
    where = folder / "0_StaticEmbedding" if (folder / "0_StaticEmbedding").is_dir() else folder
    if not (where / "model.safetensors").is_file() and (graph := graph_file(where)):
        config = _json(where / "config.json")
        return _Encoder(read_graph(graph, config), read_tokenizer(where), *_pooling(folder))
    if (where / "model.safetensors").is_file() and not (where / "config.json").is_file():
        config = {"model_type": "model2vec"}
    else:
        config = _json(where / "config.json")
    kind = str(config.get("model_type"))
    tensors = read_tensors(where / "model.safetensors")
    tokenizer = read_tokenizer(where)
    if kind == "bert":
        return _Encoder(_checked_bert(tensors, config), tokenizer, *_pooling(folder))
    if kind == "model2vec" or {"embeddings", "embedding.weight"} & set(tensors):
        return _static(tensors, tokenizer)
    raise UnusableModel(
        "config.json", f"不支持的模型类型 {kind}。", f"model_type {kind} is not supported; bert and model2vec are."
    )


@dataclass(frozen=True, slots=True)
class _Static:
    """The mean of the vectors of a text's tokens."""

    vectors: Array
    weight: Array
    row: np.ndarray[Any, np.dtype[np.int64]]  # of each token
    tokenizer: Tokenizer

    @property
    def dimensions(self) -> int:
        return int(self.vectors.shape[1])

    def embed(self, texts: Sequence[str]) -> Array:
        return _unit(np.stack([self._mean(self.tokenizer.cut(text)) for text in texts]) if texts else self.vectors[:0])

    def _mean(self, ids: Ids) -> Array:
        known = [token for token in ids if token != self.tokenizer.unknown and token < len(self.row)]
        if not known:
            return np.zeros(self.dimensions, dtype=np.float32)
        return np.asarray((self.vectors[self.row[known]] * self.weight[known, None]).mean(axis=0), dtype=np.float32)


class _Network(Protocol):
    @property
    def dimensions(self) -> int: ...

    @property
    def longest(self) -> int: ...

    def encode(self, ids: Numbers, mask: Mask) -> Array:
        """Shape (texts, tokens, dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class _Encoder:
    network: _Network
    tokenizer: Tokenizer
    first_token: bool  # the first token stands for the text, else the mean of all
    longest: int

    @property
    def dimensions(self) -> int:
        return self.network.dimensions

    def embed(self, texts: Sequence[str]) -> Array:
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        tokens = [self._tokens(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda place: (len(tokens[place]), place))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            found[places] = self._batch([tokens[place] for place in places])
        return _unit(found)

    def _tokens(self, text: str) -> Ids:
        most = min(self.longest, self.network.longest, MOST_TOKENS)
        ends = [token for token in (self.tokenizer.first, self.tokenizer.last) if token is not None]
        ids = self.tokenizer.cut(text)[: max(most - len(ends), 0)]
        return [*ends[:1], *ids, *ends[1:]] if ends else ids

    def _batch(self, tokens: list[Ids]) -> Array:
        width = max(map(len, tokens))
        if not width:
            return np.zeros((len(tokens), self.dimensions), dtype=np.float32)
        ids = np.array([row + [0] * (width - len(row)) for row in tokens], dtype=np.int64)
        mask = np.arange(width) < np.array([len(row) for row in tokens])[:, None]
        state = self.network.encode(ids, mask)
        if self.first_token:
            return np.asarray(state[:, 0])
        told = mask[:, :, None].astype(np.float32)
        return np.asarray((state * told).sum(axis=1) / np.maximum(told.sum(axis=1), 1))


def _static(tensors: dict[str, Array], tokenizer: Tokenizer) -> _Static:
    vectors = tensors.get("embeddings", tensors.get("embedding.weight"))
    if vectors is None or vectors.ndim != 2:
        raise UnusableModel("model.safetensors", "里面没有词向量。", "it holds no table of vectors.")
    row = tensors["mapping"].astype(np.int64) if "mapping" in tensors else np.arange(len(vectors))
    weight = tensors.get("weights", np.ones(len(row), dtype=np.float32))
    if weight.shape != row.shape or (len(row) and not 0 <= row.min() <= row.max() < len(vectors)):
        raise UnusableModel("model.safetensors", "词向量与权重对不上。", "vectors, weights and mapping do not agree.")
    return _Static(vectors, weight, row, tokenizer)


def _checked_bert(tensors: dict[str, Array], config: dict[str, Any]) -> Bert:
    try:
        return bert_of(tensors, config)
    except (KeyError, ValueError, TypeError) as error:
        raise UnusableModel("config.json", f"缺少或看不懂 {error}。", f"missing or unclear: {error}.") from error


def _pooling(folder: Path) -> tuple[bool, int]:
    """Whether the first token stands for the text, and how many tokens are read."""
    pooling, limit = folder / "1_Pooling" / "config.json", folder / "sentence_bert_config.json"
    first = bool(_json(pooling).get("pooling_mode_cls_token")) if pooling.is_file() else False
    longest = _json(limit).get("max_seq_length") if limit.is_file() else None
    return first, int(longest or MOST_TOKENS)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableModel(path.name, "文件缺失或已损坏。", f"missing or damaged: {error}.") from error
    if not isinstance(found, dict):
        raise UnusableModel(path.name, "不是一个 JSON 对象。", "it is no JSON object.")
    return found


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)
