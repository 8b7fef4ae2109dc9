"""Pictures of the demo county for README and the manual: `python tests/browser/screenshots.py OUT_FOLDER`."""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PIL import Image  # noqa: E402 - the path above comes first
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser.conftest import PC, PHONE, SESSIONS  # noqa: E402
from tests.chromium import ARGUMENTS, CHROMIUM  # noqa: E402
from tests.crash.household import Household  # noqa: E402

COLOURS = 128
"""Enough for ink on paper; a picture stays below 150 KB. The small lights keep theirs by MAXCOVERAGE."""

Walk = Callable[[Page], None]


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sanxin-pictures-") as home, sync_playwright() as playwright:
        house = Household(Path(home))
        house.prepare()
        house.ask("from sanxin.project import demo; demo.fill_if_empty()")
        keys = dict(line.split() for line in house.ask(SESSIONS).splitlines())
        house.start()
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for name, who, walk, phone, dark in PICTURES:
                page = _seat(browser, house, keys[who], phone=phone, dark=dark)
                walk(page)
                size = _keep(page, folder / f"{name}.png")
                sys.stdout.write(f"{name}.png  {size // 1024} KB\n")
                page.context.close()
            browser.close()
        finally:
            house.stop()
    return 0


def _seat(browser: Browser, house: Household, key: str, *, phone: bool, dark: bool) -> Page:
    address = f"http://127.0.0.1:{house.port}"
    context = browser.new_context(
        viewport=PHONE if phone else PC,
        color_scheme="dark" if dark else "light",
        base_url=address,
        locale="zh-CN",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "sanxin_session", "value": key, "url": address}])
    return context.new_page()


def _keep(page: Page, path: Path) -> int:
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


def today(page: Page) -> None:
    page.goto("/")


def desk(page: Page) -> None:
    page.goto("/research/")
    page.locator("#preview .rs-name").wait_for()


def ledger(page: Page) -> None:
    page.goto("/ledger/")


def item(page: Page) -> None:
    """The one with most to show: departments asked, evidence filed, measures under way."""
    page.goto("/ledger/")
    page.locator("[data-row]").filter(has_text="班车").locator("a").first.click()
    page.locator(".sx-act").wait_for()


def decision(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="去批示").first.click()
    page.get_by_role("textbox", name="批示").wait_for()


def note(page: Page) -> None:
    page.goto("/service/voices/new/")
    page.get_by_label("他说了什么").fill("村口的路灯不亮三个月了，晚上老人摔过一跤。")
    page.get_by_label("哪个村").fill("竹坑村")


def views(page: Page) -> None:
    page.goto("/dialogues/")
    page.get_by_role("link", name="班车复开").click()
    page.get_by_role("link", name="看结果").click()
    page.get_by_role("heading", name="几种看法").wait_for()


def caseload(page: Page) -> None:
    page.goto("/fieldwork/plans/")
    page.get_by_role("link", name="2027 年").click()
    page.get_by_role("heading", name="2027 年联系安排").wait_for()


PICTURES: tuple[tuple[str, str, Walk, bool, bool], ...] = (
    ("today", "程晓岚", today, False, False),
    ("desk", "程晓岚", desk, False, False),
    ("item", "程晓岚", item, False, False),
    ("ledger", "程晓岚", ledger, False, False),
    ("decision", "叶文清", decision, False, False),
    ("views", "程晓岚", views, False, False),
    ("caseload", "叶文清", caseload, False, False),
    ("note-phone", "程晓岚", note, True, False),
    ("today-dark", "程晓岚", today, False, True),
    ("today-phone", "程晓岚", today, True, False),
)
"""File, whose eyes, the way there, on a phone, at night."""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not CHROMIUM:
        sys.exit("no Chromium here: install it, then make screenshots")
    sys.exit(main(Path(sys.argv[1])))
