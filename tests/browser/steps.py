"""What people of the office do, one function a deed, through the pages alone."""

import io
import re
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from sanxin.project.demo.complaints import complaints

VILLAGES = ["竹坑村", "双溪村"]
HEADERS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数", "村")
FIRST_CALL = datetime(2026, 9, 1, 8)  # noqa: DTZ001 - a sheet knows no zone
PROPOSAL = "两个村的班车停了，要不要补贴复开？"
PLANNED = "竹坑、双溪到镇的班车复开"
MEMO = "同意方案一，元旦前跑起来。"


def hotline_export(folder: Path, count: int) -> Path:
    """An Excel file as the hotline hands it out: `count` messages of invented people."""
    path = folder / "12345热线导出.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("留言")
    sheet.write_row(0, 0, HEADERS)
    for row, said in enumerate(complaints(count, VILLAGES), start=1):
        at = f"{FIRST_CALL + timedelta(hours=3 * row):%Y-%m-%d %H:%M}"
        cells = (188000 + row, f"A{row % 420:06}", said.title, at, said.text, row % 7, said.village)
        sheet.write_row(row, 0, cells)
    book.close()
    return path


def photograph(wide: int = 640) -> dict[str, object]:
    """A picture, as a file a browser may be given; a wide one is as rough as a telephone's."""
    size = (wide, wide * 420 // 640)
    picture = Image.new("RGB", size, "#c9d6df") if wide == 640 else Image.effect_noise(size, 20).convert("RGB")
    ImageDraw.Draw(picture).rectangle((80, 200, 560, 360), fill="#b9502d")
    file = io.BytesIO()
    picture.save(file, "JPEG")
    return {"name": "班车.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def open_from_menu(page: Page, *names: str) -> None:
    menu = page.get_by_role("navigation", name="主菜单")
    for name in names:
        menu.get_by_role("link", name=re.compile(rf"^{name}(\s|$)")).click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def press(page: Page, name: str) -> None:
    """A button of the page's body; the shell has buttons of its own."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def see(page: Page, *texts: str) -> None:
    for text in texts:
        expect(page.get_by_role("main")).to_contain_text(text)


def told(page: Page, text: str) -> None:
    """The passing note after a deed."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def await_job(page: Page, label: str) -> None:
    """A piece of long work: its page follows it by itself and then leads to the result."""
    heading(page, label)
    result = page.get_by_role("link", name="看结果")
    expect(result).to_be_visible(timeout=60_000)
    result.click()


def import_voices(page: Page, file: Path, count: int) -> None:
    page.goto("/")
    open_from_menu(page, "调查研究", "声音")
    follow(page, "导入")
    heading(page, "导入群众声音")
    page.locator("input[type=file]").set_input_files(file)
    press(page, "上传")
    heading(page, "确认各列")
    see(page, "各列都认出来了", "188001", "竹坑村")
    press(page, "检查各行")
    await_job(page, "检查表格")
    heading(page, "导入预览")
    see(page, f"可以导入 {count} 行，没有错误。")
    press(page, "导入")
    await_job(page, "导入表格")
    heading(page, "导入完成")
    expect(page.locator(".sx-fig").filter(has_text="新增")).to_contain_text(f"{count}")


def group_voices(page: Page, count: int) -> None:
    open_from_menu(page, "调查研究")
    follow(page, "归并")
    heading(page, "归并声音")
    see(page, f"{count} 条声音，还没有归并过")
    press(page, "开始归并")
    await_job(page, "归并问题")
    heading(page, f"{count} 条声音归成")
    follow(page, "去问题台")


def walk_desk_by_keys(page: Page) -> None:
    """J and K choose a problem and show it beside the list, Enter opens its page."""
    page.goto("/research/")
    second = page.locator("[data-problem]").nth(1)
    name = second.locator("a").inner_text()
    for key in ("j", "j", "k"):  # the first row is chosen from the start
        page.keyboard.press(key)
    expect(second).to_have_attribute("aria-selected", "true")
    preview = page.get_by_role("complementary", name="问题预览")
    expect(preview.get_by_role("heading", name=name)).to_be_visible()
    page.keyboard.press("Enter")
    heading(page, name)
    see(page, "全部声音", "为什么归在一起")


def accept_hottest(page: Page) -> str:
    """Looks at the first problem of the desk beside the list, takes it; returns its name."""
    heading(page, "问题台")
    first = page.locator("[data-problem]").first
    name = first.locator("a").inner_text()
    preview = page.get_by_role("complementary", name="问题预览")
    expect(preview.get_by_role("heading", name=name)).to_be_visible()
    heat = int(first.locator("td").last.inner_text())
    parts = preview.locator(".sx-heat").inner_text()
    assert sum(int(word[1:]) for word in parts.split() if word.startswith("+")) == heat, parts
    for part in ("人", "地方", "新近", "持续", "同感"):
        assert part in parts
    expect(preview.locator(".sx-quote")).to_have_count(3)
    preview.get_by_role("button", name="采纳为问题").click()
    told(page, "采纳了 W-")
    return name


def write_proposal(page: Page, problem: str) -> None:
    page.get_by_role("complementary", name="问题预览").get_by_role("link", name="写方案").click()
    heading(page, "写方案")
    expect(page.get_by_label(problem)).to_be_checked()
    page.get_by_label("标题").fill(PROPOSAL)
    page.get_by_label("情况和理由").fill("九月起停运，老人赶集、看病走不了。")
    page.get_by_label("承办单位").select_option("市交通运输局")
    for row, (name, cost) in enumerate((("赶集日开一趟", "3.6 万元"), ("每天两趟", "18 万元"))):
        page.get_by_label("办法", exact=True).nth(row).fill(name)
        page.get_by_label("一年费用").nth(row).fill(cost)
    page.get_by_label("什么事").first.fill(PLANNED)
    page.get_by_label("谁牵头").first.select_option("程晓岚")
    page.get_by_label("工作日").first.fill("10")
    press(page, "存方案")
    heading(page, PROPOSAL)
    see(page, "在写", "赶集日开一趟", "3.6 万元", "每天两趟", "18 万元", "10 个工作日")


def submit_proposal(page: Page) -> None:
    follow(page, "报领导")
    heading(page, "报领导")
    page.get_by_label("报给哪位领导").select_option("叶文清")
    press(page, "报上去")
    see(page, "待批示")


def decide(page: Page) -> None:
    """The leader, three minutes, on the phone."""
    page.goto("/")
    see(page, "等我批的", PROPOSAL)
    follow(page, "去批示")
    heading(page, PROPOSAL)
    see(page, "已隐去说话人", "同意后会开这 1 条台账", PLANNED)
    page.get_by_role("textbox", name="批示").fill(MEMO)
    press(page, "同意，开台账")
    see(page, MEMO)


def write_item(page: Page, title: str) -> None:
    """The form of a new item, filled in and not sent yet."""
    page.goto("/ledger/new/")
    page.get_by_label("什么事").fill(title)
    page.get_by_label("几个工作日").fill("8")


def open_item(page: Page, title: str) -> None:
    write_item(page, title)
    press(page, "立项")
    heading(page, title)


def take_on(page: Page) -> str:
    """The officer finds the new item on Today and accepts it; returns its address."""
    page.goto("/")
    see(page, PLANNED)
    follow(page, PLANNED)
    heading(page, PLANNED)
    see(page, "认领以后就由您牵头", "没有佐证不能销号")
    press(page, "认领")
    see(page, "填进展", "请部门联动")
    return page.url


def ask_department(page: Page, item: str) -> None:
    page.goto(item)
    follow(page, "请部门联动")
    heading(page, "请部门联动")
    page.get_by_label("请哪个单位").first.select_option(label="市交通运输局")  # the lines of others are folded away
    page.get_by_label("请对方做什么").first.fill("请定哪天能开车、谁来跑。")
    page.get_by_label("哪天前答复").first.fill(f"{datetime.now() + timedelta(days=3):%Y-%m-%d}")  # noqa: DTZ005 - a day is enough
    page.get_by_label("联系人").first.fill("占伟")
    press(page, "请对方答复")
    see(page, "问了 1 家，0 家已答", "市交通运输局", "请定哪天能开车、谁来跑。")


def answer_as_department(page: Page) -> None:
    page.goto("/")
    see(page, "请我单位办的", "请定哪天能开车、谁来跑。", PLANNED)
    follow(page, "去答复")
    page.get_by_role("textbox", name="答复").fill("赶集日一趟，十二月八日起，农村客运公司来跑。")
    press(page, "交答复")
    see(page, "赶集日一趟，十二月八日起")


def work_through(page: Page, item: str) -> None:
    """A measure planned and done, progress noted, a photograph filed."""
    page.goto(item)
    see(page, "问了 1 家，1 家已答", "农村客运公司来跑")
    follow(page, "加一项")
    page.get_by_label("做什么").fill("和客运公司签补贴协议")
    page.get_by_label("谁来做").select_option("程晓岚")
    press(page, "加上")
    see(page, "1 项，已完成 0 项", "和客运公司签补贴协议")
    follow(page, "填进展")
    page.get_by_label("办到哪一步了").fill("协议谈好了，下周签。")
    press(page, "记下")
    see(page, "协议谈好了，下周签。")
    follow(page, "办完了")
    page.get_by_label("办得怎").fill("十二月二日签了。")
    press(page, "记为办完")
    see(page, "1 项，已完成 1 项")
    follow(page, "传佐证")
    page.locator("input[type=file]").set_input_files(photograph())  # type: ignore[arg-type]
    page.get_by_label("说明").fill("试运行第一天")
    press(page, "传上去")
    expect(page.get_by_role("img", name="试运行第一天")).to_be_visible()


def ask_for_strike_off(page: Page, item: str) -> None:
    page.goto(item)
    see(page, "可以申请销号；核验要由别人来做")
    follow(page, "申请销号")
    page.get_by_label("办成了什么样").fill("赶集日上下午各一趟，跑了两周没断过。")
    press(page, "申请销号")
    see(page, "已经申请销号")
    expect(page.get_by_role("main").get_by_role("link", name="核验", exact=True)).to_have_count(0)


def verify(page: Page) -> None:
    """Somebody else than the owner looks, then strikes off."""
    page.goto("/")
    see(page, "等我核验", PLANNED)
    follow(page, PLANNED)
    follow(page, "核验")
    see(page, "赶集日上下午各一趟")
    page.get_by_label("到现场看").check()
    page.get_by_label("看到什么").fill("上午在村口等到了车。")
    press(page, "核验通过，销号")
    see(page, "已销号")


def tell_unsolved(page: Page) -> None:
    """The visitor calls back the first on the list; for them it is not solved."""
    page.goto("/")
    see(page, "欠人家的回话", PLANNED)
    follow(page, PLANNED)
    heading(page, PLANNED)
    page.get_by_role("textbox", name="回话").fill("班车十二月八日复开，赶集日上下午各一趟。")
    page.get_by_label("没解决").first.check()
    press(page, "记下回话")
    heading(page, "欠人家的回话")
    see(page, "现在不欠谁的回话")


def find_reopened(page: Page, item: str) -> None:
    page.goto("/")
    see(page, "退回给我的", "没解决", PLANNED)
    page.goto(item)
    see(page, "没解决", "重新打开", "第 1 个工作日", "已回 1 位", "还没有佐证")
    expect(page.locator(".sx-lead, .sx-head").first).not_to_contain_text("已销号")
    page.goto("/ledger/")
    expect(page.locator("[data-row]").filter(has_text=PLANNED)).to_be_visible()
