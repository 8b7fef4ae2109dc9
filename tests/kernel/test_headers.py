"""Every class of answer carries the headers that keep a browser from being used against its owner."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import start
from tests.cast import PASSWORD, Cast

ClientOf = Callable[..., Client]

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
CSP = {
    "default-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def check(answer: Any) -> None:
    for name, value in ALWAYS.items():
        assert answer.headers.get(name) == value, name
    policy = directives(answer)
    for name, value in CSP.items():
        assert policy[name] == value, name
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert re.fullmatch(r"'self'( 'nonce-[\w+/=-]+')?", policy["script-src"])
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "payment=()" in answer.headers["Permissions-Policy"]


def directives(answer: HttpResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 302), ("/healthz", 200), ("/account/login/", 200), ("/no/such/page/", 404), ("/jobs/", 302)],
)
def test_a_stranger_gets_them(db: None, path: str, status: int) -> None:
    answer = Client().get(path)

    assert answer.status_code == status
    check(answer)


@pytest.mark.parametrize("path", ["/", "/jobs/", "/sheets/"])
def test_pages_of_the_house_have_them(cast: Cast, client_of: ClientOf, path: str) -> None:
    answer = client_of(cast.officer).get(path)

    assert answer.status_code == 200
    check(answer)


def test_parts_for_htmx_have_them(cast: Cast, client_of: ClientOf) -> None:
    job = start("kernel.sheet.check", by=cast.officer, args={"sheet_import": str(new_id())})

    check(client_of(cast.officer).get(f"/jobs/{job.id}/", headers={"HX-Request": "true"}))


def test_a_wrong_method_has_them(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).delete("/jobs/")

    assert answer.status_code == 405
    check(answer)


def test_a_form_without_its_token_is_turned_away_with_them(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "lp001", "password": "x"})

    assert answer.status_code == 403
    check(answer)


def test_static_files_have_them_and_are_for_our_pages_alone(db: None, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path

    answer = Client().get("/static/mark.svg")

    assert b"".join(answer) == b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    for name, value in ALWAYS.items():
        assert answer.headers.get(name) == value, name
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_page_holds_a_script_or_style_of_its_own(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.officer).get("/jobs/").text

    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert not re.findall(r"\sstyle=|<style|\son[a-z]+=", page)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(cast: Cast) -> None:
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": "lp001", "password": PASSWORD})

    for name in ("sanxin_session", "sanxin_csrf"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name


def test_over_https_cookies_and_hsts_are_strict() -> None:
    """Read in a process of its own: settings are read once."""
    wanted = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000)"
    )
    environment = os.environ | {"SANXIN_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "sanxin.project.settings"}
    answer = subprocess.run([sys.executable, "-c", wanted], env=environment, capture_output=True, text=True, check=True)

    assert answer.stdout.split() == ["True"] * 4
