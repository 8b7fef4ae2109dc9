"""A day in a village without a signal: what is written stays, and arrives once."""

import json
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import steps
from tests.browser.conftest import Seat, Town

pytestmark = pytest.mark.browser

PAGE = "/fieldwork/visits/new/"
COUNT = """
import json
from sanxin.fieldwork.models import Visit, VisitLine, VisitPhoto
from sanxin.people.models import Person
mine = Visit.objects.filter(officer=Person.objects.get(name={name!r}))
texts = [line.voice.text for line in VisitLine.objects.filter(visit__in=mine).select_related("voice")]
photos = VisitPhoto.objects.filter(visit__in=mine).count()
print(json.dumps([mine.count(), sorted(texts), photos]))
"""
READY = (
    "caches.match('/fieldwork/visits/new/')"
    ".then(found => Boolean(found) && Boolean(navigator.serviceWorker.controller))"
)
SHORT = "SanxinOutbox.patience = 2000"
OWNER = "document.getElementById('visit').dataset.person"


def until(page: Page, expression: str) -> None:
    """Ask the page, promises included, again and again."""
    deadline = time.monotonic() + 30
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(100)


def recording_page(page: Page) -> None:
    """Opened once with a signal: from now on it opens without one."""
    page.goto(PAGE)
    until(page, READY)
    page.reload()
    steps.heading(page, "记一次走访")
    expect(page.locator("#outbox")).to_be_visible()


def say(page: Page, *texts: str) -> None:
    """Line after line: Enter leads to the next."""
    for number, text in enumerate(texts):
        if number == 0:
            page.locator("#lines textarea").last.click()
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def where(page: Page, village: str) -> None:
    if not page.locator("#choose").evaluate("one => one.open"):
        page.get_by_role("link", name="换村、换日").click()
    page.get_by_label("别的地方").fill(village)


def record(page: Page, village: str, *texts: str) -> None:
    where(page, village)
    say(page, *texts)
    steps.press(page, "记好了")
    expect(queue(page).filter(has_text=village)).to_have_count(1)


def queue(page: Page) -> Locator:
    return page.locator("#queue > li")


def arrived(town: Town, name: str) -> tuple[int, list[str], int]:
    visits, texts, photos = json.loads(town.house.ask(COUNT.format(name=name)))
    return visits, texts, photos


def test_two_visits_without_a_signal_survive_closing_the_page_and_arrive_once(seat: Seat, town: Town) -> None:
    page = seat("程晓岚", phone=True)
    recording_page(page)
    context = page.context

    context.set_offline(True)
    record(page, "洪岩镇 竹坑村", "支渠漏水，下游没轮到水", "路灯修好了")
    record(page, "洪岩镇 双溪村", "桥面裂了一道缝")
    page.locator("#lines textarea").last.click()
    page.keyboard.type("写到一半")
    expect(queue(page).filter(has_text="在手机里")).to_have_count(2)
    until(page, f"SanxinOutbox.draft({OWNER}).then(draft => draft && draft.values.lines.length)")
    page.close()

    again = context.new_page()
    again.goto(PAGE)
    expect(queue(again).filter(has_text="在手机里")).to_have_count(2)
    expect(again.locator("#lines textarea").first).to_have_value("写到一半")
    expect(again.locator("#signal")).to_contain_text("没有信号")
    assert arrived(town, "程晓岚")[0] == 0

    context.set_offline(False)
    again.get_by_role("link", name="现在试一次").click()
    expect(queue(again).filter(has_text="已送到")).to_have_count(2, timeout=30_000)

    visits, texts, _photos = arrived(town, "程晓岚")
    assert (visits, texts) == (2, sorted(["支渠漏水，下游没轮到水", "路灯修好了", "桥面裂了一道缝"]))
    queue(again).filter(has_text="竹坑村").get_by_role("link").click()
    steps.heading(again, "竹坑村")
    steps.see(again, "路灯修好了")


def lose_the_answer(page: Page) -> list[str]:
    """The server takes what was sent; its first answer never comes back."""
    lost: list[str] = []

    def route(one: Route) -> None:
        if lost:
            one.continue_()
            return
        one.fetch()
        lost.append(one.request.url)
        one.abort("internetdisconnected")

    page.route("**/sync/", route)
    return lost


def test_an_answer_that_is_lost_after_the_commit_doubles_nothing(seat: Seat, town: Town) -> None:
    page = seat("何志明", phone=True)
    recording_page(page)
    lost = lose_the_answer(page)

    record(page, "洪岩镇 竹坑村", "卫生室周末没人")
    until(page, f"SanxinOutbox.ops({OWNER}).then(ops => ops[0].tries >= 1)")
    page.get_by_role("link", name="现在试一次").click()
    expect(queue(page).filter(has_text="已送到")).to_have_count(1, timeout=30_000)

    assert len(lost) == 1
    assert page.evaluate(f"SanxinOutbox.ops({OWNER}).then(ops => [ops[0].answer.outcome, ops[0].tries])") == [
        "already",
        2,
    ]
    assert arrived(town, "何志明")[:2] == (1, ["卫生室周末没人"])


