"""Which statement comes next, and what may be said to it. Plain values only."""

import hashlib
from collections.abc import Mapping

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

AGREE, PASS, DISAGREE = 1, 0, -1
VALUES = (AGREE, PASS, DISAGREE)
STEP = 5
"""Counts are compared in steps of this size: within one, chance decides."""


def next_of(answers: Mapping[int, int], key: str) -> int | None:
    """The statement to show, of those not answered yet: `answers` gives how often each was answered by others.

    Statements answered least come first, so that one that was added late catches up. Among equals each person has an
    order of their own, so that no statement owes its answers to its place.
    """
    return min(answers, key=lambda number: (answers[number] // STEP, _draw(key, number)), default=None)


def _draw(key: str, number: int) -> bytes:
    return hashlib.blake2b(f"{key}/{number}".encode(), digest_size=8).digest()


def check_value(value: int) -> None:
    if value not in VALUES:
        raise Refused("dialogues.vote.unknown", _("点一下赞成、不赞成或者说不好。"))
