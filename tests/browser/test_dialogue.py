"""From a code to the ledger: people answer on phones, one adds a statement, the villages talk, an item is opened."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

QUESTION = "村里的班车该怎么跑？"
OWN = "周五下午要加一趟。"
ASK = """
from datetime import timedelta
from sanxin.dialogues.actions import conversations, statements
from sanxin.dialogues.actions.conversations import Asked
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
by, at = Person.objects.get(staff_number="lp001"), clock.now()
places = list(Unit.objects.filter(name__in=["竹坑村", "双溪村"]))
asked = Asked("{title}", "村里的班车该怎么跑？", at - timedelta(hours=1), at + timedelta(days=3), places)
made = conversations.begin(by.posts.get().unit.office, asked, by=by, at=at)
statements.write(made, [f"班车的第 {{n}} 种跑法，可以试。" for n in range(1, 8)], by=by, at=at)
conversations.open_up(made, by=by, at=at)
print(made.code, made.pk)
"""
OTHERS = """
from sanxin.dialogues.actions.voting import vote
from sanxin.dialogues.models import Conversation
from sanxin.kernel import clock
made = Conversation.objects.with_names().get(code="{code}")
for person in range(24):
    side = 1 if person % 2 else -1
    for number in range(1, 8):
        said = 0 if number == person % 5 + 1 else side if number < 6 else 1
        vote(made, f"person {{person}}", number, said, at=clock.now())
"""


def agree(page: Page, times: int) -> None:
    for number in range(1, times + 1):
        expect(page.get_by_role("main")).to_contain_text(f"第 {number} 条，共")
        steps.press(page, "赞成")


def test_from_the_code_to_the_ledger(seat: Seat, town: Town) -> None:
    code, pk = town.house.ask(ASK.format(title="班车复开")).split()
    villager = seat(phone=True)
    villager.goto(f"/v/{code}/")
    steps.heading(villager, QUESTION)
    assert villager.evaluate("document.documentElement.scrollWidth") <= 390
    agree(villager, 7)
    steps.heading(villager, "都答完了")
    steps.press(villager, "添一条自己的说法")
    villager.get_by_label("您怎么看？写一句话").fill(OWN)
    steps.press(villager, "交上去")
    steps.heading(villager, "收到了，谢谢您")
    assert villager.context.cookies() == []

    officer = seat("程晓岚")
    officer.goto("/")
    steps.see(officer, "有 1 条新说法等着看")
    steps.follow(officer, "去看")
    steps.see(officer, OWN)
    steps.press(officer, "采用")
    steps.told(officer, "采用了第 8 条")

    villager.goto(f"/v/{code}/", wait_until="commit")  # the same phone again goes on by itself: only what is new
    steps.heading(villager, OWN)
    steps.press(villager, "不赞成")
    steps.heading(villager, "都答完了")

    town.house.ask(OTHERS.format(code=code))
    officer.goto(f"/dialogues/{pk}/results/")
    steps.see(officer, "可以算了", "25 人答满了 7 条")
    steps.press(officer, "算一次")
    steps.see(officer, "几种看法", "大家都这么看", "看法不一的", "甲组", "乙组")
    talk(officer, pk)


def talk(officer: Page, pk: str) -> None:
    """What divides people is talked about by two villages; what they agree on is put on the ledger."""
    officer.goto(f"/dialogues/{pk}/")
    steps.follow(officer, "定一次协商")
    officer.get_by_label("在哪里").fill("洪岩镇政府")
    soon = datetime.now() + timedelta(days=1)  # noqa: DTZ005 - a day is enough
    officer.get_by_label("什么时候").fill(f"{soon:%Y-%m-%dT%H:%M}")
    steps.press(officer, "就这么定")
    steps.heading(officer, QUESTION)
    steps.see(officer, "竹坑村", "双溪村", "洪岩镇政府")
    steps.follow(officer, "记下怎么谈的")
    officer.get_by_label("来了多少人").fill("18")
    officer.get_by_label("谈了些什么").fill("先算账，再定趟数。")
    officer.get_by_label("商定了什么").fill("赶集日早晚各一趟")
    steps.press(officer, "记下")
    steps.see(officer, "商定了什么", "还没立台账")
    steps.follow(officer, "立台账")
    officer.get_by_label("几个工作日").fill("15")
    steps.press(officer, "立台账")
    steps.told(officer, "立好了")
    officer.get_by_role("main").get_by_role("link").filter(has_text="20").first.click()
    steps.heading(officer, "赶集日早晚各一趟")


def test_without_scripts_and_results_for_everybody(seat: Seat, town: Town) -> None:
    code, pk = town.house.ask(ASK.format(title="再问一次")).split()
    villager = seat(phone=True, scripts=False)
    villager.goto(f"/v/{code}/")
    agree(villager, 7)
    steps.heading(villager, "都答完了")
    steps.press(villager, "改上一条")
    steps.press(villager, "不赞成")
    steps.heading(villager, "都答完了")

    town.house.ask(OTHERS.format(code=code))
    officer = seat("程晓岚")
    officer.goto(f"/dialogues/{pk}/results/")
    steps.press(officer, "算一次")
    steps.told(officer, "算好了")
    officer.goto(f"/dialogues/{pk}/close/")
    steps.press(officer, "停收")
    steps.told(officer, "收了")
    officer.goto(f"/dialogues/{pk}/results/release/")
    officer.get_by_label("单位说的话").fill("下周请两个村来谈。")
    steps.press(officer, "公布")
    steps.told(officer, "公布了")

    villager.goto(f"/v/{code}/")
    steps.see(villager, "25 人答过", "下周请两个村来谈。", "大家都这么看", "看法不一的")
    assert villager.evaluate("document.documentElement.scrollWidth") <= 390
