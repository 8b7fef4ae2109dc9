"""What the catalogue shows: made-up rows with the attributes that each include asks for."""

from datetime import datetime, timedelta, timezone
from typing import Any

from django.core.paginator import Paginator

OFFICE = timezone(timedelta(hours=8))


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=OFFICE)


MENU = [
    {"label": "今日", "url": "#", "icon": "calendar-event"},
    {"label": "台账", "url": "#", "icon": "list-check", "current": True},
    {},
    {"label": "调查研究", "heart": "用心", "url": "#", "icon": "ear"},
    {"label": "工作创新", "heart": "热心", "url": "#", "icon": "bulb"},
    {
        "label": "服务群众",
        "heart": "留意",
        "url": "#",
        "icon": "heart-handshake",
        "current": True,
        "children": [{"label": "走访", "url": "#", "current": True}, {"label": "欠的回话", "url": "#"}],
    },
]
TABBAR = [
    {"label": "今日", "url": "#", "icon": "calendar-event", "current": True},
    {"label": "台账", "url": "#", "icon": "list-check"},
    {"label": "记走访", "url": "#", "icon": "plus", "go": True},
    {"label": "问题", "url": "#", "icon": "ear"},
    {"label": "更多", "url": "#", "icon": "menu-2"},
]
CRUMBS = [{"label": "台账", "url": "#"}, {"label": "2026-0137"}]
TABS = [
    {"label": "全部在办", "url": "#", "count": 126, "current": True},
    {"label": "我牵头的", "url": "#", "count": 4},
    {"label": "存为视图", "url": "#"},
]
CHIPS = [{"label": "类别：民生", "name": "kind", "value": "livelihood"}]
HEADS = [
    {"label": "期限", "key": "due"},
    {"label": "编号", "key": "number"},
    {"label": "事项"},
    {"label": "牵头"},
    {"label": "费用（万元）", "num": True},
]
ROWS = [
    [
        {"text": word, "light": kind},
        {"text": number, "lead": True, "css": "sx-no"},
        {"text": title, "url": "#", "main": True},
        {"text": "程晓岚"},
        {"text": cost, "num": True, "label": "费用"},
    ]
    for word, kind, number, title, cost in (
        ("超期 1 日", "red", "2026-0137", "竹坑村至镇区班车停运", "9.60"),
        ("剩 1 日", "amber", "2026-0121", "机耕桥护栏缺损", "3.25"),
        ("已销号", "done", "2026-0098", "村道路灯缺亮 6 盏", "0.48"),
    )
]
SUM = [{"text": "合计"}, {"text": ""}, {"text": ""}, {"text": ""}, {"text": "13.33", "num": True}]
DUE_ROWS = [
    {
        "light_kind": "red",
        "light_word": "超期 1 日",
        "title": "与公交公司商定赶集日加开班次",
        "url": "#",
        "meta": "2026-0137 洪岩镇竹坑村至镇区班车停运 · 措施 2",
        "action_label": "填进展",
    },
    {
        "light_kind": "done",
        "light_word": "已备好",
        "title": "09:00 涌山镇杨家坞村院坝会",
        "url": "#",
        "meta": "材料 2 份、签到表 1 份",
        "action_label": "再看一遍",
        "quiet": True,
    },
]
LINKS = [
    {"title": "2025-0212 涌山镇车溪村客运复开", "url": "#", "meta": "23 个工作日销号，提意见的人都答“解决了”"},
    {
        "title": "2024-03 接渡镇赶集日加班车",
        "url": "#",
        "light_kind": "off",
        "light_word": "又停了",
        "meta": "补贴未续",
    },
]
LIGHTS = [
    ("red", "超期 3 日"),
    ("amber", "剩 2 日"),
    ("green", "剩 9 日"),
    ("wait", "等我"),
    ("off", "暂停至 12-10"),
    ("done", "已销号"),
]
STEPS = [
    {"label": "已编号", "note": "10-22", "state": "done"},
    {"label": "已认领", "note": "10-23", "state": "done"},
    {"label": "办理中", "note": "第 19 个工作日", "state": "current"},
    {"label": "申请销号", "note": "还差 2 项", "state": "ahead"},
    {"label": "核验", "note": "徐建平", "state": "ahead"},
    {"label": "销号", "state": "ahead"},
    {"label": "回话", "note": "4 位", "state": "ahead"},
]
FACTS = [
    {"label": "地点", "value": "洪岩镇 竹坑村等 3 村"},
    {"label": "来源", "value": "9-18 走访，4 位提起"},
    {"label": "归在问题", "value": "W-0218，9 村 52 条", "url": "#"},
    {"label": "费用", "value": ""},
]
ENTRIES = [
    {"text": "该回话 4 位", "note": "销号后，由当时走访的人去说", "todo": True},
    {"text": "市交通运输局答复，附复函", "at": at(11, 16, 10, 20), "who": "占伟"},
    {"text": "程晓岚认领", "at": at(10, 23, 8, 40)},
]
DAYS = [
    {"label": "三 18", "planned": [{"text": "课题中期：村级后备力量", "url": "#"}], "past": True},
    {"label": "四 19", "planned": [{"text": "整理院坝会问题单", "url": "#"}], "today": True},
    {"label": "五 20", "planned": [{"text": "杨家坞村", "url": "#"}, {"text": "沙湾村验收", "url": "#"}]},
]
HEAT = [
    {"label": "人", "percent": 62, "word": "38 人", "points": 31},
    {"label": "地方", "percent": 75, "word": "9 村", "points": 22},
    {"label": "新近", "percent": 88, "word": "本周 14", "points": 19},
]
WEEKS = [2, 3, 2, 4, 5, 4, 7, 9, 8, 11, 12, 10]
FIGURES = [
    {"value": 126, "label": "在办", "url": "#"},
    {"value": 7, "label": "超期", "light": "red", "url": "#"},
    {"value": 11, "unit": "工作日", "label": "销号用时中位数", "url": "#"},
    {"value": 96, "unit": "%", "label": "回话按期，近 3 月"},
    {"spark": WEEKS, "label": "近 12 周声音"},
]
MONTHS = ["6 月", "7 月", "8 月", "9 月", "10 月", "11 月"]
SERIES = [("新立", [34, 29, 38, 41, 42, 34]), ("销号", [28, 31, 27, 33, 37, 31])]
TASK = [
    {"label": "认出工作表和列", "note": "11 列认出 10 列", "state": "done", "took": "2 秒"},
    {"label": "逐行核对", "note": "可导入 63,986 行，要改 212 行", "state": "current", "took": "1 分 10 秒"},
    {"label": "预览，由您点头", "state": "ahead"},
]
FILES = [
    {"name": "2025 年热线台账.xlsx", "light_kind": "amber", "light_word": "212 行要改"},
    {"name": "复函.pdf", "url": "#", "light_kind": "done", "light_word": "已收"},
    {"name": "现场照片 6 张.zip", "percent": 64},
]
BAD_HEADS = ["事项", "乡镇"]
BAD_ROWS = [
    {"number": 1203, "cells": ["路灯不亮", "众埠镇"], "error": ""},
    {"number": 3377, "cells": ["路灯不亮", "众阜镇"], "error": "没有“众阜镇”，是不是众埠镇？"},
    {"number": 8019, "cells": ["", "乐港镇"], "error": "事项不能空"},
]
THUMBS = [
    {"title": "交通运输局复函.pdf", "url": "#", "meta": "11-16 · 占伟"},
    {"title": "与公交公司会商", "url": "#", "meta": "11-17 · 会议室"},
]
OPTIONS = [
    {"label": "一　原样恢复，每日两班"},
    {"label": "二　每日一班，赶集两班", "recommended": True},
    {"label": "三　电话预约，村村拼车"},
]
COMPARED = [
    {"label": "一年费用", "cells": ["17.5 万元，市财政", "9.6 万元，补贴 6.4、镇 3.2", "4 万元，另需招募司机"]},
    {"label": "多久办成", "cells": ["明年 3 月", "15 个工作日", "约 2 个月"]},
]
PHRASES = ["同意方案二", "请…牵头", "…前报我"]
ACTIONS = [{"label": "申请延期"}, {"label": "填进展", "kind": "primary"}]
WAYS = [
    {
        "title": "已有 Excel 台账",
        "text": "直接传上来，列名自己认。认不准的行会标红退回，改好再传，不会重复。",
        "label": "导入 Excel",
        "url": "#",
        "icon": "upload",
        "primary": True,
        "second_label": "下载样表",
        "second_url": "#",
    },
    {"title": "群众反映过的", "text": "问题台上已归出 41 个问题，采纳后一步立项。", "label": "去问题台", "url": "#"},
    {"title": "手上正办的", "text": "先记一件试试：写清什么事、哪里、谁牵头、哪天前。", "label": "记一件", "url": "#"},
]
PLACES = [
    {"value": "here", "label": "洪岩镇 竹坑村", "note": "您扫的是这个村的码", "checked": True},
    {"value": "other", "label": "别的乡镇"},
]
RECEIPT = [{"label": "查询号", "value": "LP 7K3M 92"}, {"label": "口令（别告诉别人）", "value": "青山 水车 石桥"}]
KEEP = [{"name": "view", "value": "all"}]
TALK = [{"label": "催一下", "url": "#"}, {"label": "电话", "url": "#"}]


def all_of() -> dict[str, Any]:
    """Every sample by its name in lower case, and a page of a long list."""
    named = {name.lower(): value for name, value in globals().items() if name.isupper() and name != "OFFICE"}
    return named | {"page": Paginator(range(1, 127), 50).page(2)}
