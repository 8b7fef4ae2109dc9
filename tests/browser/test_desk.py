"""The problem desk by keyboard alone: tick, compare and merge, split by a word, take both back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

FILL = """
from types import SimpleNamespace
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from tests.research.builders import hear_some, run_with

units = {"county": "360281", "department": "360281-ZZB", "village": "360281106201", "other_village": "360281106202"}
cast = SimpleNamespace(**{name: Unit.objects.get(code=code) for name, code in units.items()},
                       officer=Person.objects.get(staff_number="lp001"))
now = clock.now()
said = ((6, "班车停了，赶集走不了"), (4, "客车没有了，去镇里拿药难"), (3, "支渠漏水，下游轮不到水"))
run_with(cast, now, *(hear_some(cast, count, now, words) for count, words in said))
"""
MOST_TABS = 80


def tab_to(page: Page, wanted: Locator) -> None:
    """Tab until the keys are there, as somebody without a mouse does."""
    for _step in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {wanted}")


def choose(page: Page, row: Locator, key: str) -> None:
    """J or K, until the list says that this row is chosen and the preview shows its problem."""
    page.keyboard.press(key)
    expect(row).to_have_attribute("aria-selected", "true")
    name = row.locator("a").inner_text()
    expect(page.get_by_role("complementary", name="问题预览").get_by_role("heading", name=name)).to_be_visible()


def test_merge_split_and_back_by_keys(seat: Seat, town: Town) -> None:
    town.house.ask(FILL)
    page = seat("程晓岚")
    page.goto("/research/")
    rows = page.locator("[data-problem]")
    expect(rows).to_have_count(3)
    stays, goes = (rows.nth(number).locator("a").inner_text() for number in (0, 1))

    merge_the_first_two(page, stays, goes)
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(stays)

    split_off(page, rows.first, "客车", "去镇里没有客车")
    steps.see(page, "4")
    undo_here(page)
    page.goto("/research/")
    expect(rows).to_have_count(2)

    choose(page, rows.first, "k")
    undo_here(page)
    page.goto("/research/")
    expect(rows).to_have_count(3)
    expect(page.locator("[data-list]")).to_contain_text(goes)
    page.goto("/research/changes/")
    steps.see(page, "撤销")


def merge_the_first_two(page: Page, stays: str, goes: str) -> None:
    """X ticks, M compares the two side by side; the one that stays is chosen already."""
    rows, boxes = page.locator("[data-problem]"), page.locator("[data-problem] input[type=checkbox]")
    choose(page, rows.first, "k")
    page.keyboard.press("x")
    choose(page, rows.nth(1), "j")
    page.keyboard.press("x")
    for number in (0, 1):
        expect(boxes.nth(number)).to_be_checked()
    page.keyboard.press("m")
    steps.heading(page, "是一件事吗")
    sides = page.get_by_role("main").locator("form .sx-grid-2 section")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_contain_text(stays)
    expect(sides.nth(1)).to_contain_text(goes)
    tab_to(page, page.get_by_role("main").get_by_role("button", name="合并", exact=True))
    page.keyboard.press("Enter")
    steps.heading(page, "问题台")
    steps.told(page, "并入了")


def split_off(page: Page, row: Locator, word: str, name: str) -> None:
    """S opens the split; a word ticks all that contain it."""
    choose(page, row, "k")
    page.keyboard.press("s")
    steps.heading(page, "里拆出一个问题")
    find = page.get_by_label("含有的词")
    tab_to(page, find)
    page.keyboard.insert_text(word)
    page.keyboard.press("Enter")
    expect(find).to_have_value(word)
    ticks = page.locator("tbody input[type=checkbox]")
    expect(ticks.first).to_be_checked()
    assert {tick.is_checked() for tick in ticks.all()} == {True}
    tab_to(page, page.get_by_label("新问题的名字"))
    page.keyboard.insert_text(name)
    page.keyboard.press("Enter")
    steps.told(page, "拆出了")
    steps.heading(page, name)


def undo_here(page: Page) -> None:
    page.keyboard.press("z")
    steps.told(page, "撤销了")
