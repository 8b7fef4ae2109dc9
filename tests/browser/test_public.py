"""A villager scans the code, says something, comes back, says it is not solved: the item is open again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

WORDS = "村口的路灯坏了三个月，老人晚上不敢出门。"
DOOR = """
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.public.actions.doors import open_door
by = Person.objects.get(staff_number="lp001")
place = Unit.objects.get(name="{village}")
print(open_door(by.posts.get().unit.office, place=place, by=by, at=clock.now()).code)
"""
DONE = """
from sanxin.kernel import clock
from sanxin.ledger.actions.claims import settle
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.models import StrikeOff, StrikeOffRequest
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.models import Voice
by, head = (Person.objects.get(staff_number=number) for number in ("lp001", "lp003"))
voice, at = Voice.objects.get(source="public", place__name="竹坑村"), clock.now()
item = open_item(office=voice.office, title="竹坑村路灯", owner=by, by=by, at=at, working_days=10, place=voice.place)
tie([voice], item, by=by, at=at)
asked = StrikeOffRequest.objects.create(item=item, round=1, attempt=1, account="修好了", by=by, at=at)
StrikeOff.objects.create(item=item, round=1, request=asked, method="asked_people", by=head, at=at)
item.refresh_from_db()
settle(item)
print(item.pk)
"""


def walk(page: Page, code: str) -> None:
    page.goto(f"/s/{code}/")
    page.get_by_text("过日子的事").click()
    steps.press(page, "下一步")
    page.get_by_label("您想说什么事？").fill(WORDS)
    steps.press(page, "下一步")
    steps.heading(page, "办好了怎么告诉您？")
    steps.press(page, "下一步")
    steps.see(page, WORDS, "没留，您自己来看")


def send(page: Page) -> None:
    """Walking this fast is told to look again; a person who does is let through."""
    received = page.get_by_role("heading", name="收到了，谢谢您")
    hasty = page.get_by_text("按得太快了")
    while True:
        steps.press(page, "交上去")
        expect(received.or_(hasty)).to_be_visible()
        if received.is_visible():
            return


def come_back(page: Page, number: str, secret: str) -> None:
    page.goto("/s/follow/")
    page.get_by_label("查询号").fill(number)
    page.get_by_label("口令").fill(secret)
    steps.press(page, "看")


def test_from_the_code_to_not_solved_to_opened_again(seat: Seat, town: Town) -> None:
    code = town.house.ask(DOOR.format(village="竹坑村"))
    villager = seat(phone=True)
    walk(villager, code)
    assert villager.evaluate("document.documentElement.scrollWidth") <= 390
    send(villager)
    number, secret = villager.locator("#receipt dd").all_inner_texts()
    assert villager.context.cookies() == []

    come_back(villager, number, secret)
    steps.heading(villager, "听到了")
    villager.get_by_label("还有要补充的").fill("村西头那盏也坏了")
    steps.press(villager, "补上")
    steps.see(villager, "补上了，办的人看得到。", "您补充了一句")

    item = town.house.ask(DONE)
    come_back(villager, number, secret)
    steps.heading(villager, "办好了，等您说解决没有")
    villager.get_by_text("没解决", exact=True).click()
    villager.get_by_label("还差什么").fill("晚上还是不亮")
    assert villager.evaluate("document.documentElement.scrollWidth") <= 390
    steps.press(villager, "就这么答")
    steps.see(villager, "已经重新打开")
    steps.heading(villager, "重新在办")

    officer = seat("程晓岚")
    officer.goto(f"/ledger/{item}/")
    steps.see(officer, "听了回话的人说没解决")
    officer.goto("/service/voices/?source=public")
    steps.follow(officer, WORDS[:10])
    steps.see(officer, "村西头那盏也坏了")


def test_without_scripts_and_with_a_wrong_secret(seat: Seat, town: Town) -> None:
    code = town.house.ask(DOOR.format(village="双溪村"))
    villager = seat(phone=True, scripts=False)
    walk(villager, code)
    send(villager)
    number, _secret = villager.locator("#receipt dd").all_inner_texts()
    come_back(villager, number, "青山 青山 青山")
    steps.see(villager, "查询号或口令不对")
