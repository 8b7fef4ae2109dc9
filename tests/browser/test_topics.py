"""A topic, from one tap on a hot problem to ledger items: scored, chosen on a phone, planned, proposed, decided."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

FILL = """
from types import SimpleNamespace
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.research.actions.problems import accept
from sanxin.research.models import Problem
from sanxin.topics.actions.rounds import Weighing, open_round
from sanxin.topics.rules.rounds import USUAL
from tests.research.builders import hear_some, run_with

units = {"county": "360281", "department": "360281-ZZB", "village": "360281106201", "other_village": "360281106202"}
officer, head = (Person.objects.get(staff_number=number) for number in ("lp001", "lp003"))
cast = SimpleNamespace(**{name: Unit.objects.get(code=code) for name, code in units.items()}, officer=officer)
now = clock.now()
run_with(cast, now, hear_some(cast, 6, now))
problem = Problem.objects.get()
accept(problem, by=officer, seen=problem.version, at=now)
weighing = Weighing(most=15, criteria=USUAL, scorers=(officer, head))
open_round(cast.department, year=now.year, weighing=weighing, by=head, at=now)
print(problem.pk, problem.name)
"""
MILESTONE = "赶集日跟车两次"
PROPOSAL = "班车停了，要不要补贴复开？"
PLANNED = "赶集日班车复开"
MEMO = "同意，元旦前跑起来。"


def test_from_a_hot_problem_to_ledger_items(seat: Seat, town: Town) -> None:
    problem, name = town.house.ask(FILL).splitlines()[-1].split(" ", 1)
    officer, head, leader = seat("程晓岚"), seat("徐建平"), seat("叶文清", phone=True)

    candidate = propose_with_one_tap(officer, name)
    for scorer, points in ((officer, "5 很符合"), (head, "4")):
        score(scorer, candidate, points)
    steps.see(head, "平均分", "90.0")

    topic = choose_on_the_phone(leader, candidate)
    plan(officer, topic)
    add_milestone(officer)
    start(officer)
    finish_milestone(officer)

    proposal = write_proposal(officer, problem, name)
    tie_to_topic(officer, topic)
    send_round(officer, proposal)
    pass_on(head)
    decide_on_the_phone(leader)

    officer.goto(topic)
    steps.see(officer, PROPOSAL, "已同意")
    officer.goto("/topics/conversion/")
    steps.see(officer, PROPOSAL, MEMO)
    officer.goto("/ledger/")
    expect(officer.locator("[data-row]").filter(has_text=PLANNED)).to_be_visible()


def propose_with_one_tap(page: Page, name: str) -> str:
    page.goto("/topics/compare/")
    row = page.locator("[data-row]").filter(has_text=name)
    row.get_by_role("button", name="提为候选").click()
    steps.heading(page, "怎么办？")
    steps.told(page, "提为候选了")
    steps.see(page, name, "人说")
    return page.url


def score(page: Page, candidate: str, points: str) -> None:
    """Everybody their own; averages show once both have scored."""
    page.goto(candidate)
    lines = page.locator("#scores fieldset")
    expect(lines).to_have_count(4)
    for line in lines.all():
        line.get_by_label(points, exact=True).check()
    steps.press(page, "打分")
    steps.told(page, "打好了")


def choose_on_the_phone(page: Page, candidate: str) -> str:
    page.goto(candidate)
    steps.see(page, "90.0")
    page.get_by_role("main").get_by_role("link", name="选上", exact=True).click()
    steps.heading(page, "选上：")
    page.get_by_label("领域").select_option(label="基层组织建设")
    page.get_by_label("谁牵头").select_option(label="程晓岚")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    steps.press(page, "选上，立课题")
    steps.told(page, "立了课题")
    page.get_by_role("main").get_by_role("link", name=re.compile(r"课题 \d{4}-\d\d")).click()
    steps.see(page, "还差")
    return page.url


def plan(page: Page, topic: str) -> None:
    page.goto(topic)
    page.get_by_role("main").get_by_role("link", name="安排", exact=True).click()
    steps.heading(page, "安排课题")
    page.get_by_label("类型").select_option(label="对策性")
    page.get_by_label("哪天开始").fill(day(0))
    page.get_by_label("哪天结束").fill(day(90))
    page.get_by_label("预期成果").fill("给部务会的一个方案")
    page.get_by_label("随机走访").check()
    page.get_by_label("村或镇").first.fill("洪岩镇 竹坑村")
    page.get_by_label("人数").first.fill("20")
    steps.press(page, "存")
    steps.see(page, "对策性", "竹坑村", "还差：至少一个节点")


def add_milestone(page: Page) -> None:
    page.locator("a[href$='/milestones/new/']").click()
    page.get_by_label("做成什么").fill(MILESTONE)
    page.get_by_label("谁来做").select_option(label="程晓岚")
    page.get_by_label("哪天前").fill(day(20))
    steps.press(page, "加上")
    steps.see(page, MILESTONE)


def start(page: Page) -> None:
    steps.press(page, "开始调研")
    page.get_by_role("dialog").get_by_role("button", name="开始", exact=True).click()
    steps.see(page, "在调研")


def finish_milestone(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="办完了", exact=True).click()
    page.get_by_label("做成了什么").fill("跟了两趟，坐满的是赶集那趟。")
    steps.press(page, "办完了")
    steps.see(page, "坐满的是赶集那趟")


def write_proposal(page: Page, problem: str, name: str) -> str:
    page.goto(f"/research/problems/{problem}/")
    steps.follow(page, "写方案")
    expect(page.get_by_label(name)).to_be_checked()
    page.get_by_label("标题").fill(PROPOSAL)
    page.get_by_label("情况和理由").fill("停运以后赶集、看病都难。")
    page.get_by_label("承办单位").select_option("市交通运输局")
    for row, (way, cost) in enumerate((("赶集日开一趟", "3.6 万元"), ("每天两趟", "18 万元"))):
        page.get_by_label("办法", exact=True).nth(row).fill(way)
        page.get_by_label("一年费用").nth(row).fill(cost)
    page.get_by_label("什么事").first.fill(PLANNED)
    page.get_by_label("谁牵头").first.select_option("程晓岚")
    page.get_by_label("工作日").first.fill("10")
    steps.press(page, "存方案")
    steps.heading(page, PROPOSAL)
    return page.url


def tie_to_topic(page: Page, topic: str) -> None:
    page.goto(topic)
    page.locator("a[href$='/proposals/new/'][href^='/topics/']").click()
    choices = page.get_by_label("方案", exact=True)
    choices.select_option(index=1)
    steps.press(page, "加上")
    steps.see(page, PROPOSAL)


def send_round(page: Page, proposal: str) -> None:
    page.goto(proposal)
    steps.follow(page, "报领导")
    page.get_by_label("报给哪位领导").select_option("叶文清")
    page.get_by_label("先请科室负责人审").select_option("徐建平")
    steps.press(page, "报上去")
    steps.see(page, "徐建平")


def pass_on(page: Page) -> None:
    """The section head finds it on Today."""
    page.goto("/")
    page.get_by_role("main").locator("a[href*='/proposals/steps/']").first.click()
    expect(page.get_by_role("heading", name=PROPOSAL)).to_be_visible()
    page.get_by_role("button", name="过了，往上转").click()
    steps.told(page, "转给叶文清")


def decide_on_the_phone(page: Page) -> None:
    page.goto("/")
    steps.see(page, PROPOSAL)
    steps.follow(page, "去批示")
    steps.heading(page, PROPOSAL)
    page.get_by_role("textbox", name="批示").fill(MEMO)
    steps.press(page, "同意，开台账")
    steps.see(page, MEMO)


def day(from_now: int) -> str:
    return f"{datetime.now() + timedelta(days=from_now):%Y-%m-%d}"  # noqa: DTZ005 - a day is enough
