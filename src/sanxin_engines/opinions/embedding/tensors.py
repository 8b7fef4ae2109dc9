"""Arrays out of a .safetensors file: a length, a JSON header, then plain numbers. Nothing in it can be run.

Format: https://huggingface.co/docs/safetensors
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sanxin_engines.opinions.embedding.errors import UnusableModel

Array = npt.NDArray[np.float32]
KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4", "I8": "<i1"}
LONGEST_HEADER = 100_000_000


def read_tensors(path: Path) -> dict[str, Array]:
    """All tensors of the kinds we know, as single precision. Raises `UnusableModel`."""
    try:
        content = np.memmap(path, dtype=np.uint8, mode="r")
        length = int.from_bytes(content[:8].tobytes(), "little")
        if not 0 < length <= min(LONGEST_HEADER, len(content) - 8):
            raise ValueError("the header is longer than the file")
        header = json.loads(content[8 : 8 + length].tobytes())
        body = content[8 + length :]
        return {name: _array(body, about) for name, about in header.items() if name != "__metadata__"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableModel(path.name, "文件缺失或已损坏。", f"missing or damaged: {error}.") from error


def _array(body: npt.NDArray[np.uint8], about: dict[str, Any]) -> Array:
    start, stop = about["data_offsets"]
    if not 0 <= start <= stop <= len(body):
        raise ValueError("a tensor lies beyond the end of the file")
    numbers = body[start:stop].view(KINDS[about["dtype"]])
    if about["dtype"] == "BF16":  # the upper half of a single-precision number
        return (numbers.astype(np.uint32) << 16).view(np.float32).reshape(about["shape"])
    return numbers.astype(np.float32).reshape(about["shape"])
