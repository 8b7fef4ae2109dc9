"""An embedder that knows the texts of its last large call: an index built anew embeds only what has come since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sanxin_engines.opinions.embedding.folder import Embedder
from sanxin_engines.opinions.embedding.tensors import Array


@dataclass(slots=True)
class Remembering:
    """Stands where the embedder stands. Many texts are remembered until the next many; one alone never is."""

    embedder: Embedder
    _known: dict[str, Array] = field(default_factory=dict)

    @property
    def dimensions(self) -> int:
        return self.embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Array:
        """Shape (texts, dimensions), rows of length 1, as the embedder would give them."""
        known = self._known  # once: another thread may put another in its place
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        rows = known | dict(zip(fresh, self.embedder.embed(fresh), strict=True)) if fresh else known
        if len(texts) > 1:
            self._known = {text: rows[text] for text in texts}
        return np.stack([rows[text] for text in texts]) if texts else self.embedder.embed([])
