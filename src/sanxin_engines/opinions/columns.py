"""Which column is which: names given by the user, or Chinese headers as offices write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from sanxin_engines.opinions.errors import TableError

# Headers by field, the surest first. A header equal to one wins over a header that merely contains one.
HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("留言编号", "工单编号", "诉求编号", "工单号", "信件编号", "受理编号", "编号", "序号", "id"),
    "title": ("留言主题", "诉求标题", "工单标题", "信件标题", "标题", "主题", "题目", "title"),
    "text": (
        "留言详情", "留言内容", "诉求内容", "工单内容", "信件内容", "来电内容", "问题描述", "诉求描述", "诉求",
        "内容", "详情", "正文", "text", "content",
    ),
    "author": (
        "留言用户", "用户编号", "来电人", "诉求人", "反映人", "留言人", "来信人", "姓名", "用户", "联系电话",
        "来电号码", "author",
    ),
    "time": (
        "留言时间", "受理时间", "来电时间", "提交时间", "登记时间", "创建时间", "反映时间", "来信时间", "时间", "日期",
        "time", "date",
    ),
    "likes": ("点赞数", "点赞量", "点赞", "支持数", "赞成数", "likes"),
    "dislikes": ("反对数", "反对量", "点踩数", "反对", "dislikes"),
    "place": ("所属区域", "事发地", "事发地点", "所属地区", "所属街道", "区域", "地点", "地址", "乡镇", "place"),
}  # fmt: skip
SEARCHED = 20  # rows in which the names may stand
ANSWERS = ("答复", "回复", "处理", "办结", "办理")  # columns about the reply, never about the voice


def find_columns(headers: Sequence[str], wanted: Mapping[str, str | None]) -> dict[str, int]:
    """Position of every field found. Raises `TableError` where a named column is missing, or nothing is to be read."""
    plain = [_plain(header) for header in headers]
    found = {field: _named(headers, plain, name) for field, name in wanted.items() if name}
    for field in HEADERS:
        place = None if field in found else _guess(plain, field, taken=set(found.values()))
        if place is not None:
            found[field] = place
    if "text" not in found and "title" not in found:
        listed = "、".join(filter(None, headers))
        raise TableError(
            f"表里没有找到内容列（如“留言详情”“诉求内容”），现有列：{listed}。请用 --text 指明。",
            f"No column with the text was found; the columns are: {listed}. Name it with --text.",
        )
    return found


def header_at(rows: Sequence[Sequence[str]], wanted: Mapping[str, str | None]) -> int:
    """Which of the first rows holds the names: a title, the unit and a date may stand above. The first in doubt."""
    known = {_plain(name) for names in HEADERS.values() for name in names}
    named = {_plain(name) for name in wanted.values() if name}
    for place, row in enumerate(rows[:SEARCHED]):
        cells = {_plain(cell) for cell in row if cell}
        if cells and named <= cells and len(cells & (known | named)) >= min(2, len(cells)):
            return place
    return 0


def find_named(headers: Sequence[str], name: str) -> int:
    """Position of the column of that name. Raises `TableError`."""
    return _named(headers, [_plain(header) for header in headers], name)


def _named(headers: Sequence[str], plain: list[str], name: str) -> int:
    if _plain(name) not in plain:
        listed = "、".join(filter(None, headers))
        raise TableError(
            f"表里没有“{name}”这一列，现有列：{listed}。", f"There is no column {name!r}; the columns are: {listed}."
        )
    return plain.index(_plain(name))


def _guess(plain: list[str], field: str, taken: set[int]) -> int | None:
    free = [place for place, header in enumerate(plain) if place not in taken and header]
    for known in HEADERS[field]:
        for place in free:
            if plain[place] == known:
                return place
    for known in HEADERS[field]:
        for place in free:
            if len(known) > 1 and known in plain[place] and not any(word in plain[place] for word in ANSWERS):
                return place
    return None


def _plain(header: str) -> str:
    return "".join(unicodedata.normalize("NFKC", header).lower().split())
