"""A day in a village without a signal: what is written stays, and arrives once."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from playwright.sync_api import Error as Gone

from tests.browser import steps
from tests.browser.conftest import PHONE, Seat, Town
from tests.cast import PASSWORD
from tests.chromium import ARGUMENTS, CHROMIUM, PATIENCE

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
OWNER = "document.getElementById('visit').dataset.person"
NO_BACKGROUND_SYNC = "delete ServiceWorkerRegistration.prototype.sync"
"""Most phones have none; and a worker that sends by itself would do so behind the back of a test."""


def until(page: Page, expression: str) -> None:
    """Ask the page, promises included, again and again."""
    deadline = time.monotonic() + 30
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(100)


def recording_page(page: Page) -> None:
    """Signed in once, which leads to Today: from now on the page opens without a signal."""
    page.context.add_init_script(NO_BACKGROUND_SYNC)
    page.goto("/")
    until(page, READY)
    page.goto(PAGE)
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
    expect(page.locator("#told")).to_have_text("记好了，在待发箱里")
    expect(queue(page).first).to_contain_text(village)


def queue(page: Page, *words: str) -> Locator:
    rows = page.locator("#queue > li")
    for word in words:
        rows = rows.filter(has_text=word)
    return rows


def try_now(page: Page) -> None:
    page.get_by_role("link", name="现在试一次").click()


def arrived(town: Town, name: str) -> tuple[int, list[str], int]:
    visits, texts, photos = json.loads(town.house.ask(COUNT.format(name=name)))
    return visits, texts, photos


# --- a day in the villages ------------------------------------------------------------------------

VISITS, PHOTOGRAPHED, MANY_LINES = 20, (3, 11, 19), 2


@pytest.fixture
def phone(town: Town, browser: Browser, tmp_path: Path) -> Iterator[Callable[[], BrowserContext]]:
    """A phone with a disk of its own: opened again after its battery died, it has what it had."""
    contexts: list[BrowserContext] = []

    def switch_on() -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "phone",
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            viewport=PHONE,
            locale="zh-CN",
            base_url=town.address,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield switch_on
    with suppress(Gone):
        contexts[-1].close()


def battery_dies(disk: Path) -> None:
    """Kill at once every process of the browser whose disk this is."""
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and str(disk).encode() in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)


def sign_in(context: BrowserContext, town: Town, name: str) -> None:
    context.add_cookies([{"name": "sanxin_session", "value": town.keys[name], "url": town.address}])


def test_a_day_of_twenty_visits_without_a_signal(
    phone: Callable[[], BrowserContext], town: Town, tmp_path: Path
) -> None:
    context = phone()
    sign_in(context, town, "程晓岚")
    page = context.pages[0]
    recording_page(page)
    context.set_offline(True)
    texts = a_day(page)
    half_written(page, "写到一半")

    battery_dies(tmp_path / "phone")
    context = phone()
    context.add_init_script(NO_BACKGROUND_SYNC)
    sign_in(context, town, "程晓岚")
    context.set_offline(True)
    page = context.pages[0]
    page.goto(PAGE)
    expect(queue(page, "在手机里")).to_have_count(VISITS)
    expect(page.locator("#lines textarea").first).to_have_value("写到一半")
    expect(page.locator("#signal")).to_contain_text("没有信号")
    assert arrived(town, "程晓岚") == (0, [], 0)

    pieces = break_in_mid_upload(page)
    context.set_offline(False)
    try_now(page)
    expect(queue(page, "还有 1 张照片在手机里").first).to_be_visible()
    town.house.kill()
    town.house.start()
    page.evaluate("SanxinOutbox.patience = 30000")
    until_sent(page, VISITS)

    assert resumed(pieces)
    assert arrived(town, "程晓岚") == (VISITS, sorted(texts), len(PHOTOGRAPHED))
    link = queue(page, "竹坑村").first.get_by_role("link")
    mend_what_somebody_else_has_mended(page, town, str(link.get_attribute("href")))


def a_day(page: Page) -> list[str]:
    texts = []
    for number in range(1, VISITS + 1):
        village = "洪岩镇 竹坑村" if number % 2 else "洪岩镇 双溪村"
        said = [f"第 {number} 户的第 {line} 句" for line in range(1, MANY_LINES + 1)]
        if number in PHOTOGRAPHED:
            page.locator("#photos").set_input_files(steps.photograph(wide=2000))  # type: ignore[arg-type]
            expect(page.locator("#photo-names")).to_contain_text("1 张照片")
        record(page, village, *said)
        texts += said
    widest = (
        f"SanxinOutbox.photos({OWNER}).then(all => createImageBitmap(new Blob([all[0].data]))).then(one => one.width)"
    )
    assert page.evaluate(widest) == 1600
    return texts


def until_sent(page: Page, count: int) -> None:
    deadline = time.monotonic() + 120
    while queue(page, "已送到").count() < count:
        assert time.monotonic() < deadline, page.locator("#queue").inner_text()
        try_now(page)
        page.wait_for_timeout(500)
    expect(queue(page, "已送到")).to_have_count(count)


def half_written(page: Page, words: str) -> None:
    page.locator("#lines textarea").last.click()
    page.keyboard.type(words)
    until(page, f"SanxinOutbox.draft({OWNER}).then(draft => draft && draft.values.lines.length)")


Piece = tuple[str, int, int]
"""Of which photograph, from which byte on, how many bytes."""


def break_in_mid_upload(page: Page) -> list[Piece]:
    """The second piece of the first photograph hangs, until the phone gives it up."""
    pieces: list[Piece] = []
    page.evaluate("SanxinOutbox.patience = 5000")

    def route(one: Route) -> None:
        address = urlsplit(one.request.url)
        at = int(parse_qs(address.query)["at"][0])
        pieces.append((address.path, at, len(one.request.post_data_buffer or b"")))
        if len(pieces) != 2:
            one.continue_()

    page.route("**/sync/photos/**", route)
    return pieces


def resumed(pieces: list[Piece]) -> bool:
    """The first piece went once; then the phone asked how much had arrived, and the rest followed from there."""
    first = [(at, size) for path, at, size in pieces if path == pieces[0][0]]
    went, rest = first[0], first[2:]
    asked = [size for at, size in rest if at == 0]
    return went[1] > 0 and bool(asked) and set(asked) == {0} and (first[1][0] in {at for at, _size in rest})


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


def mend_what_somebody_else_has_mended(page: Page, town: Town, address: str) -> None:
    visit = address.rstrip("/").rpartition("/")[2]
    page.goto(f"{address}correct/")
    page.get_by_label("见了几位", exact=True).fill("8")
    page.get_by_label("为什么改").fill("数错了")
    town.house.ask(CHANGED.format(visit=visit))
    steps.press(page, "改好了")

    asked = queue(page, "要您看一眼")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("徐建平：核过人数")
    expect(asked).to_contain_text("见了几位")
    expect(asked).not_to_contain_text("reason")
    asked.get_by_role("button", name="用我的").click()
    expect(queue(page, "更正", "已送到")).to_have_count(1)
    assert town.house.ask(PEOPLE.format(visit=visit)) == "8"


# --- lines that break, sessions that end -----------------------------------------------------------


def breaking_line(page: Page) -> list[str]:
    """The office takes what is sent first, but its answer never comes; what holds "毒" always breaks the line."""
    lost: list[str] = []

    def route(one: Route) -> None:
        if "毒" in (one.request.post_data or ""):
            one.abort("internetdisconnected")
        elif lost:
            one.continue_()
        else:
            one.fetch()
            lost.append(one.request.url)
            one.abort("internetdisconnected")

    page.route("**/sync/", route)
    return lost


def test_a_lost_answer_doubles_nothing_and_a_bad_one_keeps_nobody_back(seat: Seat, town: Town) -> None:
    page = seat("何志明", phone=True)
    recording_page(page)
    lost = breaking_line(page)

    record(page, "洪岩镇 竹坑村", "卫生室周末没人")
    expect(queue(page, "在手机里", "可能已经送到过")).to_have_count(1)
    steps.press(page, "记好了")  # once more, a moment later: nothing on the page is new
    expect(page.locator("#told")).to_contain_text("刚才那次已经记好了")
    expect(page.locator("#queue > li")).to_have_count(1)
    try_now(page)
    expect(queue(page, "已送到")).to_have_count(1)
    assert len(lost) == 1
    assert page.evaluate(f"SanxinOutbox.ops({OWNER}).then(ops => ops[0].answer.outcome)") == "already"

    context = page.context
    context.set_offline(True)
    record(page, "洪岩镇 竹坑村", "毒")
    record(page, "洪岩镇 双溪村", "路灯修好了")
    cookies = context.cookies()
    context.clear_cookies()
    context.set_offline(False)
    try_now(page)
    expect(page.locator("#signal")).to_contain_text("重新登录")
    expect(queue(page, "在手机里")).to_have_count(2)

    context.add_cookies(cookies)  # type: ignore[arg-type]
    until_sent(page, 2)
    expect(queue(page, "双溪村", "已送到")).to_have_count(1)
    expect(queue(page, "竹坑村", "在手机里")).to_have_count(1)
    assert arrived(town, "何志明")[:2] == (2, sorted(["卫生室周末没人", "路灯修好了"]))


def test_signing_out_waits_for_what_is_unsent_and_then_wipes(seat: Seat, town: Town) -> None:
    page = seat("汪小舟", phone=True)  # whose session ends with it
    recording_page(page)
    where(page, "洪岩镇 竹坑村")
    page.get_by_label("哪天", exact=True).fill(f"{datetime.now() + timedelta(days=3):%Y-%m-%d}")  # noqa: DTZ005
    say(page, "没有收的一句")
    steps.press(page, "记好了")
    expect(queue(page, "没有收", "这一天还没到")).to_have_count(1)

    sign_out(page)
    page.wait_for_url("**/visits/new/?leaving=1*")
    expect(page.locator("#leaving")).to_be_visible()
    unsent = queue(page, "没有收")
    with page.expect_download() as saved:
        unsent.get_by_role("button", name="导出成文件").click()
    assert "没有收的一句" in Path(saved.value.path()).read_text(encoding="utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    unsent.get_by_role("button", name="撤回").click()
    expect(unsent).to_have_count(0)

    sign_out(page)
    page.wait_for_url("**/account/login/**")
    assert page.evaluate("caches.match('/fieldwork/visits/new/').then(Boolean)") is False
    assert page.evaluate(STORED) == []


STORED = """new Promise(done => {
  const open = indexedDB.open('sanxin-outbox');
  open.onsuccess = () => {
    const all = open.result.transaction('ops').objectStore('ops').getAll();
    all.onsuccess = () => done(all.result.map(one => JSON.stringify(one)));
  };
})"""


def sign_out(page: Page) -> None:
    page.locator(".sx-me-menu > summary").click()
    page.get_by_role("button", name="退出", exact=True).click()


LONG_AGO = "SanxinOutbox.setMeta('kept', Date.now() - 15 * 24 * 3600 * 1000)"


def test_after_a_fortnight_without_the_office_the_names_go_but_nothing_unsent(seat: Seat, town: Town) -> None:
    page = seat("余海生", phone=True)
    recording_page(page)
    page.context.set_offline(True)
    record(page, "洪岩镇 竹坑村", "十五天前的一句")
    page.evaluate(LONG_AGO)
    page.reload()
    expect(queue(page, "在手机里")).to_have_count(1)

    page.context.set_offline(False)
    try_now(page)
    expect(queue(page, "已送到")).to_have_count(1)
    page.context.set_offline(True)
    page.evaluate(LONG_AGO)
    page.goto(PAGE)

    steps.heading(page, "没有信号，这一页打不开")
    page.context.set_offline(False)


# --- the PIN ---------------------------------------------------------------------------------------

PIN = "270719"


def test_a_pin_encrypts_what_is_kept_and_forgetting_it_loses_nothing(seat: Seat, town: Town) -> None:
    page = seat("程晓岚", phone=True)
    recording_page(page)
    set_pin(page)
    page.context.set_offline(True)
    record(page, "洪岩镇 双溪村", "锁着的一句")
    assert not [row for row in page.evaluate(STORED) if "锁着的一句" in row or "双溪村" in row]
    assert page.evaluate("caches.match('/fieldwork/visits/new/').then(one => one.text())").count("记一次走访") == 0

    lock_up(page)
    enter(page, PIN)
    expect(queue(page, "在手机里")).to_have_count(1)

    lock_up(page)
    for left in (4, 3, 2, 1):
        enter(page, "000000")
        expect(page.locator("#told")).to_contain_text(f"还能试 {left} 次")
    enter(page, "000000")
    expect(page.get_by_text("口令错了五次")).to_be_visible()
    assert page.evaluate("caches.match('/fieldwork/visits/new/').then(Boolean)") is False
    assert len(page.evaluate(STORED)) == 1

    page.context.set_offline(False)
    page.get_by_role("link", name="登录取回").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.wait_for_url("**/visits/new/**")
    expect(queue(page, "双溪村", "已送到")).to_have_count(1)
    assert "锁着的一句" in arrived(town, "程晓岚")[1]


def set_pin(page: Page) -> None:
    page.get_by_role("link", name="手机口令").click()
    page.get_by_label("口令，至少 6 位").fill(PIN)
    page.get_by_label("再写一次").fill(PIN)
    page.get_by_role("button", name="设口令").click()
    page.wait_for_url("**/visits/new/**")
    until(page, "caches.match('/fieldwork/visits/new/').then(one => Boolean(one && one.headers.has('X-Sealed')))")


def lock_up(page: Page) -> None:
    """As when the phone has lain in a pocket."""
    page.evaluate(f"SanxinLock.tell({{ forget: {OWNER} }})")
    page.goto(PAGE)
    expect(page.get_by_role("button", name="打开")).to_be_visible()


def enter(page: Page, pin: str) -> None:
    page.get_by_label("口令", exact=True).fill(pin)
    page.get_by_role("button", name="打开").click()


# --- browsers that can do less ---------------------------------------------------------------------


def test_a_browser_without_a_worker_or_a_store_saves_to_the_server(seat: Seat, town: Town) -> None:
    page = seat("徐建平", phone=True)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(PAGE)
    expect(page.locator("#outbox")).to_be_visible()
    with page.expect_response("**/visits/draft/"):
        say(page, "微信里打开的，写到一半")

    bare = seat("徐建平", phone=True)
    bare.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    bare.goto(PAGE)
    expect(bare.locator("#signal")).to_contain_text("先存在服务器上")
    expect(bare.locator("[name=line-1]")).to_have_value("微信里打开的，写到一半")

    plain = seat("徐建平", phone=True, scripts=False)
    plain.goto(PAGE)
    expect(plain.locator("[name=line-1]")).to_have_value("微信里打开的，写到一半")
    plain.get_by_label("别的地方").fill("洪岩镇 双溪村")
    plain.locator("label", has_text="欠回话").first.click()
    steps.press(plain, "记好了")
    steps.heading(plain, "双溪村")
    steps.see(plain, "微信里打开的，写到一半", "欠回话")


# --- questionnaires --------------------------------------------------------------------------------

ASKED = """
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.surveys.actions import editions, links, questionnaires
from sanxin.surveys.actions.links import Where
from tests.surveys.asking_builders import HEALTH
by = Person.objects.get(staff_number="lp001")
draft = questionnaires.create(HEALTH, office=by.posts.get().unit.office, by=by, at=clock.now())
edition = editions.publish(draft, by=by, seen=draft.version, at=clock.now())
where = Where(place=Unit.objects.get(name="竹坑村"))
print(links.make(edition, where=where, opens_at=clock.now(), closes_at=None, target=None, by=by, at=clock.now()).pk)
"""
SHEETS = """
import json
from sanxin.surveys.models import Response
print(json.dumps(sorted(row.answers.get("say", "") for row in Response.objects.filter(link={link!r}))))
"""
SHUT = """
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.surveys.actions import links
from sanxin.surveys.models import Link
links.close(Link.objects.get(pk={link!r}), by=Person.objects.get(staff_number="lp001"), at=clock.now())
"""


def paper_page(page: Page, town: Town, link: str) -> str:
    """Opened once with a signal: from now on it opens without."""
    address = f"/surveys/links/{link}/paper/"
    page.goto(address)
    expect(page.locator("#paper-box")).to_contain_text("没有信号也能打开")
    return address


def fill_in(page: Page, who: str, say: str) -> None:
    page.get_by_label("您是").fill(who)
    page.get_by_label("还想说什么").fill(say)
    steps.press(page, "存这份，录下一份")


def taken(page: Page) -> None:
    expect(page.locator("#paper-box")).to_contain_text("存在手机里了")
    expect(page.get_by_label("还想说什么")).to_have_value("")


def sheets(town: Town, link: str) -> list[str]:
    told: list[str] = json.loads(town.house.ask(SHEETS.format(link=link)))
    return told


def test_questionnaires_filled_in_without_a_signal_arrive_once(
    phone: Callable[[], BrowserContext], town: Town, tmp_path: Path
) -> None:
    link = town.house.ask(ASKED)
    context = phone()
    sign_in(context, town, "程晓岚")
    page = context.pages[0]
    recording_page(page)
    address = paper_page(page, town, link)

    context.set_offline(True)
    fill_in(page, "1", "路远")
    taken(page)
    assert "路远" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.reload()
    expect(page.locator("#paper-box")).to_contain_text("手机里有 1 份")
    fill_in(page, "7", "号错了")
    expect(page.locator(".sv-bad")).to_contain_text("第 1 题写 1 到 3 的号")
    fill_in(page, "2", "配药难")
    taken(page)
    expect(page.locator("#paper-box")).to_contain_text("手机里有 2 份")

    battery_dies(tmp_path / "phone")
    context = phone()
    context.add_init_script(NO_BACKGROUND_SYNC)
    sign_in(context, town, "程晓岚")
    context.set_offline(True)
    page = context.pages[0]
    page.goto(PAGE)
    expect(queue(page, "村里看病方便吗", "竹坑村", "在手机里")).to_have_count(2)
    expect(page.locator("#queue")).not_to_contain_text("路远")
    page.locator("#papers").get_by_role("link", name="村里看病方便吗").click()
    page.wait_for_url(f"**{address}")
    fill_in(page, "3", "在外地")
    taken(page)
    assert sheets(town, link) == []

    context.set_offline(False)
    page.goto(PAGE)
    until_sent(page, 3)
    assert not [row for row in page.evaluate(STORED) if "路远" in row]
    assert sheets(town, link) == sorted(["路远", "配药难", "在外地"])


def test_a_questionnaire_that_is_not_taken_is_mended_or_withdrawn(seat: Seat, town: Town) -> None:
    link = town.house.ask(ASKED)
    page = seat("程晓岚", phone=True)
    recording_page(page)
    address = paper_page(page, town, link)
    page.context.set_offline(True)
    page.get_by_label("打几分").fill("8")
    fill_in(page, "1", "分写错了")
    taken(page)
    page.context.set_offline(False)
    page.goto(PAGE)
    refused = queue(page, "没有收", "第 4 题：最大是 5")
    expect(refused).to_have_count(1)

    refused.get_by_role("link", name="改").click()
    page.wait_for_url(f"**{address}#mend=*")
    expect(page.get_by_label("还想说什么")).to_have_value("分写错了")
    page.get_by_label("打几分").fill("3")
    town.house.ask(SHUT.format(link=link))
    steps.press(page, "存这份，录下一份")
    expect(page.locator("#paper-box")).to_contain_text("有 1 份没有收")
    page.goto(PAGE)
    closed = queue(page, "没有收", "已经停收")
    expect(closed).to_have_count(1)
    expect(page.locator("#queue > li")).to_have_count(1)
    page.on("dialog", lambda dialog: dialog.accept())
    closed.get_by_role("button", name="撤回").click()
    expect(page.locator("#queue > li")).to_have_count(0)
    assert sheets(town, link) == []


def test_with_a_line_a_sheet_goes_to_the_office_at_once(seat: Seat, town: Town) -> None:
    link = town.house.ask(ASKED)
    page = seat("程晓岚")
    page.goto(f"/surveys/links/{link}/paper/")
    fill_in(page, "1", "桌上那一叠")
    steps.see(page, "存了一份", "您今天录了 1 份")
    assert sheets(town, link) == ["桌上那一叠"]


def test_a_pin_encrypts_the_questionnaires_too(seat: Seat, town: Town) -> None:
    link = town.house.ask(ASKED)
    page = seat("程晓岚", phone=True)
    recording_page(page)
    set_pin(page)
    address = paper_page(page, town, link)
    assert page.evaluate(f"caches.match('{address}').then(one => one.text())").count("您是") == 0
    page.context.set_offline(True)
    page.reload()
    fill_in(page, "1", "锁着的答卷")
    taken(page)
    assert not [row for row in page.evaluate(STORED) if "锁着的答卷" in row or link in row]

    page.evaluate("SanxinLock.tell({ forget: SanxinOutbox.config.owner })")
    page.goto(address)
    enter(page, PIN)
    expect(queue(page, "村里看病方便吗", "在手机里")).to_have_count(1)
    page.context.set_offline(False)
    try_now(page)
    expect(queue(page, "已送到")).to_have_count(1)
    assert sheets(town, link) == ["锁着的答卷"]


def test_signing_out_wipes_the_questionnaires_too(seat: Seat, town: Town) -> None:
    link = town.house.ask(ASKED)
    page = seat("徐建平", phone=True)  # whose session ends with it
    recording_page(page)
    paper_page(page, town, link)
    assert page.evaluate("SanxinOutbox.keptPapers().then(all => all.length)") == 1
    sign_out(page)
    page.wait_for_url("**/account/login/**")
    until(page, "caches.keys().then(names => !names.includes('papers'))")


TYPING = "SanxinOutbox.ops(SanxinOutbox.config.owner).then(ops => ops.filter(op => op.state === 'typing'))"


def half_typed(page: Page, say: str) -> None:
    """Two questions of the sheet, and not pressed: it is in the store."""
    page.get_by_label("您是").fill("2")
    page.get_by_label("还想说什么").fill(say)
    until(page, f"{TYPING}.then(all => all.some(op => op.values.answers.say === '{say}'))")


def back(page: Page, say: str) -> None:
    expect(page.locator("#paper-box")).to_contain_text("放回来了")
    expect(page.get_by_label("您是")).to_have_value("2")
    expect(page.get_by_label("还想说什么")).to_have_value(say)


def test_a_half_typed_questionnaire_outlives_a_closed_browser(
    phone: Callable[[], BrowserContext], town: Town, tmp_path: Path
) -> None:
    link = town.house.ask(ASKED)
    context = phone()
    sign_in(context, town, "程晓岚")
    page = context.pages[0]
    recording_page(page)
    address = paper_page(page, town, link)
    context.set_offline(True)
    half_typed(page, "录到一半")

    context.close()
    context = phone()
    context.add_init_script(NO_BACKGROUND_SYNC)
    sign_in(context, town, "程晓岚")
    context.set_offline(True)
    page = context.pages[0]
    page.goto(PAGE)
    expect(queue(page, "村里看病方便吗", "没录完")).to_have_count(1)
    expect(page.locator("#queue")).not_to_contain_text("录到一半")
    page.get_by_role("link", name="接着录").click()
    page.wait_for_url(f"**{address}")
    back(page, "录到一半")
    half_typed(page, "录到一半，又写了几个字")

    battery_dies(tmp_path / "phone")
    context = phone()
    context.add_init_script(NO_BACKGROUND_SYNC)
    sign_in(context, town, "程晓岚")
    page = context.pages[0]
    page.goto(address)
    back(page, "录到一半，又写了几个字")
    assert sheets(town, link) == []
    steps.press(page, "存这份，录下一份")
    steps.see(page, "存了一份")
    until(page, f"{TYPING}.then(all => !all.length)")
    expect(page.get_by_label("还想说什么")).to_have_value("")
    assert sheets(town, link) == ["录到一半，又写了几个字"]


def test_a_half_typed_questionnaire_is_given_up_pressed_or_wiped(seat: Seat, town: Town) -> None:
    link = town.house.ask(ASKED)
    page = seat("何志明", phone=True)  # whose session ends with it
    page.on("dialog", lambda dialog: dialog.accept())
    recording_page(page)
    address = paper_page(page, town, link)
    half_typed(page, "不要了的")
    page.reload()
    back(page, "不要了的")
    expect(page.get_by_text("上次没存的内容还在")).to_have_count(0)
    page.get_by_role("button", name="清空重录").click()
    expect(page.get_by_label("还想说什么")).to_have_value("")
    until(page, f"{TYPING}.then(all => !all.length)")

    half_typed(page, "先放着的")
    page.goto("/")
    page.goto(address)
    back(page, "先放着的")
    page.context.set_offline(True)
    steps.press(page, "存这份，录下一份")
    taken(page)
    assert page.evaluate(f"{TYPING}.then(all => all.length)") == 0
    page.context.set_offline(False)
    page.goto(PAGE)
    until_sent(page, 1)
    assert sheets(town, link) == ["先放着的"]

    page.goto(address)
    half_typed(page, "退出前没录完的")
    sign_out(page)
    page.wait_for_url("**leaving=1*")
    expect(queue(page, "没录完")).to_have_count(1)
    page.get_by_role("button", name="不要了，退出").click()
    page.wait_for_url("**/account/login/**")
    assert not [row for row in page.evaluate(STORED) if "没录完" in row]


def test_a_pin_encrypts_what_is_half_typed(seat: Seat, town: Town) -> None:
    link = town.house.ask(ASKED)
    page = seat("程晓岚", phone=True)
    recording_page(page)
    set_pin(page)
    address = paper_page(page, town, link)
    half_typed(page, "锁着的一半")
    assert not [row for row in page.evaluate(STORED) if "锁着的一半" in row or link in row]
    until(page, "!JSON.stringify(sessionStorage).includes('锁着的一半')")

    page.context.set_offline(True)
    page.evaluate("SanxinLock.tell({ forget: SanxinOutbox.config.owner })")
    page.goto(address)
    enter(page, PIN)
    page.get_by_role("link", name="接着录").click()
    back(page, "锁着的一半")
