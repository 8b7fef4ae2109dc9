"""Invented letters, for a machine without the real ones: a growing number of stories, each told in different words by
a few people, between many letters told once."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from sanxin_engines.opinions import Voice

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - generated voices carry no time zone
SYLLABLES = (
    "安宝昌春德东丰福高光广海和恒宏华吉嘉建金锦景康乐丽林龙梅明南宁平清庆荣瑞胜盛泰天通旺文祥新兴星秀阳永玉源云泽正中"
)
KINDS = ("小区", "村", "社区", "大道", "路", "花园", "学校", "市场", "医院", "广场")
MATTERS = (
    "楼下麻将馆深夜噪音扰民 影响老人休息 孩子无法写作业",
    "自来水时断时续 水压太低 水质发黄有异味",
    "路灯坏了半年没人修 晚上出行不安全",
    "开发商延期交房 合同违约 业主要求赔偿",
    "物业乱收费 停车位涨价 服务质量差",
    "垃圾站臭气熏天 蚊虫很多 要求搬迁",
    "公交车班次太少 等车时间过长 老人看病不方便",
    "违章建筑侵占绿地 城管部门不处理",
    "征地补偿款迟迟没有发放 账目不公开",
    "学位紧张 入学政策不透明 家长焦虑",
    "工地夜间施工 扬尘严重 多次投诉没有结果",
    "医保报销手续复杂 来回跑了几趟",
    "拖欠农民工工资 老板失去联系",
    "电梯经常故障困人 维修基金无法使用",
    "河道污染 黑臭水体 附近居民苦不堪言",
    "非法集资公司跑路 立案后没有进展",
)
FILLERS = (
    "希望尽快解决", "我们已经多次反映", "打过热线没有用", "请领导到现场看看", "社区说要等上面通知", "已经持续三个月",
    "周围邻居都有意见", "去年就承诺整改", "工作人员态度不好", "请给一个明确答复", "家里有病人受不了", "这样下去怎么办",
    "早上六点开始", "每天晚上十点以后", "雨天更加严重", "孩子放学要经过这里", "投诉之后好了两天", "现在又恢复原样",
)  # fmt: skip


def voices(count: int, seed: int = 7) -> list[Voice]:
    """`count` messages; about a third of them belong to stories that several people tell."""
    rng = random.Random(seed)
    stories = [_story(rng) for _ in range(max(count // 12, 1))]
    return [_voice(rng, number, rng.choice(stories) if rng.random() < 0.35 else _story(rng)) for number in range(count)]


def _story(rng: random.Random) -> tuple[str, str]:
    return "".join(rng.choices(SYLLABLES, k=3)) + rng.choice(KINDS), rng.choice(MATTERS)


def _voice(rng: random.Random, number: int, story: tuple[str, str]) -> Voice:
    place, matter = story
    parts = matter.split()
    said = [*rng.sample(parts, rng.randint(1, len(parts))), *rng.sample(FILLERS, 6), _noise(rng), _noise(rng)]
    rng.shuffle(said)
    return Voice(
        id=f"{number:07d}",
        title=f"{place}{rng.choice(parts)}",
        text=f"我是{place}的居民，" + "，".join(said) + f"，{place}的情况请核实。",
        author=f"u{rng.randrange(10**6)}",
        at=NOW - timedelta(days=rng.randrange(365)),
        likes=rng.randrange(5),
    )


def _noise(rng: random.Random) -> str:
    """A clause that no other message has."""
    here, there = ("".join(rng.choices(SYLLABLES, k=2)) for _ in range(2))
    return f"{here}附近的{there}也来过{rng.randrange(100)}次"
