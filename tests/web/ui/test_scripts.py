"""What the scripts add to plain pages, in a real Chromium; pages are drawn here and handed over without a server."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect

from sanxin.web import stylesheet
from sanxin.web.catalogue.views import catalogue
from tests.chromium import PATIENCE

pytestmark = pytest.mark.browser

HOST = "http://sanxin.test"
POLICY = "default-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@pytest.fixture(scope="module", autouse=True)
def _styles() -> None:
    stylesheet.build()


@pytest.fixture
def seen() -> list[str]:
    """What the page asked for: "GET /path?query", "POST /path"."""
    return []


@pytest.fixture
def page(browser: Browser, seen: list[str]) -> Iterator[Page]:
    request = RequestFactory().get("/components/?town=hongyan")
    request.user = AnonymousUser()
    page = serve(browser, catalogue(request).content.decode(), seen)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"{HOST}/components/")
    yield page
    page.context.close()
    assert complaints == []


def serve(browser: Browser, html: str, seen: list[str]) -> Page:
    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            found = finders.find(address.path.removeprefix("/static/"))
            assert isinstance(found, str), address.path
            route.fulfill(path=found, content_type=TYPES.get(Path(found).suffix, "text/plain"))
            return
        seen.append(f"{route.request.method} {address.path}" + (f"?{address.query}" if address.query else ""))
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    page.route("**/*", answer)
    return page


def test_a_dialog_opens_by_its_button_and_closes_by_escape(page: Page) -> None:
    opener = page.get_by_role("button", name="开对话框")

    opener.click()
    expect(page.locator("#sample-dialog")).to_be_visible()
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("#sample-dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_drawer_closes_by_its_cross(page: Page) -> None:
    page.get_by_role("button", name="开抽屉").click()
    page.locator("#sample-drawer [data-close]").click()

    expect(page.locator("#sample-drawer")).to_be_hidden()


def test_a_menu_is_walked_by_arrows_and_left_by_escape(page: Page) -> None:
    menu = page.locator("#overlays [data-menu]")
    menu.locator("summary").click()
    page.keyboard.press("ArrowDown")

    expect(menu.locator(".dropdown-item").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def test_a_click_elsewhere_closes_a_menu(page: Page) -> None:
    menu = page.locator("#overlays [data-menu]")
    menu.locator("summary").click()

    page.locator("h1").first.click()

    expect(menu).not_to_have_attribute("open", "")


def test_slash_goes_to_the_search_and_a_question_mark_lists_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()

    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j?")
    expect(page.locator("#q")).to_have_value("j?")


def test_a_list_is_walked_and_opened_by_keys(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")

    rows = page.locator("[data-list]").first.locator("[data-row]")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-row][aria-selected]")).to_have_count(1)


def test_a_changed_filter_sends_its_form_without_empty_fields(page: Page, seen: list[str]) -> None:
    page.locator("[data-filter] select").select_option("zhongbu")
    page.wait_for_url("**town=zhongbu**")

    assert seen[-1] == "GET /components/?view=all&town=zhongbu"


def test_two_quick_clicks_send_once(page: Page, seen: list[str]) -> None:
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.method = "post"; form.action = "/once/";
            form.innerHTML = "<button id='once'>存</button>";
            document.querySelector("main").prepend(form);
            const button = document.getElementById("once");
            button.click(); button.click();
        }"""
    )
    page.wait_for_url("**/once/")

    assert seen.count("POST /once/") == 1


def test_dark_is_chosen_remembered_and_taken_back(page: Page) -> None:
    root = page.locator("html")

    page.locator("main [data-theme-set=dark]").click()
    expect(root).to_have_attribute("data-theme", "dark")
    assert {"theme": "dark"}.items() <= {one["name"]: one["value"] for one in page.context.cookies()}.items()

    page.locator("summary.sx-me").click()
    page.locator(".sx-me-menu [data-theme-set=auto]").click()
    expect(root).not_to_have_attribute("data-theme", re.compile(".*"))


def test_a_number_goes_up_and_not_below_its_least(page: Page) -> None:
    counter = page.locator("[data-count]").first

    counter.locator("[data-step='1']").click()
    expect(counter.locator("input")).to_have_value("7")
    for _ in range(9):
        counter.locator("[data-step='-1']").click()

    expect(counter.locator("input")).to_have_value("0")


def test_a_phrase_is_put_where_the_pen_stands(page: Page) -> None:
    memo = page.locator("#memo")
    memo.fill("")

    page.locator("[data-phrase=memo]").first.click()

    expect(memo).to_have_value("同意方案二")


def test_a_chosen_file_is_named_and_a_large_one_refused(page: Page, tmp_path: Path) -> None:
    drop = page.locator("#files [data-upload]")
    page.evaluate("document.querySelector('#files [data-upload]').dataset.max = '1000'")
    small, large = tmp_path / "复函.pdf", tmp_path / "照片.jpg"
    small.write_bytes(b"x" * 900)
    large.write_bytes(b"x" * 4000)

    drop.locator("input").set_input_files(small)
    expect(drop.locator("[data-names]")).to_have_text("复函.pdf（1 KB）")
    drop.locator("input").set_input_files(large)

    expect(drop.locator("[data-names]")).to_contain_text("太大了，最多")
    assert drop.locator("input").evaluate("field => field.checkValidity()") is False


def test_typed_text_survives_a_lost_session(page: Page) -> None:
    form = page.locator("form[data-unsaved]")
    form.locator("textarea").fill("公交公司同意每日一班")
    page.on("dialog", lambda dialog: dialog.accept())

    page.goto(f"{HOST}/account/login/")
    page.goto(f"{HOST}/components/")
    page.get_by_role("button", name="放回来").click()

    expect(page.locator("form[data-unsaved] textarea")).to_have_value("公交公司同意每日一班")


def test_leaving_a_changed_form_is_asked_about(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("form[data-unsaved] textarea").click()
    page.keyboard.type("半句")

    page.goto(f"{HOST}/elsewhere/")

    assert asked == ["beforeunload"]


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_nothing_sticks_out_at_any_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_works_without_scripts(browser: Browser, page: Page) -> None:
    html = page.content()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.set_content(re.sub(r'class="js"', "", html))

    expect(plain.locator("[data-filter] button").first).to_be_visible()
    plain.locator("#overlays [data-menu] summary").click()
    expect(plain.locator("#overlays [data-menu] .dropdown-item").first).to_be_visible()
    context.close()
