"""Villagers' pages are read without glasses, on the narrowest phone: no letter under 18 px, nothing past the edge."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town
from tests.browser.test_dialogue import ASK, OTHERS, OWN, QUESTION, agree
from tests.browser.test_offline import recording_page, say, where
from tests.browser.test_public import DONE, DOOR, WORDS, come_back, send
from tests.browser.test_public_door import BULLETIN, TITLE
from tests.browser.test_survey import PUBLISH

pytestmark = pytest.mark.browser

NARROW = 360
SMALLEST = 18
SMALL = """smallest => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), one = walk.currentNode.parentElement;
    if (!text || one.closest('script, style, template, noscript')) continue;
    const size = parseFloat(getComputedStyle(one).fontSize), box = one.getBoundingClientRect();
    if (size >= smallest || box.width <= 1 || box.height <= 1) continue;
    found.push(`${size}px ${one.className || one.tagName}: ${text.slice(0, 30)}`);
  }
  document.querySelectorAll('input, textarea, select, button').forEach(one => {
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (one.type !== 'hidden' && one.getClientRects().length && size < smallest) found.push(`${size}px ${one.name}`);
  });
  return found;
}"""
BESIDE = """narrow => {
  const wide = document.documentElement.scrollWidth;
  const out = Array.from(document.body.querySelectorAll('*')).filter(one => {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.right <= narrow + 0.5 || box.left > 2 * narrow) return false;
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (/auto|scroll|hidden/.test(getComputedStyle(up).overflowX)) return false; // moves within its own frame
    }
    return true;
  });
  document.querySelectorAll('.btn').forEach(one => { // a word too long for its button
    if (one.getClientRects().length && one.scrollWidth > one.clientWidth + 1) out.push(one);
  });
  const named = out.map(one => `${one.tagName}.${one.className} ${one.getBoundingClientRect().right}`);
  return wide > narrow ? [`${wide} px`, ...named] : named;
}"""


def narrow(page: Page) -> Page:
    page.set_viewport_size({"width": NARROW, "height": 740})
    return page


def fits(page: Page) -> None:
    assert page.evaluate(BESIDE, NARROW) == [], page.url


def reads(page: Page) -> None:
    expect(page.get_by_role("heading", level=1).or_(page.get_by_role("main"))).not_to_have_count(0)
    assert page.evaluate(SMALL, SMALLEST) == [], page.url
    fits(page)


def test_saying_something_and_following_it(seat: Seat, town: Town) -> None:
    """All of it: one question after another, a mistake, the receipt, what came of it, and the question at its end."""
    code = town.house.ask(DOOR.format(village="竹坑村"))
    page = narrow(seat())
    page.goto(f"/s/{code}/")
    reads(page)
    steps.press(page, "下一步")
    steps.see(page, "选一个；不清楚就选“说不准”。")
    reads(page)
    page.get_by_text("过日子的事").click()
    steps.press(page, "下一步")
    page.get_by_label("您想说什么事？").fill(WORDS)
    reads(page)
    steps.press(page, "下一步")
    steps.heading(page, "办好了怎么告诉您？")
    reads(page)
    steps.press(page, "下一步")
    steps.see(page, WORDS)
    reads(page)
    send(page)
    reads(page)

    number, secret = page.locator("#receipt dd").all_inner_texts()
    come_back(page, number, "青山 青山 青山")
    steps.see(page, "查询号或口令不对")
    reads(page)
    town.house.ask(DONE)
    come_back(page, number, secret)
    steps.heading(page, "办好了，等您说解决没有")
    reads(page)


def test_what_the_office_puts_up_and_the_longer_words_of_english(seat: Seat, town: Town) -> None:
    town.house.ask(BULLETIN.format(title=TITLE))
    code = town.house.ask(DOOR.format(village="双溪村"))
    page = narrow(seat())
    page.goto(f"/s/{code}/news/")
    steps.see(page, TITLE)
    reads(page)
    steps.follow(page, TITLE)
    steps.heading(page, TITLE)
    reads(page)

    english = narrow(seat(language="en"))
    for address in (f"/s/{code}/", f"/s/{code}/news/", page.url, "/s/follow/"):
        english.goto(address)
        expect(english.get_by_role("heading", level=1)).to_be_visible()
        assert english.locator("html").get_attribute("lang") == "en"
        reads(english)


def test_answering_a_questionnaire(seat: Seat, town: Town) -> None:
    """Choices, a matrix, a scale and free words, one of them refused; the summary, and thanks."""
    edition = town.house.ask(PUBLISH)
    officer = seat("程晓岚")
    officer.goto(f"/surveys/editions/{edition}/links/new/")
    officer.get_by_label("请哪些人答").fill("路过的")
    steps.press(officer, "发码")
    steps.heading(officer, "路过的")
    page = narrow(seat())
    page.goto(officer.locator("#address").inner_text())
    expect(page.get_by_role("heading", name="村里看病方便吗")).to_be_visible()
    reads(page)
    steps.press(page, "下一步")
    expect(page.locator(".sx-err").first).to_be_visible()
    reads(page)
    page.get_by_text("老年人").click()
    steps.press(page, "下一步")
    page.get_by_text("不同意", exact=True).click()
    reads(page)
    steps.press(page, "下一步")
    expect(page.get_by_label("还想说什么")).to_be_visible()
    reads(page)
    steps.press(page, "下一步")
    expect(page.get_by_role("button", name="交上去")).to_be_visible()
    reads(page)
    steps.press(page, "交上去")
    expect(page.get_by_role("heading", name="收到了，谢谢您")).to_be_visible()
    reads(page)


def test_where_views_diverge(seat: Seat, town: Town) -> None:
    """One statement after another, one of one's own, and what the others say."""
    code = town.house.ask(ASK.format(title="班车复开")).split()[0]
    town.house.ask(OTHERS.format(code=code))
    page = narrow(seat())
    page.goto(f"/v/{code}/")
    steps.heading(page, QUESTION)
    reads(page)
    agree(page, 7)
    steps.heading(page, "都答完了")
    reads(page)
    steps.press(page, "添一条自己的说法")
    page.get_by_label("您怎么看？写一句话").fill(OWN)
    reads(page)
    steps.press(page, "交上去")
    steps.heading(page, "收到了，谢谢您")
    reads(page)


def test_the_visit_form_stays_within_the_narrowest_phone(seat: Seat) -> None:
    page = narrow(seat("程晓岚", phone=True))
    recording_page(page)
    where(page, "洪岩镇 竹坑村")
    fits(page)
    say(page, "水压不够，三楼没有水，" * 6, "https://example.gov.cn/" + "a" * 60)
    page.locator("#photos").set_input_files(steps.photograph())  # type: ignore[arg-type]
    expect(page.locator("#photo-names")).to_contain_text("1 张照片")
    fits(page)
    page.context.set_offline(True)
    steps.press(page, "记好了")
    expect(page.locator("#queue > li")).to_have_count(1)
    fits(page)
