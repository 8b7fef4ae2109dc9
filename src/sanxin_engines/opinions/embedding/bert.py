"""A BERT encoder, forward only, with numpy. Source: Devlin and others, "BERT", 2019."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import erf

from sanxin_engines.opinions.embedding.errors import UnusableModel
from sanxin_engines.opinions.embedding.tensors import Array

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
HIDDEN = np.float32(-1e9)  # what attention gives to padding


def _gelu(x: Array) -> Array:
    return np.asarray(x * np.float32(0.5) * (1 + erf(x / np.float32(np.sqrt(2)))), dtype=np.float32)


def _relu(x: Array) -> Array:
    return np.maximum(x, 0)


CURVES: dict[str, Callable[[Array], Array]] = {"gelu": _gelu, "relu": _relu}


@dataclass(frozen=True, slots=True)
class Bert:
    tensors: dict[str, Array]
    heads: int
    layers: int
    epsilon: float
    curve: Callable[[Array], Array]
    longest: int  # positions

    @property
    def dimensions(self) -> int:
        return int(self.tensors["embeddings.word_embeddings.weight"].shape[1])

    def encode(self, ids: Numbers, mask: Mask) -> Array:
        """Shape (texts, tokens, dimensions). `ids` and `mask` (texts, tokens); padding is False in the mask."""
        t = self.tensors
        x = t["embeddings.word_embeddings.weight"][ids]
        x = (
            x
            + t["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + t["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm")
        hidden = np.where(mask, np.float32(0), HIDDEN)[:, None, None, :]
        for number in range(self.layers):
            layer = f"encoder.layer.{number}"
            x = self._norm(x + self._attention(x, hidden, layer), f"{layer}.attention.output.LayerNorm")
            inner = self.curve(self._dense(x, f"{layer}.intermediate.dense"))
            x = self._norm(x + self._dense(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        return x

    def _attention(self, x: Array, hidden: Array, layer: str) -> Array:
        texts, tokens, width = x.shape
        shape = (texts, tokens, self.heads, width // self.heads)
        query, key, value = (
            self._dense(x, f"{layer}.attention.self.{name}").reshape(shape).transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // self.heads)) + hidden
        weight = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weight /= weight.sum(axis=-1, keepdims=True)
        joined = (weight @ value).transpose(0, 2, 1, 3).reshape(texts, tokens, width)
        return self._dense(joined, f"{layer}.attention.output.dense")

    def _dense(self, x: Array, name: str) -> Array:
        return np.asarray(x @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"])

    def _norm(self, x: Array, name: str) -> Array:
        middle = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        return np.asarray(middle / spread * self.tensors[f"{name}.weight"] + self.tensors[f"{name}.bias"])


def bert_of(tensors: dict[str, Array], config: dict[str, Any]) -> Bert:
    """Raises `UnusableModel` where a tensor is missing or of another shape than the configuration says."""
    plain = {name.removeprefix("bert."): array for name, array in tensors.items()}
    act, width = str(config.get("hidden_act", "gelu")), int(config["hidden_size"])
    if act not in CURVES:
        raise UnusableModel("config.json", f"不支持的激活函数 {act}。", f"hidden_act {act} is not supported.")
    bert = Bert(
        tensors=plain,
        heads=int(config["num_attention_heads"]),
        layers=int(config["num_hidden_layers"]),
        epsilon=float(config.get("layer_norm_eps", 1e-12)),
        curve=CURVES[act],
        longest=int(config["max_position_embeddings"]),
    )
    for name, shape in _wanted(bert, width, int(config["intermediate_size"])).items():
        if name not in plain or plain[name].shape != shape:
            raise UnusableModel(
                "model.safetensors", f"与配置不符：{name}。", f"differs from the configuration: {name}."
            )
    return bert


def _wanted(bert: Bert, width: int, inner: int) -> dict[str, tuple[int, ...]]:
    wanted: dict[str, tuple[int, ...]] = {"embeddings.position_embeddings.weight": (bert.longest, width)}
    norms = ["embeddings.LayerNorm"]
    for number in range(bert.layers):
        layer = f"encoder.layer.{number}"
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        names = ("self.query", "self.key", "self.value", "output.dense")
        dense = {f"{layer}.attention.{name}": (width, width) for name in names}
        dense |= {f"{layer}.intermediate.dense": (inner, width), f"{layer}.output.dense": (width, inner)}
        wanted |= {f"{name}.weight": shape for name, shape in dense.items()}
        wanted |= {f"{name}.bias": shape[:1] for name, shape in dense.items()}
    return wanted | {f"{name}.{part}": (width,) for name in norms for part in ("weight", "bias")}
