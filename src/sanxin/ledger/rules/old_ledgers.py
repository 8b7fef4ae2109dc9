"""How offices have written in their own ledgers that something is done."""

import re

DONE = re.compile(
    r"^(已|全部)?(办结|完成|销号|整改到位|整改完成|解决|办理完毕|完结|归档)(完毕)?[。.]?$|^(是|完成|√|✓)$"
)
NOT_DONE = re.compile(r"未|没|不|尚|待|部分|基本|长期|推进")


def says_done(words: str) -> bool:
    """Whether a cell under 完成情况 says, and says nothing else than, that it is done.

    >>> [says_done(words) for words in ("已销号", "已完成", "是", "未完成", "已完成一半，还在推进", "")]
    [True, True, True, False, False, False]
    """
    plain = "".join(words.split())
    return bool(DONE.match(plain)) and not NOT_DONE.search(plain)
