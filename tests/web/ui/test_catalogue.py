"""The catalogue shows every component, and every component keeps the house rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.base import Template
from django.test import RequestFactory
from django.test.signals import template_rendered

from sanxin.web.catalogue.views import catalogue

TEMPLATES = Path(__file__).parents[3] / "src" / "sanxin" / "web" / "templates"
EVERYWHERE = sorted(Path(__file__).parents[3].glob("src/sanxin/*/templates/**/*.html"))
INCLUDES = sorted((TEMPLATES / "ui").glob("*.html"))
REFERENCE = Path(__file__).parents[3] / "docs" / "ui.md"


@pytest.fixture
def page() -> str:
    request = RequestFactory().get("/components/?town=hongyan&page=2")
    request.user = AnonymousUser()
    return catalogue(request).content.decode()


@pytest.fixture
def drawn() -> Iterator[set[str]]:
    """Names of the templates rendered while the test runs."""
    names: set[str] = set()

    def remember(template: Template, **_: object) -> None:
        names.add(str(template.name))

    template_rendered.connect(remember)
    yield names
    template_rendered.disconnect(remember)


def test_every_component_is_shown(drawn: set[str], page: str) -> None:
    missing = {f"ui/{path.name}" for path in INCLUDES} - drawn

    assert missing == set()


def test_ids_are_unique_where_labels_point(page: str) -> None:
    dialogs = re.findall(r'<dialog[^>]* id="([^"]+)"', page)

    assert len(dialogs) == len(set(dialogs))


def test_nothing_is_left_unrendered(page: str) -> None:
    assert "{%" not in page
    assert "{{" not in page


@pytest.mark.parametrize("path", INCLUDES, ids=lambda path: path.name)
def test_an_include_opens_with_its_variables(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith("{% comment %}\n")
    assert len(text.split("{% endcomment %}")[0]) > 20


@pytest.mark.parametrize("path", INCLUDES, ids=lambda path: path.name)
def test_an_include_is_in_the_reference(path: Path) -> None:
    assert f"| `{path.stem}` |" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: "/".join(path.parts[-3:]))
def test_a_template_keeps_to_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"""\sstyle\s*=\s*["']""", text), "inline style"
    assert not re.search(r"""\son[a-z]+\s*=\s*["']""", text), "inline handler"
    assert "<style" not in text
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "nonce=" in script or 'type="application/json"' in script, script
