"""A questionnaire goes out to a village; a villager answers by QR on a phone whose line breaks; the desk sees it."""

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town
from tests.browser.test_offline import until

pytestmark = pytest.mark.browser

PUBLISH = """
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.surveys.actions import editions, questionnaires
from tests.surveys.asking_builders import HEALTH
by = Person.objects.get(staff_number="lp001")
draft = questionnaires.create(HEALTH, office=by.posts.get().unit.office, by=by, at=clock.now())
print(editions.publish(draft, by=by, seen=draft.version, at=clock.now()).pk)
"""
WORDS = "卫生室周末没人，配药要跑镇上，来回两个钟头。"


def test_from_the_code_to_the_problem_desk(seat: Seat, town: Town) -> None:
    edition = town.house.ask(PUBLISH)
    officer = seat("程晓岚")
    officer.goto(f"/surveys/editions/{edition}/links/new/")
    officer.get_by_label("发给哪些村").fill("洪岩镇 竹坑村")
    officer.get_by_label("打算收多少份").fill("40")
    steps.press(officer, "发码")
    steps.heading(officer, "洪岩镇 竹坑村")
    link, address = officer.url, officer.locator("#address").inner_text()

    villager = seat(phone=True)
    villager.goto(address)
    expect(villager.get_by_role("heading", name="村里看病方便吗")).to_be_visible()
    villager.get_by_text("在外面打工").click()
    steps.press(villager, "下一步")
    villager.get_by_label("在哪里打工").fill("义乌")
    steps.press(villager, "下一步")
    villager.get_by_text("不同意", exact=True).click()
    villager.locator("#q-score").get_by_text("2", exact=True).click()
    steps.press(villager, "下一步")

    say = villager.get_by_label("还想说什么")
    say.fill(WORDS)
    villager.context.set_offline(True)
    villager.get_by_role("button", name="下一步").click()
    expect(villager.get_by_text("现在没有网")).to_be_visible()
    villager.context.set_offline(False)
    villager.reload()
    expect(villager.get_by_text("上次在这部手机上填的还在")).to_be_visible()
    expect(say).to_have_value(WORDS)

    steps.press(villager, "上一步")
    expect(villager.locator("#q-score .on")).to_have_text("2")
    steps.press(villager, "下一步")
    expect(say).to_have_value(WORDS)
    steps.press(villager, "下一步")
    expect(villager.get_by_role("button", name="交上去")).to_be_visible()  # the page is there before it is measured
    assert villager.evaluate("document.documentElement.scrollWidth") <= 390
    steps.press(villager, "交上去")
    expect(villager.get_by_role("heading", name="收到了，谢谢您")).to_be_visible()
    assert villager.evaluate("Object.keys(localStorage).filter(name => name.startsWith('sanxin:q:')).length") == 0
    assert villager.context.cookies() == []

    officer.goto(link)
    expect(officer.locator(".sx-fig").first).to_contain_text("1")
    steps.press(officer, "送到问题台")
    steps.told(officer, "送了 1 条到问题台")
    officer.goto("/service/voices/?source=questionnaire")
    steps.see(officer, WORDS)
    officer.goto(f"/surveys/editions/{edition}/results/")
    steps.see(officer, "会看出是谁答的")


def test_without_scripts_a_phone_answers_too(seat: Seat, town: Town) -> None:
    edition = town.house.ask(PUBLISH)
    officer = seat("程晓岚")
    officer.goto(f"/surveys/editions/{edition}/links/new/")
    officer.get_by_label("请哪些人答").fill("院坝会到场的")
    steps.press(officer, "发码")
    steps.heading(officer, "院坝会到场的")
    address = officer.locator("#address").inner_text()

    villager = seat(phone=True, scripts=False)
    villager.goto(address)
    villager.get_by_text("老年人").click()
    steps.press(villager, "下一步")
    villager.get_by_text("同意", exact=True).click()
    steps.press(villager, "下一步")
    steps.press(villager, "下一步")
    steps.press(villager, "交上去")

    expect(villager.get_by_role("heading", name="收到了，谢谢您")).to_be_visible()


