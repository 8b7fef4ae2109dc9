"""What an answer card may be, and which cards fit a question. Plain values only."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_TITLE = 120
REVIEW_AFTER = timedelta(days=180)
"""Offered as the day to look again; rules of this kind change about once a year."""
LATEST_REVIEW = timedelta(days=730)
NEAR = 0.3
"""Offered from here on: this share of the card's pairs of characters stands in the question. One too many costs a
glance."""
KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
EMPTY_PAIRS = frozenset(
    {"怎么", "如何", "怎样", "什么", "请问", "可以", "我们", "一个", "现在", "需要", "能不", "不能"}
)
"""Pairs most questions have; alone they make nothing alike."""
NUMBERS = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
"""A mobile number or the number of an identity card."""


def check_card(title: str, text: str) -> None:
    if not title.strip():
        raise Refused("service.card.no_title", _("写一句问的是什么，例如“流动党员怎么转组织关系”。"), field="title")
    if len(title.strip()) > LONGEST_TITLE:
        raise Refused("service.card.long_title", _("问题最多 {most} 字。").format(most=LONGEST_TITLE), field="title")
    for name, words in (("title", title), ("text", text)):
        if NUMBERS.search(words):
            raise Refused("service.card.number", _("卡片大家都看得到，里面不能有手机号、身份证号。"), field=name)


def check_review(review_on: date, today: date) -> None:
    if review_on <= today:
        raise Refused("service.card.review_past", _("复核的日子要在今天以后。"), field="review_on")
    if review_on > today + LATEST_REVIEW:
        raise Refused("service.card.review_far", _("最晚两年以内复核一次。"), field="review_on")


def check_changed(changed: bool) -> None:
    if not changed:
        raise Refused("service.card.same", _("文字和依据都没有变；只是看过仍有效，点“仍然有效”。"), field="text")


def check_in_use(retired: bool) -> None:
    if retired:
        raise Refused("service.card.retired", _("这张卡片已经停用，不能再改、再用。"))


def check_reason(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused("service.card.no_reason", _("写一句为什么停用，例如“文件已废止”。"), field="reason")
    if len(reason.strip()) > 200:
        raise Refused("service.card.long_reason", _("理由最多 200 字。"), field="reason")


def check_not_made(made: bool) -> None:
    if made:
        raise Refused("service.card.made_already", _("这条答复已经做成卡片了，要改就去改那张卡片。"))


def pairs(text: str) -> frozenset[str]:
    """
    >>> sorted(pairs("转关系，转"))
    ['关系', '系转', '转关']
    """
    kept = "".join(KEPT.findall(text)).lower()
    return frozenset(kept[i : i + 2] for i in range(len(kept) - 1)) - EMPTY_PAIRS


def nearest(asked: str, cards: Iterable[tuple[str, str, str]], *, most: int = 3) -> list[tuple[str, float]]:
    """Keys of the cards that fit what is asked, best first; `cards` are (key, title, text).

    A title is short and its asker long-winded, so what counts is how much of the title is found in what was said; the
    text of the card breaks ties.
    """
    wanted = pairs(asked)
    scored = []
    for key, title, text in cards:
        head, body = pairs(title), pairs(text)
        if not head or not wanted:
            continue
        share = len(head & wanted) / len(head) + 0.2 * len(body & wanted) / max(len(wanted), 1)
        if share >= NEAR:
            scored.append((key, share))
    return sorted(scored, key=lambda found: (-found[1], found[0]))[:most]
