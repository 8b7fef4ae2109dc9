"""What somebody without an account may hand in, and how haste and repetition are told. Plain values only."""

import re
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST = 2000
MOST_ADDITIONS = 20
LEAST_SECONDS = 3
"""From opening the page to sending; a person needs longer, a machine does not."""
RECENT = timedelta(minutes=10)
PHONE = re.compile(r"\+?[\d\- ]{5,20}")
ADDED = "本人在公开页上补充"
"""The reason under which the desk finds an addition among the corrections."""
ADDED_MARK = "补充："
READ_ON_PAGE = "本人在公开页上看到办好了"
"""What a reply answered on the page says was told."""
KINDS = ("livelihood", "interests", "wishes", "unsorted")


def check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Refused("public.say.kind", _("选一个；不清楚就选“说不准”。"), field="kind")


def check_words(text: str) -> None:
    if len(text.strip()) < 4:
        raise Refused("public.say.empty", _("写一句是什么事、在哪里。"), field="text")
    if len(text) > LONGEST:
        words = _("最多 {most} 字，现在 {now} 字。说得长的，先说要紧的，以后还能补充。")
        raise Refused("public.say.long", words.format(most=LONGEST, now=len(text)), field="text")


def check_contact(name: str, phone: str) -> None:
    if phone.strip() and not PHONE.fullmatch(phone.strip()):
        raise Refused("public.say.phone", _("这个电话看着不对，请改一改，或者空着。"), field="phone")
    if name.strip() and not phone.strip():
        raise Refused("public.say.name_alone", _("写了名字，请再留个电话；不想留，两样都空着。"), field="phone")
    if len(name) > 40:
        raise Refused("public.say.name", _("名字写短一点，40 字以内。"), field="name")


def check_additions(count: int) -> None:
    if count >= MOST_ADDITIONS:
        words = _("已经补充了 {most} 次，这里不再收。还有要说的，扫村里的码另说一件。")
        raise Refused("public.add.too_many", words.format(most=MOST_ADDITIONS), field="text")


def check_not_hasty(opened_at: datetime, now: datetime) -> None:
    if now - opened_at < timedelta(seconds=LEAST_SECONDS):
        raise Refused("public.say.hasty", _("按得太快了，请看一遍再交一次。"))


def check_unseen_empty(typed: str) -> None:
    if typed:
        raise Refused("public.say.unseen", _("手机自动多填了一格，已经清掉，请再交一次。"))


def squeezed(text: str) -> str:
    """The words alone: what differs only in gaps, marks and case is the same.

    >>> squeezed("班车 停了。") == squeezed("班车，停了")
    True
    """
    return "".join(letter for letter in text.lower() if letter.isalnum())
