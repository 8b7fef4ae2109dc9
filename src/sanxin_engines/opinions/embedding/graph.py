"""The encoder as an ONNX graph, run by onnxruntime: an option, `pip install sanxin[onnx]`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sanxin_engines.opinions.embedding.bert import Mask, Numbers
from sanxin_engines.opinions.embedding.errors import UnusableModel
from sanxin_engines.opinions.embedding.tensors import Array

INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
NAME = "model.onnx"


@dataclass(frozen=True, slots=True)
class Graph:
    """Stands where `Bert` stands: the same ids and mask in, the state of every token out."""

    session: Any
    inputs: frozenset[str]
    output: str
    dimensions: int
    longest: int

    def encode(self, ids: Numbers, mask: Mask) -> Array:
        """Shape (texts, tokens, dimensions)."""
        told = {"input_ids": ids, "attention_mask": mask.astype(np.int64), "token_type_ids": np.zeros_like(ids)}
        [state] = self.session.run([self.output], {name: told[name] for name in self.inputs})
        return np.asarray(state, dtype=np.float32)


def graph_file(folder: Path) -> Path | None:
    """Where sentence-transformers and optimum put it; none where the folder holds no graph."""
    return next((path for path in (folder / "onnx" / NAME, folder / NAME) if path.is_file()), None)


def read_graph(path: Path, config: dict[str, Any]) -> Graph:
    """Raises `UnusableModel`: no onnxruntime, a damaged file, or a graph that is no encoder of words."""
    session = _session(path)
    inputs = frozenset(one.name for one in session.get_inputs())
    if "input_ids" not in inputs or not inputs <= INPUTS:
        strange = ", ".join(sorted(inputs - INPUTS)) or "input_ids"
        raise UnusableModel(NAME, f"输入不是编码器的：{strange}。", f"its inputs are not an encoder's: {strange}.")
    outputs = [one for one in session.get_outputs() if len(one.shape) == 3 and isinstance(one.shape[2], int)]
    if not outputs:
        raise UnusableModel(NAME, "没有逐词的输出。", "no output gives a state for every token.")
    longest = config.get("max_position_embeddings")
    return Graph(session, inputs, outputs[0].name, outputs[0].shape[2], longest if isinstance(longest, int) else 512)


def _session(path: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise UnusableModel(
            NAME,
            "读 ONNX 要先装 onnxruntime（pip install onnxruntime），或换用 model.safetensors。",
            "reading ONNX needs onnxruntime (pip install onnxruntime); or use model.safetensors.",
        ) from error
    options = onnxruntime.SessionOptions()
    options.use_deterministic_compute = True
    options.log_severity_level = 3  # what goes wrong is said by the exception
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its own classes share no base of their own
        raise UnusableModel(NAME, "文件已损坏，或不是 ONNX。", f"damaged, or no ONNX: {error}.") from error
