"""The secret of a receipt: three pairs of letters somebody can remember and read out. Plain values only."""

from datetime import datetime, timedelta
from itertools import product

FIRST = "青白红金玉石清东南西北春秋老大小"
SECOND = "山水桥田树花云月门井塘坡溪林泉竹"
WORDS = ["".join(pair) for pair in product(FIRST, SECOND)]
MOST_WRONG = 5
LOCKED_FOR = timedelta(minutes=15)


def secret_from(noise: bytes) -> str:
    """Three of 256 words from the first three bytes.

    >>> secret_from(bytes([0, 17, 255]))
    '青山 白水 小竹'
    """
    return " ".join(WORDS[byte] for byte in noise[:3])


def plain(typed: str) -> str:
    """As it is compared: without the gaps people leave or forget."""
    return "".join(typed.split())


def is_locked(tries: int, since: datetime | None, now: datetime) -> bool:
    return tries >= MOST_WRONG and since is not None and now - since < LOCKED_FOR
