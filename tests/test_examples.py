"""What the docstrings show is what comes out."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
SHOWING = [path for path in sorted(SOURCE.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]


def named(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("module", [named(path) for path in SHOWING])
def test_examples_hold(module: str) -> None:
    found = doctest.testmod(import_module(module))

    assert found.attempted
    assert not found.failed
