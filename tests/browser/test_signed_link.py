"""A department without an account: asked, given a link, opened on a phone, taken on, answered with a photograph."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

TITLE = "竹坑村三组接自来水"
ASKS = "三组的水管哪天能接通？请到现场看一次，给个日子。"
OFFICE = """
from sanxin.people.models import Level, Unit
county = Unit.objects.get(code="360281")
made = Unit(code="360281-SLJ", name="市水利局", level=Level.OFFICE, parent=county).settle()
made.save(force_insert=True)
print(made.pk)
"""


def ask(page: Page) -> None:
    steps.open_item(page, TITLE)
    steps.press(page, "认领")
    steps.follow(page, "请部门联动")
    steps.heading(page, "请部门联动")
    page.get_by_label("请哪个单位").first.select_option(label="市水利局（没有账号，要发链接）")
    page.get_by_label("请对方做什么").first.fill(ASKS)
    page.get_by_label("联系人").first.fill("农水科")
    steps.press(page, "请对方答复")
    steps.see(page, "问了 1 家，0 家已答", ASKS)


def give_link(page: Page) -> str:
    """The way of the link, as copied from the page that shows it once."""
    steps.follow(page, "发链接")
    steps.heading(page, "市水利局")
    page.get_by_label("交给谁").fill("市水利局 黎春生")
    steps.press(page, "生成链接")
    steps.heading(page, "交给市水利局 黎春生的链接")
    expect(page.get_by_alt_text("二维码，内容就是这条链接")).to_be_visible()
    return urlsplit(page.locator("#link").inner_text()).path


def test_a_department_answers_by_link_and_the_lead_sees_it(seat: Seat, town: Town) -> None:
    town.house.ask(OFFICE)
    lead = seat("程晓岚")
    ask(lead)
    link = give_link(lead)

    phone = seat(phone=True)
    phone.goto(link)
    steps.heading(phone, TITLE)
    steps.see(phone, ASKS, "市水利局 黎春生")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    steps.press(phone, "接下")
    phone.get_by_label("答复").fill("下周三接通，钱局里出。")
    phone.locator("input[type=file]").set_input_files(steps.photograph())  # type: ignore[arg-type]
    steps.press(phone, "交答复")
    steps.see(phone, "答复交过去了", "下周三接通", "班车.jpg")
    assert phone.context.cookies() == []

    lead.goto("/")
    steps.see(lead, "部门已答复", "下周三接通")
    steps.follow(lead, "看答复")
    steps.see(lead, "市水利局 黎春生（凭链接）", "市水利局凭链接接下了")
    expect(lead.get_by_role("img", name="班车.jpg")).to_be_visible()
    lead.goto("/ledger/linkages/?state=answered")
    steps.see(lead, ASKS, "市水利局", "已答复")


def test_without_scripts_more_time_is_asked_and_given_and_a_link_taken_back_opens_nothing(
    seat: Seat, town: Town
) -> None:
    lead = seat("程晓岚")
    ask(lead)
    link = give_link(lead)
    plain = seat(phone=True, scripts=False)
    plain.goto(link)
    plain.get_by_text("到时候办不完，申请延期").click()
    later = datetime.now() + timedelta(days=20)  # noqa: DTZ005 - a day is enough
    plain.get_by_label("延到哪天").fill(f"{later:%Y-%m-%d}")
    plain.get_by_label("为什么要延").fill("管子还没到货。")
    steps.press(plain, "申请")
    steps.see(plain, "对方还没有定")

    lead.goto("/")
    steps.see(lead, "等我定的延期", "管子还没到货。")
    steps.follow(lead, "定一下")
    lead.get_by_label("同意", exact=True).check()
    steps.press(lead, "定了")
    steps.see(lead, "同意了")
    plain.goto(link)
    steps.see(plain, "同意延期")

    steps.press(lead, "收回")
    steps.told(lead, "收回了")
    answer = plain.request.get(link)
    assert answer.status == 410
    assert "这条链接收回了" in answer.text()
    assert TITLE not in answer.text()
