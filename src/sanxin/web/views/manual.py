"""手册: the user manual, one page a subject, written in docs/manual."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import ALL
from sanxin.people.requests import StaffRequest

FOLDER: Path = settings.PACKAGE.parents[1] / "docs" / "manual"


@policy(ALL, "GET")
def help_page(request: StaffRequest, page: str = "") -> HttpResponse:
    page = page or ("english" if get_language() == "en" else "index")
    pages = dict(_titles())
    if page not in pages:
        raise Http404
    context = {
        "page_title": pages[page],
        "html": _html(page),
        "pages": [{"slug": slug, "name": title, "current": slug == page} for slug, title in pages.items()],
    }
    return render(request, "web/help.html", context)


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """(slug, title) in the order of the file names: 01-today.md is today; the first line is its title."""
    found = [(path, path.read_text().splitlines()[0].lstrip("# ")) for path in sorted(FOLDER.glob("*.md"))]
    return tuple((_slug(path), title) for path, title in found)


@cache
def _html(page: str) -> SafeString:
    path = next(path for path in FOLDER.glob("*.md") if _slug(path) == page)
    text = path.read_text().split("\n", 1)[1]
    words: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return mark_safe(words)  # noqa: S308 - our own text, raw HTML switched off


def _slug(path: Path) -> str:
    return path.stem.split("-", 1)[1]
