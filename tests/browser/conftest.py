"""A real server with its worker, and people who look at it through Chromium."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from tests.chromium import PATIENCE
from tests.crash.household import ROOT, Household

PC: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

SESSIONS = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from sanxin.people.models import User
for user in User.objects.all():
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(user.person.name, session.session_key)
"""


@dataclass
class Town:
    """The running product and the keys of everybody in it."""

    house: Household
    keys: dict[str, str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.house.port}"


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The cast's county with everybody's keys, empty of voices and items; no server runs on it."""
    house = Household(tmp_path_factory.mktemp("settled") / "home")
    house.home.mkdir()
    house.set_up()
    return Town(house, dict(line.split() for line in house.ask(SESSIONS).splitlines()))


@pytest.fixture(scope="module")
def town(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A copy of the settled county for one file of journeys, with server and worker."""
    home = shutil.copytree(settled.house.home, tmp_path_factory.mktemp("town") / "home")
    house = Household(home, environment=settled.house.environment | {"SANXIN_HOME": str(home)})
    house.start()
    worker = subprocess.Popen([sys.executable, "-m", "sanxin", "worker"], env=house.environment, cwd=ROOT)
    yield Town(house, settled.keys)
    worker.terminate()
    worker.wait(timeout=60)
    house.stop()


Seat = Callable[..., Page]
ANSWERS = ("status of 422", "net::ERR_INTERNET_DISCONNECTED")
"""Chromium calls these errors too: a form that came back with a sentence, a line that was cut on purpose."""


def _is_fault(said: ConsoleMessage) -> bool:
    return said.type == "error" and not any(words in said.text for words in ANSWERS)


@pytest.fixture
def seat(town: Town, browser: Browser, tmp_path: Path) -> Iterator[Seat]:
    """`seat("程晓岚")` gives a page where that person is signed in; without a name nobody is. `phone=True`: on a phone.

    Any error in the page's console fails the test: a blocked script or a missing file is one.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def sit(
        name: str = "", *, phone: bool = False, dark: bool = False, language: str = "", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else PC,
            color_scheme="dark" if dark else "light",
            base_url=town.address,
            locale="en-US" if language == "en" else "zh-CN",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        cookies = {"sanxin_session": town.keys[name]} if name else {}
        cookies |= {"sanxin_language": language} if language else {}
        context.add_cookies([{"name": k, "value": v, "url": town.address} for k, v in cookies.items()])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if _is_fault(said) else None)
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        return page

    yield sit
    for context in contexts:
        context.close()
    assert not complaints, complaints
