"""What the five deeds of every day ask of a person: each done on the real pages, counted by the page itself.

A tap is one interaction, and so is a field filled in one go, typed or spoken; a choice from a list is two (opening it
and choosing), opening the page is one. The Enter that leads to the next line is part of typing.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.crash.household import Household

OpenPage = Callable[[str], Page]
"""A telephone on which that person is signed in; without a name, a villager's."""

TAP_SECONDS, CHARACTER_SECONDS = 1.5, 0.5
"""To look and tap, as keystroke-level models have it; a Chinese character by voice or pinyin on a telephone."""

COUNT = """(() => {
  const told = JSON.parse(sessionStorage.burden || '{"taps": 0, "fields": 0, "characters": 0}');
  const keep = () => { sessionStorage.burden = JSON.stringify(told); };
  const kinds = 'textarea, input:not([type=checkbox], [type=radio], [type=file])';
  const written = element => element.matches && element.matches(kinds);
  let pressed = 0, byKey = 0, field = null, length = 0, reached = false;
  addEventListener('pointerdown', () => { told.taps += 1; pressed = Date.now(); keep(); }, true);
  addEventListener('keydown', event => { if (['Enter', 'Tab'].includes(event.key)) byKey = Date.now(); }, true);
  addEventListener('focusin', event => {
    const now = Date.now();
    field = null;
    reached = now - pressed < 500 || now - byKey < 500 || event.target.hasAttribute('autofocus');
  }, true);
  addEventListener('input', event => {
    if (!written(event.target)) return;
    if (field !== event.target) {
      field = event.target;
      length = 0;
      told.fields += 1;
      if (!reached) told.taps += 1; // a script may fill what it has not touched, a finger may not
    }
    told.characters += Math.max(0, event.target.value.length - length);
    length = event.target.value.length;
    keep();
  }, true);
  addEventListener('change', event => { if (event.target.tagName === 'SELECT') { told.taps += 2; keep(); } }, true);
})()"""


@dataclass(frozen=True)
class Burden:
    deed: str
    who: str
    taps: int
    """Opening the page is the first."""
    fields: int
    characters: int
    waited: float
    """Seconds the product took, on the machine it was measured on."""

    @property
    def interactions(self) -> int:
        return self.taps + self.fields

    @property
    def seconds(self) -> float:
        return self.taps * TAP_SECONDS + self.characters * CHARACTER_SECONDS + self.waited


@dataclass
class Measuring:
    house: Household
    open_page: OpenPage

    def all(self) -> list[Burden]:
        self.house.ask(PREPARED)
        code = self.house.ask(DOOR)
        return [
            self.measure("记一次走访（两句话）", "程晓岚", record_visit),
            self.measure("报一个难题，进台账", "程晓岚", raise_difficulty),
            self.measure("回一位群众的话", "程晓岚", answer),
            self.measure("批一个方案", "叶文清", decide),
            self.measure("群众扫码说一件事", "", lambda page: speak_up(page, code)),
        ]

    def measure(self, deed: str, name: str, do: Callable[[Page], None]) -> Burden:
        page = self.open_page(name)
        page.add_init_script(COUNT)
        started = time.monotonic()
        do(page)
        waited = time.monotonic() - started
        told = json.loads(page.evaluate("sessionStorage.burden"))
        who = {"": "群众", "叶文清": "领导"}.get(name, "干部")
        return Burden(deed, who, 1 + told["taps"], told["fields"], told["characters"], waited)


# --- the deeds ---------------------------------------------------------------------------------------


def record_visit(page: Page) -> None:
    """Where and when are filled in: where one was last, today."""
    page.goto("/fieldwork/visits/new/")
    expect(page.locator("#where")).to_have_text("洪岩镇 竹坑村")
    write_lines(page, "支渠漏水，下游没轮到水", "路灯修好了，晚上亮堂多了")
    steps.press(page, "记好了")
    expect(page.locator("#told")).to_have_text("记好了，在待发箱里")


def raise_difficulty(page: Page) -> None:
    page.goto("/fieldwork/visits/new/")
    expect(page.locator("#outbox")).to_be_visible()
    write_lines(page, "桥面裂了一道缝，车不敢走")
    page.locator("label", has_text="是难题，进台账").first.click()
    steps.press(page, "记好了")
    expect(page.locator("#queue > li").first).to_contain_text("已送到")


def write_lines(page: Page, *texts: str) -> None:
    page.locator("#lines textarea").last.click()
    for number, text in enumerate(texts):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(text)


def answer(page: Page) -> None:
    page.goto("/")
    steps.see(page, "欠人家的回话", OWED)
    steps.follow(page, OWED)
    page.get_by_role("textbox", name="回话").fill("班车十二月八日复开，赶集日上下午各一趟。")
    page.get_by_label("解决了", exact=True).first.check()
    steps.press(page, "记下回话")
    steps.see(page, "现在不欠谁的回话")


def decide(page: Page) -> None:
    page.goto("/")
    steps.follow(page, "去批示")
    page.get_by_role("textbox", name="批示").fill("同意方案一，元旦前跑起来。")
    steps.press(page, "同意，开台账")
    steps.see(page, "同意方案一")


def speak_up(page: Page, code: str) -> None:
    page.goto(f"/s/{code}/")
    page.get_by_text("过日子的事").click()
    steps.press(page, "下一步")
    page.get_by_label("您想说什么事？").fill("村口的路灯坏了三个月，老人晚上不敢出门。")
    steps.press(page, "下一步")
    steps.heading(page, "办好了怎么告诉您？")
    steps.press(page, "下一步")
    page.wait_for_timeout(HASTY * 1000)  # a person reads; whoever walks faster is asked to look again
    steps.press(page, "交上去")
    steps.heading(page, "收到了")


HASTY = 5
OWED = "竹坑村至镇区班车停运"
PREPARED = """
from datetime import timedelta
from types import SimpleNamespace
from sanxin.fieldwork.actions.visits import Told, record
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from tests.research.proposal_builders import a_submission
from tests.service.builders import a_debt
names = {"officer": "lp001", "colleague": "lp002", "head": "lp003", "leader": "lp004", "handler": "lp005"}
places = {"department": "市委组织部", "transport": "市交通运输局", "town": "洪岩镇", "village": "竹坑村",
          "other_village": "双溪村", "county": "乐平市"}
cast = SimpleNamespace(
    **{role: Person.objects.get(staff_number=number) for role, number in names.items()},
    **{role: Unit.objects.get(name=name) for role, name in places.items()},
)
at = clock.now()
record(Told(on=clock.today() - timedelta(days=3), place=cast.village), office=cast.department, by=cast.officer, at=at)
a_debt(cast)
a_submission(cast, at)
"""
DOOR = """
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.public.actions.doors import open_door
by = Person.objects.get(staff_number="lp001")
print(open_door(by.posts.get().unit.office, place=Unit.objects.get(name="竹坑村"), by=by, at=clock.now()).code)
"""
