"""A villager asks at the code; the officer answers from a card with a citation; not solved, answered again, content."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town
from tests.browser.test_public import DOOR, come_back, send

pytestmark = pytest.mark.browser

ASKED = "我在浙江厂里上班，党费到哪里交，手机上交算不算数？"
CARD = """
from datetime import timedelta
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.service.actions.cards import make_card
from sanxin.service.actions.citations import Cited
by = Person.objects.get(staff_number="lp001")
make_card(
    by.posts.get().unit.office, title="在外打工，党费到哪里交？", text="交到原来的支部，手机上交也算。", kind="party",
    citations=[Cited("中国共产党党费收缴、使用和管理的规定", "第五条")], owner=by,
    review_on=(clock.now() + timedelta(days=100)).date(), by=by, at=clock.now(),
)
"""


def ask_at_the_code(page: Page, code: str) -> tuple[str, str]:
    """Gives the number and the secret."""
    page.goto(f"/s/{code}/")
    page.get_by_text("说不准").click()
    steps.press(page, "下一步")
    page.get_by_label("您想说什么事？").fill(ASKED)
    steps.press(page, "下一步")
    steps.heading(page, "办好了怎么告诉您？")
    steps.press(page, "下一步")
    steps.see(page, ASKED)
    send(page)
    number, secret = page.locator("#receipt dd").all_inner_texts()
    return number, secret


def put_as_question(page: Page) -> None:
    page.goto("/service/voices/?source=public")
    steps.follow(page, ASKED[:10])
    steps.follow(page, "只要答复")
    page.get_by_text("党组织关系、党费").click()
    steps.press(page, "定为提问")
    steps.told(page, "定好了")


def answer_from_card(page: Page) -> None:
    page.goto("/")
    steps.see(page, "等我答复的", ASKED[:10])
    steps.follow(page, "去答复")
    steps.see(page, "合适的答复卡", "在外打工，党费到哪里交？")
    steps.follow(page, "用这张")
    expect(page.get_by_label("怎么答，照说给他听的话写")).to_have_value("交到原来的支部，手机上交也算。")
    expect(page.get_by_label("哪一条").first).to_have_value("第五条")
    steps.press(page, "答复写好了")
    steps.see(page, "用了答复卡“在外打工，党费到哪里交？”第 1 版", "第五条")


def tell_on_the_page(page: Page) -> None:
    steps.follow(page, "告诉本人")
    page.get_by_label("公开页").check()
    steps.press(page, "记下")
    steps.see(page, "告诉了，还没问解决没有")


def test_from_the_code_to_not_solved_to_answered_again_to_content(seat: Seat, town: Town) -> None:
    town.house.ask(CARD)
    villager, officer = seat(phone=True), seat("程晓岚")
    number, secret = ask_at_the_code(villager, town.house.ask(DOOR.format(village="竹坑村")))

    put_as_question(officer)
    answer_from_card(officer)
    tell_on_the_page(officer)
    question = officer.url

    come_back(villager, number, secret)
    steps.see(villager, "交到原来的支部，手机上交也算。", "第五条", "解决了没有？")
    villager.get_by_text("没解决", exact=True).click()
    villager.get_by_label("还差什么").fill("支部说没有开手机交费")
    assert villager.evaluate("document.documentElement.scrollWidth") <= 390
    steps.press(villager, "就这么答")
    expect(villager.get_by_role("status")).to_be_visible()

    officer.goto("/service/owed/?what=answer")
    steps.see(officer, ASKED[:10])
    officer.goto(question)
    steps.see(officer, "写过的答复", "支部说没有开手机交费", "本人说没解决，重新答复")
    steps.follow(officer, "写答复")
    officer.get_by_label("怎么答，照说给他听的话写").fill("支部这周开好，开好前请家里人代交。")
    officer.get_by_label("哪个文件").first.fill("镇党委通知")
    steps.press(officer, "答复写好了")
    tell_on_the_page(officer)

    come_back(villager, number, secret)
    steps.see(villager, "支部这周开好")
    villager.get_by_text("解决了", exact=True).click()
    steps.press(villager, "就这么答")
    expect(villager.get_by_role("status")).to_be_visible()

    officer.goto("/service/rates/?by=question")
    row = officer.locator("tbody tr").filter(has_text="党组织关系、党费")
    expect(row).to_contain_text("100%")
    row.get_by_role("link").last.click()
    steps.see(officer, "说解决了", ASKED[:10])
    officer.goto("/service/owed/")
    steps.see(officer, "现在不欠谁的回话")
