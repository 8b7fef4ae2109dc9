"""The frames: shells, sign-in, and the pages that must hold when little else does."""

import re
from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

TEMPLATES = Path(__file__).parents[3] / "src" / "sanxin" / "web" / "templates"
NOTICES = ["400.html", "403.html", "404.html", "500.html", "503.html", "csrf.html"]


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_notice_needs_no_context(name: str, language: str) -> None:
    with translation.override(language):
        html = render_to_string(name)

    assert re.search(r"<h1[^>]*>\S", html)
    assert 'href="/"' in html


def test_a_refusal_says_its_sentence() -> None:
    assert "已经销号" in render_to_string("refused.html", {"refusal": "这件事 11-18 已经销号"})


def test_a_refusal_leads_back_to_where_it_was_asked() -> None:
    page = render_to_string("refused.html", {"refusal": "有人更快", "back": "/research/?state=proposed&page=2"})

    assert 'href="/research/?state=proposed&amp;page=2"' in page
    assert page.count("btn-primary") == 1


@pytest.mark.parametrize(("cookie", "attribute"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"')])
def test_the_theme_is_in_the_first_byte(cookie: str, attribute: str) -> None:
    request = RequestFactory(headers={"Cookie": f"theme={cookie}"}).get("/")

    html = render_to_string("notice.html", {"request": request})

    assert f'<html lang="zh-Hans"{attribute}>' in html


@pytest.mark.parametrize("cookie", ["auto", '"><script>', ""])
def test_any_other_theme_is_left_to_the_system(cookie: str) -> None:
    request = RequestFactory()
    request.cookies["theme"] = cookie

    assert "data-theme" not in render_to_string("notice.html", {"request": request.get("/")})


def test_messages_are_toasts_and_mistakes_are_announced() -> None:
    messages = [
        {"level_tag": "success", "level": constants.SUCCESS},
        {"level_tag": "error", "level": constants.ERROR},
    ]

    html = render_to_string("ui/messages.html", {"messages": messages})

    assert html.count('role="status"') == 1
    assert html.count('role="alert"') == 1


@pytest.mark.django_db
def test_signing_in_is_one_form_with_two_named_fields() -> None:
    html = Client().get("/account/login/").content.decode()

    assert html.count("<h1") == 1
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html
    assert "用心" in html


@pytest.mark.django_db
def test_signing_in_in_english_shows_no_vertical_text() -> None:
    html = Client(headers={"Accept-Language": "en"}).get("/account/login/").content.decode()

    assert "sx-letter" not in html
    assert "Diligent" in html


def test_every_frame_lets_one_skip_to_the_content() -> None:
    for name in ("shell.html", "shell_bare.html", "public.html", "notice.html", "account/entrance.html"):
        text = (TEMPLATES / name).read_text(encoding="utf-8")

        assert 'class="sx-skip" href="#main"' in text, name
        assert 'id="main"' in text, name


def test_every_account_page_has_a_title_and_a_heading() -> None:
    for path in [*(TEMPLATES / "account").glob("*.html"), *(TEMPLATES / "mfa").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        if path.name != "entrance.html" and "{% block content %}" in text and "{% block title %}" not in text:
            pytest.fail(f"{path.name} has no title")
