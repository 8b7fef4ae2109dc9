"""Notices by e-mail and by robots of WeCom, DingTalk and Feishu.

A room names its kinds of notice and queues them, once for each subject and deadline:

    LATE = register("ledger.linkage.late", _late_words, still=still_late)
    queue([Due(LATE, linkage.id, linkage.due_on, offices={unit.id}, persons={…})], county_id=…, at=now)

Once a day a digest takes along what waits for a robot or a person: how many of each kind and where to look, never what
or who. By construction: a notice holds an id and a day, a message holds kinds and counts.
"""

from sanxin.kernel.notices import events as events
from sanxin.kernel.notices.kinds import NoticeKind, register
from sanxin.kernel.notices.queueing import Due, queue

__all__ = ["Due", "NoticeKind", "queue", "register"]
