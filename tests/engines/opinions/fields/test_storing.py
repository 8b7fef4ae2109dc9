"""A model as bytes: whole, or refused; never run."""

import io
import json
import pickle
import zipfile
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from sanxin_engines.opinions.fields import DamagedModel, FieldModel
from tests.engines.opinions.fields.letters import letters


@cache
def content() -> bytes:
    return FieldModel.fit(letters(40)).to_bytes()


def test_it_comes_back_as_it_was():
    back = FieldModel.from_bytes(content())
    texts = [one.text for one in letters(20, seed=4)]

    assert back.predict(texts) == FieldModel.fit(letters(40)).predict(texts)
    assert back.why(texts[0]) == FieldModel.fit(letters(40)).why(texts[0])
    assert back.to_bytes() == content()


def rewritten(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content())) as book:
        sheets = {name: book.read(name) for name in book.namelist()}
    change(sheets)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name, sheet in sheets.items():
            book.writestr(name, sheet)
    return target.getvalue()


def array(values: np.ndarray, *, allow_pickle: bool = False) -> bytes:
    page = io.BytesIO()
    np.save(page, values, allow_pickle=allow_pickle)
    return page.getvalue()


def about(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(sheets: dict[str, bytes]) -> None:
        sheets["about.json"] = json.dumps(json.loads(sheets["about.json"]) | changes).encode()

    return change


class Trap:
    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a model was run",))


@pytest.mark.parametrize(
    "change",
    [
        about(format="other"),
        about(labels=["一"]),
        about(labels=5),
        about(terms=[[], [], [], []]),
        about(trust={"slope": 1.0}),
        about(trust={"slope": "x", "base": 0, "threshold": 0}),
        lambda sheets: sheets.pop("bias.npy"),
        lambda sheets: sheets.pop("about.json"),
        lambda sheets: sheets.update({"about.json": b"[]"}),
        lambda sheets: sheets.update({"about.json": b"\xff"}),
        lambda sheets: sheets.update({"bias.npy": b"x"}),
        lambda sheets: sheets.update({"bias.npy": array(np.array([np.nan] * 4, dtype=np.float32))}),
        lambda sheets: sheets.update({"weights.npy": array(np.zeros((2, 2), dtype=np.float32))}),
        lambda sheets: sheets.update({"bias.npy": array(np.array([Trap()], dtype=object), allow_pickle=True)}),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_refused(change: Callable[[dict[str, bytes]], None]):
    with pytest.raises(DamagedModel):
        FieldModel.from_bytes(rewritten(change))


@pytest.mark.parametrize("other", [b"", b"PK", pickle.dumps({"labels": []})])
def test_other_bytes_are_refused(other: bytes):
    with pytest.raises(DamagedModel):
        FieldModel.from_bytes(other)


def test_a_cut_model_is_refused():
    with pytest.raises(DamagedModel):
        FieldModel.from_bytes(content()[: len(content()) // 2])
