"""Without scripts, on a phone: from the QR to "not solved" to opened again, seen from both sides; a bulletin read."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town
from tests.browser.test_public import DONE, come_back, send

pytestmark = pytest.mark.browser

VILLAGE = "竹坑村"
WORDS = "村口的路灯坏了三个月，老人晚上不敢出门。"
TOLD = "换了三盏灯，十一月十八日晚上试过，都亮了。"
TELL = """
from sanxin.kernel import clock
from sanxin.ledger.models import StrikeOff
from sanxin.people.models import Person
from sanxin.service.actions.replies import tell
from sanxin.service.models import Voice
by, voice = Person.objects.get(staff_number="lp001"), Voice.objects.get(source="public")
strike = StrikeOff.objects.in_force().get(item__voice_rows__voice=voice)
tell(voice, strike, by=by, words="{words}", channel="public", solved="not_asked", at=clock.now())
"""
TITLE = "村里说的事办得怎样"
BULLETIN = """
from datetime import timedelta
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.public.actions import bulletin_routes, bulletins, publications
by, head = (Person.objects.get(staff_number=number) for number in ("lp001", "lp003"))
at, today = clock.now(), clock.today()
office = by.posts.get().unit.office
made = bulletins.begin(office, title="{title}", since=today - timedelta(days=30), until=today, by=by, at=at)
bulletin_routes.submit(made, seen=made.version, by=by, at=at)
made.refresh_from_db()
bulletin_routes.approve(made, seen=made.version, by=head, at=at)
made.refresh_from_db()
publications.publish(made, from_on=today, seen=made.version, by=by, at=at)
"""


def address_of(officer: Page) -> str:
    """A code is opened for the village; what its QR says."""
    officer.goto("/public/doors/new/")
    officer.get_by_label("给哪些村开").fill(f"洪岩镇 {VILLAGE}")
    steps.press(officer, "开")
    steps.heading(officer, VILLAGE)
    return officer.locator("#address").inner_text()


def say(villager: Page, address: str) -> tuple[str, str]:
    """One question a page, with a mistake and a way back in between; number and secret of the receipt."""
    villager.goto(address)
    steps.press(villager, "下一步")
    steps.see(villager, "选一个；不清楚就选“说不准”。")
    villager.get_by_text("过日子的事").click()
    steps.press(villager, "下一步")
    villager.get_by_label("您想说什么事？").fill(WORDS)
    steps.press(villager, "下一步")
    steps.heading(villager, "办好了怎么告诉您？")
    villager.go_back()
    expect(villager.get_by_label("您想说什么事？")).to_be_visible()
    villager.go_forward()
    steps.heading(villager, "办好了怎么告诉您？")
    steps.press(villager, "下一步")
    steps.see(villager, WORDS, "没留，您自己来看")
    narrow(villager)
    send(villager)
    number, secret = villager.locator("#receipt dd").all_inner_texts()
    return number, secret


def narrow(page: Page) -> None:
    """Nothing sticks out of the phone."""
    wide = page.locator("html").evaluate("element => element.scrollWidth")
    assert wide <= 390, page.url


def test_from_the_code_to_not_solved_to_opened_again(seat: Seat, town: Town) -> None:
    officer, villager = seat("程晓岚"), seat(phone=True, scripts=False)
    number, secret = say(villager, address_of(officer))
    come_back(villager, number, secret)
    steps.heading(villager, "听到了")

    item = town.house.ask(DONE)
    town.house.ask(TELL.format(words=TOLD))
    come_back(villager, number, secret)
    steps.heading(villager, "办好了，等您说解决没有")
    steps.see(villager, TOLD)
    narrow(villager)
    villager.get_by_text("没解决", exact=True).click()
    villager.get_by_label("还差什么").fill("晚上还是不亮")
    steps.press(villager, "就这么答")
    steps.see(villager, "已经重新打开", "没解决，重新在办")
    steps.heading(villager, "重新在办")
    assert villager.context.cookies() == []

    officer.goto(f"/ledger/{item}/")
    steps.see(officer, "没解决", "重新打开")
    officer.goto("/")
    steps.see(officer, "等我认领的", "竹坑村路灯")


def test_a_bulletin_is_read_at_the_code(seat: Seat, town: Town) -> None:
    officer, villager = seat("程晓岚"), seat(phone=True, scripts=False)
    town.house.ask(BULLETIN.format(title=TITLE))
    officer.goto("/public/doors/new/")
    officer.get_by_label("给哪些村开").fill("洪岩镇 双溪村")
    steps.press(officer, "开")
    steps.heading(officer, "双溪村")
    villager.goto(officer.locator("#address").inner_text())
    steps.follow(villager, TITLE)
    steps.heading(villager, TITLE)
    steps.see(villager, "这段时间，我们听到大家说的", "市委组织部")
    narrow(villager)
    steps.follow(villager, "看别的")
    steps.follow(villager, "我也有事要说")
    steps.heading(villager, "是哪一类的事？")

    officer.goto("/public/bulletins/")
    steps.follow(officer, TITLE)
    steps.see(officer, "打开次数：1")
