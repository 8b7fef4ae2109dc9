"""Invented letters from an invented county: stories that several people tell, and letters that stand alone."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from sanxin_engines.opinions import Voice

NOW = datetime(2026, 6, 30, 12, 0)  # noqa: DTZ001 - sheets carry no time zone

STORIES: dict[str, tuple[tuple[str, str], ...]] = {
    "mahjong": (
        ("青柳小区3栋麻将馆深夜噪音扰民", "青柳小区3栋一楼开了麻将馆，每天打到凌晨两点，老人小孩无法休息，请查处。"),
        ("青柳小区麻将馆太吵", "我住青柳小区3栋二楼，楼下麻将馆洗牌声到深夜，噪音扰民严重，物业不管。"),
        ("请关停青柳小区楼下麻将馆", "青柳小区3栋麻将馆没有执照，深夜噪音不断，孩子写作业受影响。"),
        ("麻将馆噪音何时有人管", "青柳小区的麻将馆营业到凌晨，吵得整栋楼睡不着，多次报警无果。"),
    ),
    "water": (
        ("白石村自来水发黄", "白石村六组的自来水已经发黄两个月，有股铁锈味，村民不敢喝。"),
        ("白石村饮用水水质有问题", "我们白石村自来水浑浊发黄，沉淀一晚上桶底都是铁锈，请检测水质。"),
        ("反映白石村自来水浑浊", "白石村自来水发黄浑浊，洗衣服都洗不干净，请自来水公司更换老管道。"),
    ),
    "bus": (
        ("建议延长12路公交到龙潭镇", "龙潭镇没有直达县医院的公交，建议12路公交延长到龙潭镇，方便老人看病。"),
        ("12路公交能否开到龙潭镇", "龙潭镇的老人去县医院要转三趟车，请把12路公交延长到龙潭镇。"),
        ("龙潭镇公交线路的建议", "希望公交公司把12路延长，龙潭镇几千人出行就方便了。"),
    ),
    "wages": (
        ("金桥工地拖欠农民工工资", "我们在金桥工地干了八个月，包工头拖欠农民工工资三十多万元，至今没有支付。"),
        ("讨要金桥工地的工资", "金桥工地老板拖欠工资不发，农民工等着钱回家过年。"),
    ),
}
ALONE: tuple[tuple[str, str], ...] = (
    ("咨询残疾证补办手续", "残疾证遗失，请问在哪里补办，需要带哪些材料。"),
    ("高考成绩复核怎么申请", "孩子对语文分数有疑问，想了解复核流程和期限。"),
    ("建议保护老街的古樟树", "老街口那棵三百年的古樟树被围栏勒住了，树皮开裂。"),
    ("流浪狗咬人谁负责", "昨天晨跑时被一群流浪狗追咬，打了狂犬疫苗。"),
    ("户口迁移几天办好", "结婚后想把户口迁到丈夫家，派出所说要等通知。"),
    ("图书馆周末开放时间太短", "县图书馆周末下午四点就关门，上班族没法借书。"),
)


def letters() -> list[Voice]:
    """Eighteen voices: four stories and six letters alone, ids "101" to "118", authors of their own."""
    texts = [text for story in STORIES.values() for text in story] + list(ALONE)
    return [
        Voice(
            id=str(101 + number),
            title=title,
            text=text,
            author=f"u{number}",
            at=NOW - timedelta(days=9 * number),
            likes=number % 4,
        )
        for number, (title, text) in enumerate(texts)
    ]


def ids_of(story: str) -> set[str]:
    start = 101
    for name, texts in STORIES.items():
        if name == story:
            return {str(start + number) for number in range(len(texts))}
        start += len(texts)
    raise KeyError(story)


def crowd(size: int = 150) -> list[Voice]:
    """Letters of strangers about their own matters: what makes everyday words everyday."""
    rng = random.Random(11)
    return [_stranger(rng, number) for number in range(size)]


WANTS = (
    "请加快建设",
    "希望尽快维修",
    "何时开工",
    "长期无人管理",
    "要求公开收费标准",
    "有何具体政策和行动",
    "规划多年不见动静",
)
THINGS = (
    "自来水管道",
    "过街设施",
    "公办幼儿园",
    "菜场排水",
    "高铁站",
    "遗址公园",
    "路灯",
    "停车位",
    "教师收入",
    "医疗站",
)


def _stranger(rng: random.Random, number: int) -> Voice:
    place = "".join(rng.choices("安宝昌春德丰福广海和宏吉建景康乐丽林梅南平清瑞盛泰文祥新星云", k=3)) + rng.choice(
        "村镇路桥湖"
    )
    thing, other = rng.sample(THINGS, 2)
    wants = rng.sample(WANTS, 3)
    text = f"{place}的{thing}{wants[0]}，{other}{wants[1]}，{place}居民{wants[2]}。"
    return Voice(f"x{number:03d}", f"{place}{thing}{rng.choice(wants)}", text, f"stranger{number}")
