"""What must hold on any page: nothing typed is lost, nothing is made twice, keys and old browsers work."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat

pytestmark = pytest.mark.browser
HAN = re.compile(r"[\u4e00-\u9fff]+")


def voices_saying(page: Page, words: str) -> int:
    page.goto(f"/service/voices/?words={words}")
    steps.heading(page, "声音")
    return page.locator("[data-row]").filter(has_text=words).count()


def items_called(page: Page, title: str) -> int:
    page.goto("/ledger/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page.locator("[data-row]").filter(has_text=title).count()


def test_a_form_that_is_refused_keeps_what_was_typed_and_names_the_field(seat: Seat) -> None:
    page = seat("程晓岚")
    page.goto("/service/voices/new/")
    page.get_by_label("他说了什么").fill("村口的井盖没了，怕小孩掉进去。")
    page.get_by_label("哪个村").fill("竹坑林")
    page.get_by_label("院坝会").check()

    steps.press(page, "记好了")

    place = page.get_by_label("哪个村")
    expect(place).to_have_attribute("aria-invalid", "true")
    steps.see(page, "没有“竹坑林”这个地方")
    expect(page.get_by_label("他说了什么")).to_have_value("村口的井盖没了，怕小孩掉进去。")
    expect(page.get_by_label("院坝会")).to_be_checked()
    place.fill("竹坑村")
    steps.press(page, "记好了")
    steps.told(page, "记下了")


def test_two_quick_clicks_make_one_item(seat: Seat) -> None:
    page = seat("程晓岚")
    steps.write_item(page, "河堤路灯换灯泡")

    page.get_by_role("main").get_by_role("button", name="立项").dblclick()

    steps.heading(page, "河堤路灯换灯泡")
    assert items_called(page, "河堤路灯换灯泡") == 1


def test_going_back_and_sending_again_makes_no_second_voice(seat: Seat) -> None:
    page = seat("程晓岚")
    page.goto("/service/voices/new/")
    page.get_by_label("他说了什么").fill("晒谷场的秤不准。")
    steps.press(page, "记好了")
    steps.told(page, "记下了")

    page.go_back()
    expect(page.get_by_label("他说了什么")).to_have_value("晒谷场的秤不准。")
    steps.press(page, "记好了")

    steps.heading(page, "晒谷场的秤不准")
    assert voices_saying(page, "晒谷场的秤不准") == 1


def test_a_voice_typed_while_the_line_breaks_is_still_there(seat: Seat) -> None:
    page = seat("余海生", phone=True)
    page.goto("/service/voices/new/")
    page.get_by_label("他说了什么").fill("后山那段水管冻裂了，三户没水。")
    page.context.set_offline(True)
    steps.press(page, "记好了")
    expect(page.get_by_label("他说了什么")).to_have_count(0)  # the browser's own page about the line

    page.context.set_offline(False)
    page.goto("/service/voices/new/")
    page.get_by_role("button", name="放回来").click()

    expect(page.get_by_label("他说了什么")).to_have_value("后山那段水管冻裂了，三户没水。")
    steps.press(page, "记好了")
    expect(page.get_by_label("他说了什么")).to_have_count(0)


CHROME = ".sx-side nav, .sx-top, .sx-tabbar, main :is(button, .btn, label, th, legend, dt), h1, .sx-sec-h"
NAMES = re.compile("程晓岚|组织二科|市委组织部|三心|中文|何志明|叶文清|徐建平|市交通运输局|洪岩镇|竹坑村|双溪村")
"""What people and units are called stays Chinese in English."""


def test_english_at_night_shows_no_chinese_of_ours(seat: Seat) -> None:
    writer, reader = seat("程晓岚"), seat("程晓岚", dark=True, language="en")
    steps.open_item(writer, "Bus to the town")

    for path, title in (
        ("/", "Today"),
        ("/ledger/", "Ledger"),
        (writer.url, "Bus to the town"),
        ("/research/", "Problem"),
    ):
        reader.goto(path)
        expect(reader.get_by_role("heading", level=1)).to_contain_text(title)
        assert reader.locator("html").get_attribute("lang") == "en"
        spoken = [NAMES.sub("", text) for text in reader.locator(CHROME).all_inner_texts()]
        assert not [text for text in spoken if HAN.search(text)], path
        ground = reader.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(map(int, re.findall(r"\d+", ground)[:3])) < 64, ground


def test_keys_lead_through_search_list_and_desk(seat: Seat) -> None:
    page = seat("程晓岚")
    for title in ("钥匙一号", "钥匙二号"):
        steps.open_item(page, title)

    page.keyboard.press("/")
    expect(page.get_by_label("检索")).to_be_focused()
    page.keyboard.type("钥匙")
    page.keyboard.press("Enter")
    steps.see(page, "钥匙一号", "钥匙二号")

    page.goto("/ledger/")
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("k")
    title = rows.first.locator(".sx-main-cell a").inner_text()
    page.keyboard.press("Enter")
    steps.heading(page, title)


def test_without_scripts_a_voice_is_noted_and_an_item_taken_on(seat: Seat) -> None:
    page = seat("程晓岚", scripts=False)
    page.goto("/service/voices/new/")
    page.get_by_label("他说了什么").fill("没有脚本也能记一条。")
    steps.press(page, "记好了")
    steps.see(page, "没有脚本也能记一条。")
    steps.open_item(page, "老式浏览器也能认领")

    steps.press(page, "认领")

    expect(page.get_by_role("main").get_by_role("link", name="填进展")).to_be_visible()


@pytest.mark.parametrize("who", ["程晓岚", "叶文清", "占伟"])
def test_no_page_of_a_phone_runs_out_of_the_side(seat: Seat, who: str) -> None:
    page = seat(who, phone=True)
    for tab in ("今日", "台账", "更多"):
        page.goto("/")
        page.get_by_role("navigation", name="手机菜单").get_by_role("link", name=tab).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, tab


def test_signing_in_wrongly_keeps_the_name_and_then_works(seat: Seat) -> None:
    page = seat()
    page.goto("/ledger/")
    page.get_by_label("用户名").fill("lp001")
    page.get_by_label("密码").fill("not-this-one")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_label("用户名")).to_have_value("lp001")
    expect(page.get_by_text("用户名或密码不正确")).to_be_visible()
    page.get_by_label("密码").fill("Zhukeng-2026")
    page.get_by_role("button", name="登录", exact=True).click()
    steps.heading(page, "台账")
