"""Whatever the ledger says in Chinese, it can say in English."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

LEDGER = Path(__file__).parents[2] / "src" / "sanxin" / "ledger"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HOLES = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (LEDGER / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def said() -> set[str]:
    """Every sentence in code and templates."""
    found: set[str] = set()
    for path in [*LEDGER.rglob("*.py"), *LEDGER.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        for _line, words, _comments, _context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            found.add(words if isinstance(words, str) else words[0] if CHINESE.search(words[0]) else words[1])
    return {sentence for sentence in found if CHINESE.search(sentence)}


def known(english: Catalog) -> dict[str, tuple[str, ...]]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in english
        if message.id
    }


def test_every_sentence_is_translated_and_none_is_left_over(english: Catalog) -> None:
    translated = {words for words, texts in known(english).items() if all(texts)}

    assert said() - translated == set()
    assert {words for words in translated if CHINESE.search(words)} - said() == set()


def test_english_is_english_and_keeps_its_holes(english: Catalog) -> None:
    for words, texts in known(english).items():
        for text in texts:
            assert not CHINESE.search(text), words
            assert set(HOLES.findall(text)) == set(HOLES.findall(words)), words
