"""Whatever the interface says in Chinese, it can say in English; and nothing is said past gettext."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1] / "src" / "sanxin"
LOWER = ("kernel", "people", "ledger", "service", "dialogues", "fieldwork", "public", "surveys")
APPS = (*LOWER, "research", "topics", "sync", "web")
PLAIN = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
KEYWORDS = {
    **PLAIN,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HOLES = re.compile(r"%\(\w+\)s|%[sd]|\{\w+\}")
NOT_SHOWN = {"catalogue", "migrations"}
"""Folders whose words no user reads."""
SPEAKING = {"views", "actions", "permissions", "forms", "queries"}
"""Folders whose code talks to people; elsewhere Chinese may be data (headers of sheets, patterns)."""
ON_PURPOSE = ('name="language"', "中文</button>", "心</b>于", "意</b>于")
"""A language is named in its own words; the letter at the door is a drawing."""


@pytest.mark.parametrize("app", APPS)
def test_every_sentence_is_translated_and_none_is_left_over(app: str) -> None:
    said = set(sentences(app))
    known = {(message.context or "", first(message)) for message in catalogue(app) if all(texts(message))}

    assert sorted({(context, words) for context, words, _counted in said} - known) == []
    assert sorted({one for one in known if CHINESE.search(one[1])} - {one[:2] for one in said}) == []


@pytest.mark.parametrize("app", APPS)
def test_what_is_counted_has_a_plural(app: str) -> None:
    """Asked for one or many, gettext passes over an entry that has only one form."""
    plural = {(message.context or "", first(message)) for message in catalogue(app) if not isinstance(message.id, str)}

    assert sorted({(context, words) for context, words, counted in sentences(app) if counted} - plural) == []


@pytest.mark.parametrize("app", APPS)
def test_english_is_english_and_keeps_its_holes(app: str) -> None:
    for message in catalogue(app):
        for text in texts(message):
            assert not CHINESE.search(text.replace("三心", "").replace("简体中文", "")), first(message)
            assert set(HOLES.findall(text)) <= set(HOLES.findall(first(message))), first(message)
        assert set(HOLES.findall(texts(message)[-1])) == set(HOLES.findall(first(message))), first(message)


@pytest.mark.parametrize("app", APPS)
def test_no_template_speaks_past_gettext(app: str) -> None:
    """Chinese outside translate tags, comments and `_("…")` would stay Chinese for an English reader."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files(app, ".html")
        for number, line in enumerate(without_tags(path.read_text()).splitlines(), start=1)
        if CHINESE.search(line) and not any(mark in line for mark in ON_PURPOSE)
    ]

    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_no_code_speaks_past_gettext(app: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value[:60]}"
        for path in files(app, ".py")
        if SPEAKING & set(path.parts)
        for node in bare_strings(ast.parse(path.read_text()))
    ]

    assert found == []


def files(app: str, suffix: str) -> list[Path]:
    return [path for path in sorted((ROOT / app).rglob(f"*{suffix}")) if not NOT_SHOWN & set(path.parts)]


def sentences(app: str) -> Iterator[tuple[str, str, bool]]:
    """Context, words, and whether they are counted."""
    for path in files(app, ".py") + files(app, ".html"):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        for _line, words, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            chosen = words if isinstance(words, str) else words[0]
            if CHINESE.search(chosen):
                yield context or "", chosen, not isinstance(words, str)


def catalogue(app: str) -> list[Message]:
    with (ROOT / app / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale="en", abort_invalid=True) if message.id]


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def without_tags(template: str) -> str:
    """The template without comments, translated blocks and tags, line by line."""
    blank = lambda found: "\n" * found.group(0).count("\n")  # noqa: E731 - keeps the line numbers
    for pattern in (
        r"\{% comment %\}.*?\{% endcomment %\}",
        r"\{% blocktranslate.*?\{% endblocktranslate %\}",
        r"\{#.*?#\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        template = re.sub(pattern, blank, template, flags=re.DOTALL)
    return template


def bare_strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Chinese string constants that are neither docstrings nor inside a call of gettext."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and call_name(node) in {*KEYWORDS, "register"}:
            passed |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if CHINESE.search(node.value) and len(CHINESE.findall(node.value)) > 1:
            yield node


def call_name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
