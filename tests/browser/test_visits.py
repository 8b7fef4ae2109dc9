"""What the work of every day asks of a hand: few taps for a visit, and a month whose days one drags."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.burden import Measuring
from tests.browser.conftest import Seat, Town
from tests.crash.household import ROOT

pytestmark = pytest.mark.browser

MOST_FOR_A_VISIT = 8
DOCUMENT = ROOT / "docs" / "burden.md"


def test_the_page_of_figures_tells_what_is_counted(seat: Seat, town: Town) -> None:
    def open_page(name: str) -> Page:
        return seat(name, phone=True)

    measured = {row.deed: row for row in Measuring(town.house, open_page).all()}

    for row in measured.values():
        print(f"{row.deed}: {row.interactions}, {row.seconds:.0f} s")
    assert next(iter(measured.values())).interactions <= MOST_FOR_A_VISIT
    rows = re.findall(r"^\| (.+?) \| .+? \| (\d+) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert {deed: int(count) for deed, count in rows} == {deed: row.interactions for deed, row in measured.items()}


OWN_VILLAGES = """
from types import SimpleNamespace
from sanxin.people.models import Person, Unit
from tests.service.member_builders import a_member
cast = SimpleNamespace(
    officer=Person.objects.get(staff_number="lp002"),
    head=Person.objects.get(staff_number="lp003"),
    department=Unit.objects.get(name="市委组织部"),
    village=Unit.objects.get(name="竹坑村"),
)
a_member(cast, name="吴桂英")
a_member(cast, village=Unit.objects.get(name="双溪村"))
"""


@pytest.mark.parametrize("phone", [False, True])
def test_a_village_is_dragged_to_another_day(seat: Seat, town: Town, *, phone: bool) -> None:
    if not phone:
        town.house.ask(OWN_VILLAGES)
    page = seat("何志明", phone=phone)
    next_month = (date.today().replace(day=1) + timedelta(days=32)).strftime("%Y-%m")  # noqa: DTZ011
    page.goto(f"/fieldwork/month/?month={next_month}")
    field = page.locator("#calendar [data-day^='2']").nth(-1 if phone else -2)

    drag(page, "竹坑村", field.get_attribute("data-day") or "")

    steps.told(page, "改好了")
    expect(field).to_contain_text("竹坑村")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def drag(page: Page, village: str, day: str) -> None:
    start = page.locator("[data-stop]", has_text=village).bounding_box()
    end = page.locator(f"[data-day='{day}']").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 12, end["y"] + 12, steps=5)
    page.mouse.up()
