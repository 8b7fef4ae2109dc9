"""Names of places in a run of words: 茶场村, 东六路, 青青家园, a7县.

No gazetteer: a place is recognised by its last syllables. Villages and estates that this misses belong into
`Settings.local_words`, which are then places as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The last syllables of place names.
ENDINGS = (
    "街道", "社区", "小区", "大道", "公园", "广场", "家园", "花园", "花城", "学院", "大学", "中学", "小学",
    "幼儿园", "医院", "大厦", "公寓", "安置区", "开发区", "工业园", "新城", "名城", "市场", "车站", "地铁站",
    "水库", "县城", "村", "组", "镇", "乡", "路", "街", "巷", "桥", "湖", "河", "湾", "苑", "园", "城", "府",
    "郡", "庭", "里", "县", "区", "站",
)  # fmt: skip
# Words before an ending that name nothing.
GENERIC = _words(
    "我们 你们 他们 我 你 该 本 这个 那个 这 那 此 某 某个 一个 一 "
    "两个 几个 各 各个 每个 整个 全 所有 其他 其它 很多 许多 附近 周边 "
    "周围 旁边 对面 门口 老 新 旧 原 小 大 在 到 从 的 与 和 及 或 "
    "由 对 为 是 有 请 市 省 区 县 属于 居住 住宅 商业 公办 民办 公立 "
    "私立 高档 农村 城市 影响 导致 进入 居民 这条 那条 整条 没有 这是 作为 "
    "对于 由于 但是 希望 今年 建设 修建 解决 反映 建议 关于 咨询 投诉 举报 "
    "断头 行政 中心 公共 什么 哪个 道 马 公 铁 高 城 乡 走 修 十字 "
    "公交 行人 非机动 如何 怎么 现代 国家 全国 就地 "
)
# Whole words that end like a place and are none, or name a kind rather than a place.
NOT_PLACES = _words(
    "道路 马路 公路 铁路 一路 线路 电路 修路 问路 走路 网路 思路 上路 出路 "
    "城乡 下乡 家乡 老乡 政府 农村 乡村 新村 城市 小组 班组 村组 机组 地区 "
    "片区 辖区 校区 社区 小区 街道 大道 公园 广场 学院 大学 中学 小学 医院 "
    "市区 城区 市县 区县 园区 景区 幼儿园 校园 家园 花园 家里 哪里 这里 "
    "那里 心里 手里 公里 夜里 屋里 车里 城里 村里 市场 车站 网站 站 逛街 "
    "断头路 快速路 水泥路 泥巴路 必经之路 大马路 高速公路 居民区 城中村 终点站 "
    "首末站 主干道 人行天桥 天桥 立交桥 高架桥 过街天桥 江湖 山区 开发区 工业园 "
    "垃圾站 加油站 变电站 充电站 公交站 地铁站 高铁站 火车站 水电站 十字路 斑马线 "
    "公墓 里 组 区 城 园 村 路 湖 河 桥 街 巷 镇 乡 县 府 湾 苑 "
    "郡 庭 "
)
# An ending that belongs to the word behind it: 双溪村广场舞 is danced, and 双溪村广场 is not spoken of.
BEGINS_A_WORD = frozenset({("广场", "舞")})
MASKED = re.compile(r"[a-z]\d{1,2}[市区县]")


def places_in(words: Sequence[str], local: frozenset[str]) -> tuple[str, ...]:
    """Distinct place names in order of appearance. `words` are all words of a text, single characters included."""
    found = dict.fromkeys(MASKED.findall("".join(words)))
    found.update(dict.fromkeys(_named(words)))
    found.update(dict.fromkeys(word for word in words if word in local))
    return tuple(found)


def _named(words: Sequence[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        if len(word) > 2 and word not in NOT_PLACES and word.endswith(ENDINGS) and not _generic(word):
            yield word
        elif word in ENDINGS and place and (word, *words[place + 1 : place + 2]) not in BEGINS_A_WORD:
            yield from _joined(words[max(place - 2, 0) : place], word)


def _joined(before: Sequence[str], ending: str) -> Iterator[str]:
    """The name before a bare ending: one word, or two where the nearer is a single character."""
    last = before[-1]
    if last.endswith(ending):  # 戴坞村村务 cut after the second 村
        return
    if last in GENERIC or not _chinese(last) or last in NOT_PLACES:
        return
    if len(last) > 1 and last not in ENDINGS:
        yield last + ending
    elif len(before) > 1 and len(before[-2]) > 1 and _chinese(before[-2]) and before[-2] not in GENERIC:
        yield before[-2] + last + ending


def _generic(word: str) -> bool:
    return word.endswith("政府") or word[:2] in GENERIC


def _chinese(word: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in word)
