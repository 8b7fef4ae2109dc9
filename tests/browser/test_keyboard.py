"""Tab leads through a page as one reads it; where one is can be seen; what opens keeps the keys and gives them back."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

FILL = """
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.research.actions.problems import accept
from sanxin.research.models import Problem
from tests.cast import Cast
from tests.ledger.builders import in_progress, linkage_of, measure_of, with_evidence
from tests.research.builders import hear_some, run_with
from tests.research.proposal_builders import a_submission

people = {"officer": "lp001", "colleague": "lp002", "head": "lp003", "leader": "lp004", "handler": "lp005",
          "liaison": "lp006", "administrator": "lp007", "auditor": "lp008", "stranger": "fl001",
          "stranger_administrator": "fl002"}
units = {"county": "360281", "department": "360281-ZZB", "section": "360281-ZZB-2", "other_section": "360281-ZZB-1",
         "transport": "360281-JTJ", "town": "360281106", "village": "360281106201", "other_village": "360281106202"}
cast = Cast(**{name: Unit.objects.get(code=code) for name, code in units.items()},
            **{name: Person.objects.get(staff_number=number) for name, number in people.items()})
now = clock.now()
for title in ("竹坑村至镇区班车停运", "机耕桥护栏缺损", "饮水工程水压不足"):
    item = in_progress(cast, title=title)
measure_of(item, cast)
linkage_of(item, cast)
with_evidence(item)
run_with(cast, now, hear_some(cast, 4, now), hear_some(cast, 3, now, "支渠漏水，下游轮不到水"))
problem = Problem.objects.order_by("-heat")[0]
a_submission(cast, now, problem=accept(problem, by=cast.officer, seen=problem.version, at=now))
print(item.pk)
"""

HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const labels = one.matches("input, select") && one.closest("label");
  const box = (labels && !one.offsetWidth ? labels : one).getBoundingClientRect();
  const shown = [one, one.nextElementSibling, one.parentElement].filter(Boolean).some((part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const all = Array.from(document.querySelectorAll("*"));
  return {
    at: all.indexOf(one), name: (one.getAttribute("aria-label") || one.innerText || one.name || one.id).trim(),
    left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
    inMain: Boolean(one.closest("main")), stuck: Boolean(one.closest(".sx-act, .sx-stay")), shown: shown,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: Boolean(one.closest("main")) && box.bottom <= 48,
  };
}"""


@pytest.fixture(scope="module")
def item(town: Town) -> str:
    """A county with work in it; the id of one item."""
    return town.house.ask(FILL).splitlines()[-1]


def walk(page: Page, most: int = 160) -> list[dict[str, object]]:
    """Everything Tab stops at, from the top of the page until it leaves the page or begins anew."""
    page.evaluate("document.activeElement.blur()")
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (stops and here["at"] == stops[0]["at"]):
            return stops
        stops.append(here)
    raise AssertionError(f"Tab does not come to an end: {[stop['name'] for stop in stops][-20:]}")


PAGES = {  # a phone shows the desk's filters below its list, where they come last to the eye
    "today": ("程晓岚", "/"),
    "ledger": ("程晓岚", "/ledger/"),
    "item": ("程晓岚", "/ledger/{item}/"),
    "board": ("程晓岚", "/ledger/?as=board"),
    "desk": ("程晓岚", "/research/"),
    "proposals": ("程晓岚", "/research/proposals/"),
    "form": ("程晓岚", "/ledger/new/"),
}


@pytest.mark.parametrize(
    ("name", "phone"),
    [(name, phone) for name in sorted(PAGES) for phone in (False, True) if (name, phone) != ("desk", True)],
)
def test_tab_follows_the_reading(seat: Seat, item: str, name: str, phone: bool) -> None:
    who, path = PAGES[name]
    page = seat(who, phone=phone)
    page.goto(path.format(item=item))
    page.wait_for_load_state("networkidle")

    check(walk(page))


@pytest.mark.parametrize("phone", [False, True], ids=["pc", "phone"])
def test_tab_follows_the_reading_of_a_proposal_and_its_decision(seat: Seat, item: str, phone: bool) -> None:
    page = seat("叶文清", phone=phone)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("批示")).first.click()
    page.wait_for_load_state("networkidle")
    check(walk(page))

    page = seat("程晓岚", phone=phone)
    page.goto("/research/proposals/")
    page.locator("[data-row] .sx-main-cell a").first.click()
    page.wait_for_load_state("networkidle")
    check(walk(page))


def check(stops: list[dict[str, object]]) -> None:
    """In the order of the page, downwards within a column, always visible."""
    assert len(stops) > 5
    assert [stop["at"] for stop in stops] == sorted(stop["at"] for stop in stops)  # type: ignore[type-var]
    assert [stop["name"] for stop in stops if not stop["shown"]] == [], "focus cannot be seen"
    assert [stop["name"] for stop in stops if not stop["seen"] or stop["covered"]] == [], "out of sight"
    body = [stop for stop in stops if stop["inMain"] and not stop["stuck"]]
    back = [
        f"{one['name']} → {other['name']}"
        for one, other in pairwise(body)
        if other["bottom"] <= one["top"] and other["left"] < one["right"]  # type: ignore[operator]
    ]
    assert back == [], "Tab goes up without going right"


def test_the_first_stop_leads_past_the_menu(seat: Seat, item: str) -> None:
    page = seat("程晓岚")
    page.goto("/ledger/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_a_dialog_keeps_the_keys_and_gives_them_back(seat: Seat, item: str) -> None:
    page = seat("程晓岚")
    page.goto("/components/")
    for opener in page.locator("main button[data-dialog]:visible").all():
        opener.focus()
        opener.press("Enter")
        dialog = page.locator(f"dialog#{opener.get_attribute('data-dialog')}")
        expect(dialog).to_be_visible()
        assert dialog.get_attribute("aria-labelledby") or dialog.get_attribute("aria-label")
        for key in ("Tab",) * 12 + ("Shift+Tab",) * 12:
            page.keyboard.press(key)
            assert dialog.evaluate("(it) => it.contains(document.activeElement)"), key

        page.keyboard.press("Escape")

        expect(dialog).not_to_be_visible()
        expect(opener).to_be_focused()


def test_the_list_of_keys_gives_the_place_back(seat: Seat, item: str) -> None:
    page = seat("程晓岚")
    page.goto("/")
    action = page.get_by_role("main").get_by_role("link").nth(2)
    action.focus()

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#keys [data-close]").press("Enter")

    expect(page.locator("#keys")).not_to_be_visible()
    expect(action).to_be_focused()


def test_a_menu_is_walked_by_arrow_and_closed_by_escape_or_by_leaving(seat: Seat, item: str) -> None:
    page = seat("程晓岚")
    page.goto("/")
    opener = page.locator(".sx-me-menu > summary")
    menu = page.locator(".sx-me-menu")
    opener.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="我的账号")).to_be_focused()

    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")


def test_a_refused_form_puts_the_keys_on_what_has_to_be_mended(seat: Seat, item: str) -> None:
    page = seat("程晓岚")
    page.goto("/service/voices/new/")
    page.get_by_label("哪个村").fill("竹坑林")
    page.get_by_label("他说了什么").fill("井盖没了。")
    steps.press(page, "记好了")

    expect(page.locator("[data-errors]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_label("哪个村")).to_be_focused()
