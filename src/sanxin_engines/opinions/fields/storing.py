"""A model as bytes: a zip of plain arrays and JSON. Nothing in it is ever run, and what does not fit is refused."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sanxin_engines.opinions.fields.errors import DamagedModel
from sanxin_engines.opinions.fields.space import Space, side_by_side
from sanxin_engines.opinions.fields.training import Machine
from sanxin_engines.opinions.fields.trust import Trust
from sanxin_engines.opinions.weights import Terms

FORMAT = "sanxin-fields-1"
ARRAYS = ("weights", "bias", "rarity")
LARGEST = 2 * 2**30  # bytes unpacked: beyond that it is no model of ours
BIRTH = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Kept:
    labels: tuple[str, ...]
    space: Space
    machine: Machine
    trust: Trust
    examples: dict[str, int]


def pack(kept: Kept) -> bytes:
    about = {
        "format": FORMAT,
        "labels": kept.labels,
        "trust": asdict(kept.trust),
        "examples": kept.examples,
        "terms": [list(part.column) for part in kept.space.terms],
        "unseen": [part.unseen for part in kept.space.terms],
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        _put(book, "about.json", json.dumps(about, ensure_ascii=False).encode())
        rarity = np.concatenate([part.rarity for part in kept.space.terms])
        for name, array in zip(ARRAYS, (kept.machine.weights, kept.machine.bias, rarity), strict=True):
            page = io.BytesIO()
            np.save(page, np.ascontiguousarray(array, dtype=np.float32), allow_pickle=False)
            _put(book, f"{name}.npy", page.getvalue())
    return target.getvalue()


def _put(book: zipfile.ZipFile, name: str, content: bytes) -> None:
    sheet = zipfile.ZipInfo(name, date_time=BIRTH)
    sheet.compress_type = zipfile.ZIP_DEFLATED
    book.writestr(sheet, content)


def unpack(content: bytes) -> Kept:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(sheet.file_size for sheet in book.infolist()) > LARGEST:
                raise DamagedModel
            about = json.loads(book.read("about.json"))
            arrays = [np.load(io.BytesIO(book.read(f"{name}.npy")), allow_pickle=False) for name in ARRAYS]
        return _checked(about, *arrays)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError, OSError) as error:
        raise DamagedModel from error


def _checked(about: dict[str, Any], weights: Any, bias: Any, rarity: Any) -> Kept:
    labels, terms = tuple(map(str, about["labels"])), about["terms"]
    size = sum(len(part) for part in terms)
    fits = about["format"] == FORMAT and len(terms) == 4 and len(labels) > 1
    shapes = (weights.shape, bias.shape, rarity.shape) == ((size, len(labels)), (len(labels),), (size,))
    finite = all(array.dtype == np.float32 and np.isfinite(array).all() for array in (weights, bias, rarity))
    if not (fits and shapes and finite):
        raise DamagedModel
    ends = np.cumsum([len(part) for part in terms])[:-1]
    parts = zip(terms, np.split(rarity, ends), map(float, about["unseen"]), strict=True)
    space = side_by_side(
        [Terms({str(t): n for n, t in enumerate(names)}, rare, unseen) for names, rare, unseen in parts]
    )
    if len(space.names) != size:
        raise DamagedModel
    trust = Trust(**{name: float(value) for name, value in about["trust"].items()})
    examples = {str(label): int(count) for label, count in about["examples"].items()}
    return Kept(labels, space, Machine(weights, bias), trust, examples)