def test_an_officer_types_sheets_without_the_mouse(seat: Seat, town: Town) -> None:
    edition = town.house.ask(PUBLISH)
    page = seat("程晓岚")
    page.goto(f"/surveys/editions/{edition}/links/new/")
    page.get_by_label("请哪些人答").fill("纸质的")
    steps.press(page, "发码")
    page.get_by_role("link", name="录纸质答卷").click()
    for count in (1, 2):
        expect(page.locator("input[name=who]")).to_be_focused()
        page.keyboard.type("1")
        expect(page.locator("input[name=away_where]")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.type("24")
        expect(page.locator("[name='care/drugs']")).to_be_focused()
        page.keyboard.type("13")
        expect(page.locator("textarea[name=say]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"您今天录了 {count} 份")).to_be_visible()

    page.keyboard.type("2")
    page.get_by_label("还想说什么").fill(WORDS)
    page.context.set_offline(True)
    steps.press(page, "存这份，录下一份")
    expect(page.locator("#paper-box")).to_contain_text("存在手机里了")
    expect(page.get_by_label("还想说什么")).to_have_value("")
    page.context.set_offline(False)
    page.reload()
    until(page, "SanxinOutbox.ops(SanxinOutbox.config.owner).then(ops => ops.every(op => op.state === 'sent'))")
    page.reload()
    expect(page.get_by_text("您今天录了 3 份")).to_be_visible()
    expect(page.get_by_text("上次没存的内容还在")).to_have_count(0)


def test_a_questionnaire_is_written_tried_and_published(seat: Seat, town: Town) -> None:
    """Three questions, one asked only after a certain answer, one moved; tried as on a phone; published."""
    page = seat("程晓岚")
    page.goto("/surveys/new/")
    page.get_by_label("题目").fill("返乡过年的事")
    steps.press(page, "开始写")
    steps.heading(page, "返乡过年的事")

    add = page.get_by_role("group", name="加一题")
    add.get_by_role("link", name="单选", exact=True).click()
    page.get_by_label("问什么").fill("您今年回来过年吗")
    steps.press(page, "存")
    steps.see(page, "您今年回来过年吗")

    add.get_by_role("link", name="短文字", exact=True).click()
    page.get_by_label("问什么").fill("为什么不回来")
    page.get_by_role("radio", name="前面这样答了才问").check()
    asked = page.get_by_label("看哪一题").first
    asked.select_option(index=1)
    answer = page.get_by_label("哪个答案").first
    expect(answer.locator("option")).to_have_count(3)
    answer.select_option(label="否")
    steps.press(page, "存")
    steps.see(page, "时才问")

    add.get_by_role("link", name="打分", exact=True).click()
    page.get_by_label("问什么").fill("回来一趟方便吗")
    steps.press(page, "存")
    lines = page.locator(".sv-line")
    expect(lines).to_have_count(3)
    lines.nth(2).get_by_role("button", name="上移").click()
    expect(lines.nth(1)).to_contain_text("回来一趟方便吗")
    expect(lines.nth(2)).to_contain_text("为什么不回来")

    page.get_by_role("link", name="手机上看看").click()
    for word, shown in (("是", False), ("否", True)):
        expect(page.get_by_text("您今年回来过年吗")).to_be_visible()
        page.locator(".px-opt").filter(has_text=word).click()
        page.get_by_role("button", name="下一步").click()
        expect(page.get_by_text("回来一趟方便吗")).to_be_visible()
        page.get_by_role("button", name="下一步" if shown else "交上去").click()
        if shown:
            expect(page.get_by_text("为什么不回来")).to_be_visible()
            page.get_by_role("button", name="交上去").click()
        expect(page.get_by_text("收到了，谢谢您")).to_be_visible()
        page.get_by_role("link", name="再看一遍" if not shown else "回到问卷").click()

    steps.heading(page, "返乡过年的事")
    steps.follow(page, "发布")
    steps.press(page, "发布")
    steps.told(page, "第 1 版发布好了")
