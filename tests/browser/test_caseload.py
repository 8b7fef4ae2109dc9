"""A caseload plan: drafted, worked out, compared, adjusted at a known cost, approved; then an officer's phone."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

FILL = """
from types import SimpleNamespace
from sanxin.people.models import Person, Unit
from tests.fieldwork.caseload_builders import give, settle

units = {
    "county": "360281", "department": "360281-ZZB", "town": "360281106", "village": "360281106201",
    "other_village": "360281106202",
}
officer, head = (Person.objects.get(staff_number=number) for number in ("lp001", "lp003"))
cast = SimpleNamespace(**{name: Unit.objects.get(code=code) for name, code in units.items()})
cast.officer, cast.head = officer, head
settle(cast, members=4)
give(cast, officer, cast.village)
print("settled")
"""
WHY = "那边的话他会讲"


def test_from_draft_to_the_officers_phone(seat: Seat, town: Town) -> None:
    assert "settled" in town.house.ask(FILL)
    head, leader = seat("徐建平"), seat("叶文清", phone=True)

    plan = draft(head)
    work_out(head, plan)
    compare(head, plan)
    adjust(head)
    approve_on_the_phone(leader, plan)

    officer = seat("何志明", phone=True)
    officer.goto("/fieldwork/caseload/")
    steps.heading(officer, "我的联系点")
    steps.see(officer, "洪岩镇 竹坑村", "还没去过")
    assert officer.evaluate("document.documentElement.scrollWidth") <= 390
    officer.get_by_role("main").locator("li", has_text="竹坑村").get_by_role("link", name="记走访").first.click()
    steps.heading(officer, "走访")
    steps.see(officer, "竹坑村")


def draft(page: Page) -> str:
    page.goto("/fieldwork/plans/")
    page.get_by_role("main").get_by_role("link", name="起草一份").first.click()
    steps.heading(page, "起草联系安排")
    page.get_by_label("哪一年").fill(f"{datetime.now(ZoneInfo('Asia/Shanghai')).year}")
    for village in page.get_by_role("checkbox", name=re.compile("洪岩镇")).all():
        village.check()
    for label, value in (("最少几个村", "0"), ("最多几个村", "4"), ("最少几位党员", "0"), ("最多几位党员", "6")):
        page.get_by_label(f"每人{label}").fill(value)
    steps.press(page, "存成草稿")
    steps.see(page, "排的时候可以离开")
    return page.url


def work_out(page: Page, plan: str) -> None:
    """The worker does it; its page leads back."""
    steps.press(page, "排一次")
    steps.await_job(page, "排联系安排")
    expect(page).to_have_url(plan)


def compare(page: Page, plan: str) -> None:
    steps.see(page, "算过再怎么排也不会更好", "没变", "新有的")
    page.goto(f"{plan}?view=members&change=kept")
    expect(page.locator("[data-row]")).to_have_count(4)
    page.goto(plan)


def adjust(page: Page) -> None:
    """The cost stands there before it is taken."""
    page.get_by_role("main").get_by_role("link", name="洪岩镇 竹坑村").click()
    row = page.locator("[data-row]").filter(has_text="给何志明")
    expect(row).to_be_visible()
    cost = row.locator("td").nth(3).inner_text()
    assert float(cost.replace("\u2212", "-")) > 0
    page.get_by_label("为什么").fill(WHY)
    page.get_by_role("button", name="给何志明").click()
    steps.told(page, "换好了")
    steps.see(page, "现在给 何志明（人工调整）")


def approve_on_the_phone(page: Page, plan: str) -> None:
    page.goto("/")
    steps.see(page, "联系安排排好了，等批准")
    page.goto(plan)
    page.get_by_role("main").get_by_role("link", name="批准", exact=True).click()
    expect(page.get_by_label("从哪天起生效")).to_have_value(re.compile(r"\d{4}-\d\d-\d\d"))  # today, offered
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    steps.press(page, "批准")
    steps.see(page, "已生效")
