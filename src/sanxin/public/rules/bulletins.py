"""What a bulletin may be and when it may go on. Plain values only."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_TITLE, LONGEST_TEXT = 60, 4000
LONGEST_PERIOD = timedelta(days=366)
MOST_PLACES = 200


def check_content(title: str, text: str) -> None:
    if len(title.strip()) < 4:
        raise Refused("public.bulletin.title", _("写一个标题，村里人一看就知道说的是什么。"), field="title")
    if len(title.strip()) > LONGEST_TITLE:
        words = _("标题写短一点，{most} 字以内。").format(most=LONGEST_TITLE)
        raise Refused("public.bulletin.long_title", words, field="title")
    if len(text) > LONGEST_TEXT:
        words = _("正文最多 {most} 字，现在 {now} 字。").format(most=LONGEST_TEXT, now=len(text))
        raise Refused("public.bulletin.long_text", words, field="text")


def check_period(since: date, until: date, today: date) -> None:
    if until < since:
        raise Refused("public.bulletin.period", _("结束在开始前面了，请换过来。"), field="until")
    if since > today:
        raise Refused("public.bulletin.future", _("说的是办过的事，开始那天不能在以后。"), field="since")
    if until - since > LONGEST_PERIOD:
        raise Refused("public.bulletin.long_period", _("一次最多说一年的事，请把日子缩短。"), field="since")


def check_places(count: int) -> None:
    if count > MOST_PLACES:
        words = _("一次最多发 {most} 个村镇；要发全县，就空着。").format(most=MOST_PLACES)
        raise Refused("public.bulletin.many_places", words, field="places")


def check_may_be_changed(changeable: bool) -> None:
    if not changeable:
        raise Refused("public.bulletin.not_a_draft", _("报上去以后就不能改了；要改，先退回来改。"))


def check_ready(text: str) -> None:
    if len(text.strip()) < 10:
        raise Refused("public.bulletin.empty", _("正文还没写。写上办了什么、为谁办的，再报。"), field="text")


def check_nothing_private(places: Sequence[str]) -> None:
    """`places`: a sentence for each number that must not stand there."""
    if places:
        words = _("{places}请先改掉，再往下走。").format(places="".join(places))
        raise Refused("public.bulletin.private", words, field="text")


def check_waiting(waiting: bool) -> None:
    if not waiting:
        raise Refused("public.bulletin.not_waiting", _("这一份现在没有在等批准，请看过新的再办。"))


def check_words(words: str) -> None:
    if not words.strip():
        raise Refused("public.bulletin.no_words", _("写一句要改什么，写的人才知道怎么改。"), field="words")
    if len(words) > 300:
        raise Refused("public.bulletin.long_words", _("写短一点，300 字以内。"), field="words")


def check_approved(approved: bool) -> None:
    if not approved:
        raise Refused("public.bulletin.not_approved", _("批准了的才能发；这一份还没有批，或者已经发过。"))


def check_days(from_on: date, until_on: date | None, today: date) -> None:
    if from_on < today:
        raise Refused("public.bulletin.from_past", _("从今天或以后的一天起，不能是过去。"), field="from_on")
    if until_on is not None and until_on < from_on:
        raise Refused("public.bulletin.until_early", _("撤下的日子在发的日子前面了。"), field="until_on")


def check_published(published: bool) -> None:
    if not published:
        raise Refused("public.bulletin.not_published", _("这一份没有发出去，不用撤。"))


def check_may_be_revised(stage: str, *, may: frozenset[str]) -> None:
    if stage in {"draft", "returned"}:
        raise Refused("public.bulletin.is_draft", _("这一份本来就能改，直接改就行。"))
    if stage == "published":
        raise Refused("public.bulletin.still_up", _("还在村里的页面上。先撤下，再改新的一版。"))
    if stage not in may:
        raise Refused("public.bulletin.cannot_revise", _("这一份现在不能退回来改。"))


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("public.bulletin.no_reason", _("写一句为什么撤下，以后查得到。"), field="reason")
    if len(reason) > 300:
        raise Refused("public.bulletin.long_reason", _("写短一点，300 字以内。"), field="reason")
