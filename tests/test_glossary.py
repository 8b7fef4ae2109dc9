"""Every model of the product stands in docs/glossary.md with its Chinese word."""

from pathlib import Path

import pytest
from django.apps import apps

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"


def terms() -> dict[str, str]:
    """English term → Chinese word."""
    rows = [line.strip("|\n ").split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines()]
    return {cells[0].strip(): cells[1].strip() for cells in rows if len(cells) == 3 and "---" not in cells[0]}


@pytest.mark.parametrize(
    "app", [config.label for config in apps.get_app_configs() if config.name.startswith("sanxin.")]
)
def test_every_model_has_its_word(app: str) -> None:
    known = terms()

    missing = [model.__name__ for model in apps.get_app_config(app).get_models() if not known.get(model.__name__)]

    assert missing == [], "add them to docs/glossary.md"


def test_no_term_is_explained_twice() -> None:
    lines = [line.split("|")[1].strip() for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if "|" in line]
    named = [term for term in lines if term not in {"English", "---"}]

    assert sorted({term for term in named if named.count(term) > 1}) == []