def test_an_upload_that_hangs_is_given_up_and_does_not_stop_the_rest(seat: Seat, town: Town) -> None:
    page = seat("徐建平", phone=True)
    recording_page(page)
    page.evaluate(SHORT)
    hanging: list[Route] = []
    page.route("**/sync/photos/", lambda route: hanging.append(route) if not hanging else route.continue_())

    page.locator("#photos").set_input_files(steps.photograph())  # type: ignore[arg-type]
    expect(page.locator("#photo-names")).to_contain_text("1 张照片")
    record(page, "洪岩镇 竹坑村", "桥面裂了一道缝")
    expect(queue(page).filter(has_text="还有 1 张照片在手机里")).to_have_count(1, timeout=30_000)
    record(page, "洪岩镇 双溪村", "路灯修好了")
    expect(queue(page).filter(has_text="双溪村").filter(has_text="已送到")).to_have_count(1, timeout=60_000)
    expect(queue(page).filter(has_text="已送到")).to_have_count(2, timeout=60_000)

    assert arrived(town, "徐建平") == (2, ["桥面裂了一道缝", "路灯修好了"], 1)
    assert len(hanging) == 1


def test_an_expired_session_keeps_the_words_until_one_has_signed_in(seat: Seat, town: Town) -> None:
    page = seat("余海生", phone=True)
    recording_page(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()

    record(page, "洪岩镇 竹坑村", "水压不够")
    expect(page.locator("#signal")).to_contain_text("重新登录", timeout=30_000)
    expect(queue(page).filter(has_text="在手机里")).to_have_count(1)
    assert arrived(town, "余海生")[0] == 0

    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.get_by_role("link", name="现在试一次").click()
    expect(queue(page).filter(has_text="已送到")).to_have_count(1, timeout=30_000)
    assert arrived(town, "余海生")[0] == 1


def test_signing_out_waits_for_what_is_unsent_and_then_wipes(seat: Seat, town: Town) -> None:
    page = seat("程晓岚", phone=True)
    recording_page(page)
    where(page, "洪岩镇 竹坑村")
    page.get_by_label("哪天", exact=True).fill(f"{datetime.now() + timedelta(days=3):%Y-%m-%d}")  # noqa: DTZ005
    say(page, "没有收的一句")
    steps.press(page, "记好了")
    expect(queue(page).filter(has_text="没有收").filter(has_text="这一天还没到")).to_have_count(1, timeout=30_000)

    sign_out(page)
    page.wait_for_url("**/visits/new/?leaving=1*")
    expect(page.locator("#leaving")).to_be_visible()
    unsent = queue(page).filter(has_text="没有收")
    with page.expect_download() as saved:
        unsent.get_by_role("button", name="导出成文件").click()
    assert "没有收的一句" in Path(saved.value.path()).read_text(encoding="utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    unsent.get_by_role("button", name="撤回").click()
    expect(unsent).to_have_count(0)

    sign_out(page)
    page.wait_for_url("**/account/login/**")
    assert page.evaluate("caches.match('/fieldwork/visits/new/').then(Boolean)") is False
    assert (
        page.evaluate(
            "new Promise(done => { const open = indexedDB.open('sanxin-outbox');"
            " open.onsuccess = () => { const all = open.result.transaction('ops').objectStore('ops').getAll();"
            " all.onsuccess = () => done(all.result.length); }; })"
        )
        == 0
    )


def sign_out(page: Page) -> None:
    page.locator(".sx-me-menu > summary").click()
    page.get_by_role("button", name="退出", exact=True).click()


def test_a_plain_visit_takes_few_taps_and_works_without_scripts(seat: Seat, town: Town) -> None:
    page = seat("何志明", phone=True, scripts=False)
    page.goto(PAGE)
    page.get_by_label("别的地方").fill("洪岩镇 双溪村")
    page.locator("[name=line-1]").fill("没有脚本也记得下")
    page.locator("label", has_text="欠回话").first.click()
    steps.press(page, "记好了")

    steps.heading(page, "双溪村")
    steps.see(page, "没有脚本也记得下", "欠回话")


COUNT_DEEDS = """
self.deeds = 0;
addEventListener('pointerdown', () => { self.deeds += 1; }, true);
addEventListener('focusin', event => { if (event.target.tagName === 'TEXTAREA') self.deeds += 1; }, true);
"""


def test_a_plain_visit_is_recorded_in_eight_interactions(seat: Seat, town: Town) -> None:
    """A tap is one, a sentence spoken or typed into a line is one; opening the page is the first of all."""
    first = seat("徐建平", phone=True)
    first.goto(PAGE)
    record(first, "洪岩镇 竹坑村", "上次来过")
    expect(queue(first).filter(has_text="竹坑村").filter(has_text="已送到").first).to_be_visible(timeout=30_000)

    page = first.context.new_page()
    page.goto(PAGE)
    expect(page.locator("#where")).to_have_text("洪岩镇 竹坑村")
    page.evaluate(COUNT_DEEDS)
    say(page, "支渠漏水，下游没轮到水", "路灯修好了")
    page.locator("label", has_text="是难题，进台账").first.click()
    steps.press(page, "记好了")
    expect(queue(page).filter(has_text="2 句")).to_have_count(1)

    assert 1 + page.evaluate("self.deeds") <= 8


CHANGED = """
from sanxin.fieldwork.actions.visits import Told, correct
from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from sanxin.people.models import Person
visit = Visit.objects.get(pk={visit!r})
told = Told(on=visit.on, place=visit.place, people=3)
correct(visit, told, reason="核过人数", seen=visit.version, by=Person.objects.get(staff_number="lp003"), at=clock.now())
"""
PEOPLE = "from sanxin.fieldwork.models import Visit\nprint(Visit.objects.get(pk={visit!r}).people)"


def test_what_somebody_changed_meanwhile_is_asked_about(seat: Seat, town: Town) -> None:
    page = seat("余海生", phone=True)
    recording_page(page)
    record(page, "洪岩镇 竹坑村", "水压不够")
    expect(queue(page).first).to_contain_text("已送到", timeout=30_000)
    link = queue(page).first.get_by_role("link")
    visit = str(link.get_attribute("href")).rstrip("/").rpartition("/")[2]

    page.goto(f"/fieldwork/visits/{visit}/correct/")
    page.get_by_label("见了几位", exact=True).fill("8")
    page.get_by_label("为什么改").fill("数错了")
    town.house.ask(CHANGED.format(visit=visit))
    steps.press(page, "改好了")

    asked = queue(page).filter(has_text="要您看一眼")
    expect(asked).to_have_count(1, timeout=30_000)
    expect(asked).to_contain_text("徐建平：核过人数")
    asked.get_by_role("button", name="用我的").click()
    expect(queue(page).filter(has_text="更正").filter(has_text="已送到")).to_have_count(1, timeout=30_000)
    assert town.house.ask(PEOPLE.format(visit=visit)) == "8"


LONG_AGO = "SanxinOutbox.setMeta('kept', Date.now() - 15 * 24 * 3600 * 1000)"


def test_after_a_fortnight_without_the_office_the_names_go_but_nothing_unsent(seat: Seat, town: Town) -> None:
    page = seat("何志明", phone=True)
    recording_page(page)
    page.context.set_offline(True)
    record(page, "洪岩镇 竹坑村", "十五天前的一句")
    page.evaluate(LONG_AGO)
    page.reload()
    expect(queue(page).filter(has_text="在手机里")).to_have_count(1)

    page.context.set_offline(False)
    page.get_by_role("link", name="现在试一次").click()
    expect(queue(page).filter(has_text="已送到")).to_have_count(1, timeout=30_000)
    page.context.set_offline(True)
    page.evaluate(LONG_AGO)
    page.goto(PAGE)

    steps.heading(page, "没有信号，这一页打不开")
    page.context.set_offline(False)


def test_a_browser_without_a_service_worker_saves_to_the_server_while_one_types(seat: Seat, town: Town) -> None:
    page = seat("何志明", phone=True)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(PAGE)
    expect(page.locator("#outbox")).to_be_visible()
    with page.expect_response("**/visits/draft/"):
        say(page, "微信里打开的，写到一半")
        page.get_by_label("别的地方").evaluate("one => one.dispatchEvent(new Event('input', { bubbles: true }))")

    other = seat("何志明", phone=True, scripts=False)
    other.goto(PAGE)
    expect(other.locator("[name=line-1]")).to_have_value("微信里打开的，写到一半")


def test_without_a_store_the_form_goes_to_the_server(seat: Seat, town: Town) -> None:
    page = seat("徐建平", phone=True)
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page.goto(PAGE)
    expect(page.locator("#signal")).to_contain_text("先存在服务器上")
    where(page, "洪岩镇 双溪村")
    say(page, "没有存储也记得下")
    steps.press(page, "记好了")

    steps.heading(page, "双溪村")
    steps.see(page, "没有存储也记得下")
