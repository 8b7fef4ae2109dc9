"""Whatever the interface of `sanxin.web` says in Chinese, it can say in English."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[3] / "src" / "sanxin" / "web"
ENGLISH = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}
DEVELOPMENT_ONLY = "catalogue"


@pytest.fixture(scope="module")
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def test_every_sentence_is_translated(english: Catalog) -> None:
    missing = sorted(sentence for sentence in sentences() if not translated(english.get(sentence)))

    assert missing == []


def test_no_translation_is_left_over(english: Catalog) -> None:
    known = sentences()
    left_over = [message.id for message in english if message.id and first(message) not in known]

    assert left_over == []


def test_placeholders_survive_translation(english: Catalog) -> None:
    for message in english:
        if message.id:
            for text in texts(message):
                assert placeholders(text) == placeholders(first(message)), message.id


def test_english_is_english(english: Catalog) -> None:
    for message in english:
        if message.id:
            assert not re.search(r"[\u4e00-\u9fff]", "".join(texts(message)).replace("三心", "")), message.id


def sentences() -> set[str]:
    found: set[str] = set()
    for path in sorted(WEB.rglob("*")):
        if DEVELOPMENT_ONLY in path.parts or path.suffix not in {".py", ".html"}:
            continue
        text = path.read_text(encoding="utf-8")
        code = flat(templatize(text)) if path.suffix == ".html" else text
        for _, words, *_ in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
            found.add(words if isinstance(words, str) else words[0])
    return {sentence for sentence in found if re.search(r"[\u4e00-\u9fff]", sentence)}


def flat(code: str) -> str:
    """Templates may be indented in ways Python may not."""
    return "\n".join(line.lstrip() for line in code.splitlines())


def translated(message: Message | None) -> bool:
    return message is not None and all(texts(message))


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s|\{(\w+)\}", text))
