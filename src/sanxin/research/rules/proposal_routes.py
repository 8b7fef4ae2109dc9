"""The round a proposal goes before a leader sees it. Plain values only."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Overtaken, Refused

MOST_MARKS = 12
LONGEST = 300


def check_reviewers(people: Sequence[str], *, drafter: str, leader: str) -> None:
    """Names of who looks, in order. Nobody looks at their own paper, nobody twice."""
    if drafter in people:
        raise Refused("research.route.own", _("自己起草的不能自己审，换一位，或者这一步空着。"), field="section")
    if len({*people, leader}) < len(people) + 1:
        raise Refused("research.route.twice", _("同一个人只看一次，换一位或者空着。"), field="deputy")


def check_turn(is_current: bool) -> None:
    if not is_current:
        words = _("这一步已经办过，或者方案被收回了。打开方案看走到哪了。")
        raise Overtaken("research.route.not_now", words)


def check_return(words: str) -> None:
    if not words.strip():
        raise Refused("research.route.no_words", _("退回要写一句还差什么。"), field="words")
    if len(words) > 2000:
        raise Refused("research.route.long_words", _("最多 2000 字。"), field="words")


def check_mark(quote: str, remark: str, *, paper: str) -> None:
    """The words marked stand in that part of the paper, and something is said about them."""
    if not remark.strip():
        words = _("标了“{quote}”，再写一句怎么改。").format(quote=quote[:20])
        raise Refused("research.mark.no_remark", words)
    if not quote.strip():
        raise Refused("research.mark.no_quote", _("把要改的原话抄一小段，起草人才找得到。"))
    if max(len(quote), len(remark)) > LONGEST:
        raise Refused("research.mark.long", _("一处标注最多 300 字。"))
    if squeezed(quote) not in squeezed(paper):
        words = _("“{quote}”不在那一段里，对一对原话。").format(quote=quote[:20])
        raise Refused("research.mark.elsewhere", words)


def check_marks(count: int) -> None:
    if count > MOST_MARKS:
        raise Refused("research.mark.many", _("一次最多标 12 处；再多就当面说。"))


def squeezed(text: str) -> str:
    """Without blanks and line breaks, which copying adds and loses.

    >>> squeezed("一年 9.6 万元")
    '一年9.6万元'
    """
    return "".join(text.split())
