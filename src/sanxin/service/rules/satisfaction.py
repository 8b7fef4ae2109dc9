"""Asking how content somebody is: once, and they may leave it out. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

CONTENT = 4
"""From here on somebody counts as satisfied."""
LEAST = 5
"""Fewer scores than this are not shown: they would point at somebody."""


def check_score(score: int | None) -> None:
    if score is not None and not 1 <= score <= 5:
        raise Refused("service.satisfaction.score", _("满意几分，写 1 到 5；不愿意说就空着。"), field="satisfaction")


def check_not_asked(asked: bool) -> None:
    if asked:
        raise Refused(
            "service.satisfaction.asked", _("满意不满意已经问过这位一次，不再问第二次。"), field="satisfaction"
        )


def hidden(scores: int) -> bool:
    return 0 < scores < LEAST
