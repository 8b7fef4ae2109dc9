"""Invented answers to the two questionnaires of the demo, as a telephone sends them."""

import random
from collections.abc import Sequence

Raw = dict[str, list[str]]
LEFT_OUT = 0.08

SAID = (
    "班车停了以后，去卫生院拿药都是搭人家摩托，下雨天不敢坐。",
    "赶集日开一趟就好，平时少一点没关系。",
    "我妈七十六了，走到站要半个多钟头。",
    "票价贵一块两块不要紧，要准时。",
    "孩子星期五放学没有车，都是我请假去接。",
    "电话约车老人不会弄，最好村里有人帮着约。",
    "站牌早就倒了，外面的人不知道在哪里等。",
    "下午四点以后就没有车回来，看个病要在镇上过夜。",
    "路太窄，会车的时候吓人，先修路再谈班车。",
    "常年在外，过年回来那几天最要车。",
    "三轮车不让坐人了，又没有别的办法。",
    "能不能和校车并起来跑？",
)
ERRANDS = ("办老年证", "医保报销", "宅基地", "开证明", "低保复核", "土地确权", "户口迁移")
PRAISE = ("便民站的小余，老人来了都帮着填表。", "网格员送药上门，下雪天也来。", "")
BLAME = ("少填点表，多下来走走。", "问一件事要转三个电话。", "答应的事要有个回音。", "公开栏的字太小了。", "")


def an_account(rng: random.Random, year: int) -> Raw:
    """How somebody gets about. The old walk, the young ride their own."""
    old = rng.random() < 0.45
    age = "c4" if old else rng.choices(("c1", "c2", "c3"), (1, 12, 20))[0]
    stopped = rng.random() < 0.62
    sheet = {
        "age": [age],
        "away": [rng.choices(("c1", "c2", "c3"), (9, 2, 1) if old else (4, 2, 3))[0]],
        "bus": ["c3" if stopped else rng.choice(("c1", "c2", "c2", "c4"))],
        "since": [f"{year}-{rng.choice((8, 9, 9, 9, 10)):02d}-01"] if stopped else [],
        "ways": _two(rng, (1, 2, 1, 5, 6) if old else (1, 7, 4, 1, 1)),
        "where": _two(rng, (6, 6, 2, 0, 0) if old else (3, 1, 2, 4, 3)),
        "rides": [str(rng.randint(1, 5) if old else rng.randint(2, 22))],
        "cost": [rng.choice(("5", "6", "6", "8", "10", "15"))],
        "walk": [str(rng.choice((5, 10, 15, 20, 30, 40, 60)))],
        "when/when_morning": [rng.choices(("c1", "c2", "c3"), (6, 3, 1))[0]],
        "when/when_noon": [rng.choices(("c1", "c2", "c3"), (1, 4, 5))[0]],
        "when/when_evening": [rng.choices(("c1", "c2", "c3"), (5, 4, 1))[0]],
        "when/when_market": [rng.choices(("c1", "c2", "c3"), (8, 2, 1) if old else (3, 4, 3))[0]],
        "price_ok": [rng.choices(("agree", "disagree", "pass"), (7, 2, 1))[0]],
        "call_ok": [rng.choices(("agree", "disagree", "pass"), (2, 6, 2) if old else (6, 2, 2))[0]],
        "content": [str(rng.choices((1, 2, 3, 4, 5), (4, 6, 4, 2, 1) if stopped else (1, 2, 5, 5, 2))[0])],
        "said": [rng.choice(SAID)] if rng.random() < 0.4 else [],
    }  # fmt: skip
    return _with_gaps(sheet, rng, kept=("age", "bus"))


def an_opinion(rng: random.Random) -> Raw:
    """How officers behaved to somebody."""
    sheet = {
        "met": [rng.choice(("c1", "c1", "c2"))],
        "what": [rng.choice(ERRANDS)],
        "trips": [str(rng.choice((1, 1, 2, 2, 3, 5)))],
        "attitude": [str(rng.choices((2, 3, 4, 5), (1, 3, 5, 3))[0])],
        "done": [rng.choice(("c1", "c1", "c2", "c3", "c4"))],
        "s_open": [rng.choice(("agree", "disagree", "pass"))],
        "s_duty": [rng.choice(("agree", "agree", "disagree"))],
        "s_formal": [rng.choice(("agree", "agree", "agree", "pass"))],
        "praise": [rng.choice(PRAISE)],
        "blame": [rng.choice(BLAME)],
    }
    for row in ("home", "word", "fair", "paper", "push"):
        sheet[f"style/style_{row}"] = [rng.choice(("c1", "c2", "c2", "c3"))]
    return _with_gaps(sheet, rng, kept=("met",))


def _two(rng: random.Random, weights: Sequence[int]) -> list[str]:
    """One or two of five choices."""
    return sorted(set(rng.choices(("c1", "c2", "c3", "c4", "c5"), weights, k=2)))


def _with_gaps(sheet: dict[str, list[str]], rng: random.Random, *, kept: Sequence[str]) -> Raw:
    """Nobody answers everything."""
    return {name: said for name, said in sheet.items() if name in kept or rng.random() >= LEFT_OUT}
