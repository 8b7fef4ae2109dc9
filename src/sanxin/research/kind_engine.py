"""The door to the classifier: sorted voices in, a model and how good it is out; a model is kept as plain data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.research.models import KindTraining

if TYPE_CHECKING:
    from sanxin_engines.opinions.fields import FieldModel

WORDS = 5
"""Deciding words kept of a voice."""


@dataclass(frozen=True)
class Guess:
    kind: str
    runner_up: str
    confidence: float
    sure: bool
    words: list[str]


def learn(
    examples: Sequence[tuple[str, str]], corrections: Sequence[tuple[str, str]], step: Callable[[int, int], None]
) -> tuple[bytes, dict[str, Any]]:
    """The model of these (text, kind), as bytes; and how well five like it did on voices held back from them."""
    from sanxin_engines.opinions.fields import Example, FieldModel, cross_validate

    known = [Example(text, kind) for text, kind in examples]
    corrected = [Example(text, kind) for text, kind in corrections]
    measured = asdict(cross_validate(known, corrected, step=step))
    return FieldModel.fit(known, corrected).to_bytes(), measured


def guess(model: FieldModel, texts: Sequence[str], step: Callable[[int, int], None]) -> list[Guess]:
    found = []
    for number, (text, one) in enumerate(zip(texts, model.predict(texts), strict=True)):
        step(number, len(texts))
        words = [influence.term for influence in model.why(text, WORDS)]
        found.append(Guess(one.label, one.runner_up, one.confidence, one.sure, words))
    return found


def keep(training: KindTraining, content: bytes) -> str:
    """Write the model down, whole or not at all; its SHA-256."""
    target = path_of(training)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    return hashlib.sha256(content).hexdigest()


def read(training: KindTraining) -> FieldModel:
    """Refused where the file is gone or is not what was written; nothing in it is ever run."""
    from sanxin_engines.opinions.fields import DamagedModel, FieldModel

    try:
        content = path_of(training).read_bytes()
        if hashlib.sha256(content).hexdigest() != training.sha256:
            raise DamagedModel
        return FieldModel.from_bytes(content)
    except (OSError, DamagedModel) as error:
        raise Refused("research.kinds.damaged", _("学到的东西不在了，或者不完整。请重新学一次。")) from error


def path_of(training: KindTraining) -> Path:
    """Under SANXIN_HOME/files, so that it goes with the backup."""
    return Path(settings.MEDIA_ROOT) / "models" / f"{training.id}.kinds"
