"""A passkey in a real browser: set up, signed out, and in again by it without a word typed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Town
from tests.browser.conftest import settled as settled
from tests.browser.conftest import town as town
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""Chromium's own stands in for a finger."""
PATIENCE = 60_000


@pytest.fixture
def page(browser: Browser, town: Town) -> Iterator[Page]:
    """Browsers allow passkeys on names, not on numbers: localhost, not 127.0.0.1."""
    with browser.new_context(base_url=f"http://localhost:{town.house.port}", locale="zh-CN") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        devices = context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        yield page


def test_a_passkey_is_set_up_and_opens_the_door(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("用户名").fill("lp001")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).to_have_url(re.compile(r":\d+/$"), timeout=PATIENCE)

    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.get_by_label("叫它什么").fill("办公室的电脑")
    page.get_by_label("可以不输密码，单用它登录").check()
    page.get_by_role("button", name="加上").click()
    expect(page.get_by_role("main")).to_contain_text("备用码", timeout=PATIENCE)
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("办公室的电脑", timeout=PATIENCE)

    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="用指纹或钥匙登录").click()

    expect(page).to_have_url(re.compile(r":\d+/$"), timeout=PATIENCE)
    page.goto("/people/account/")
    expect(page.get_by_role("main")).to_contain_text("程晓岚", timeout=PATIENCE)
