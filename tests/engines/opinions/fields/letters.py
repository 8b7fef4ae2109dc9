"""Invented letters of four fields: openings and endings are the same everywhere, the matter is not."""

import random

from sanxin_engines.opinions.fields import Example

MATTERS = {
    "交通运输": "公交班次太少 12路公交不按时发车 红绿灯时间太短 路口经常堵车 客运站搬迁后换乘不便 出租车拒载",
    "环境保护": "砖厂排放黑烟 河水被养猪场污染 夜间焚烧垃圾气味刺鼻 工厂排污水 噪声超标影响休息 扬尘污染严重",
    "教育文体": "小学学位不足 幼儿园收费太高 学校食堂饭菜质量差 老师违规补课 图书馆关门太早 操场开放时间短",
    "劳动和社会保障": "工地拖欠工资 养老金没有到账 社保断缴怎么补 工伤认定太慢 退休年龄如何算 公司不签劳动合同",
}
OPENINGS = ("我是本地居民", "尊敬的领导", "向您反映一件事", "请问", "我们这里")
ENDINGS = ("希望尽快处理", "请给一个答复", "已经持续三个月", "大家都有意见", "多次反映没有结果")


def letters(count: int = 120, seed: int = 5) -> list[Example]:
    rng = random.Random(seed)
    return [_letter(rng, list(MATTERS)[number % len(MATTERS)]) for number in range(count)]


def _letter(rng: random.Random, label: str) -> Example:
    place = "".join(rng.choices("安宝昌春德丰福广海和宏吉建景康", k=2)) + rng.choice("村镇路")
    matter, other = rng.sample(MATTERS[label].split(), 2)
    return Example(f"{place}{matter}\n{rng.choice(OPENINGS)}，{place}{matter}，{other}，{rng.choice(ENDINGS)}。", label)
