"""What a dialogue may be. Plain values only."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

MOST_PRESENT = 2000
LONGEST_MINUTES = 50_000
MOST_AGREEMENTS = 20
LONGEST_AGREEMENT = 200
FARTHEST = timedelta(days=366)


def check_plan(*, title: str, statements: int, villages: int, where: str, meets_at: datetime, now: datetime) -> None:
    if not title.strip():
        raise Refused("dialogues.dialogue.no_title", _("写一句这次谈什么。"), field="title")
    if not statements:
        raise Refused("dialogues.dialogue.no_statements", _("勾上要谈的说法，至少一条。"), field="statements")
    if not villages:
        said = _("勾上请哪些村的人。按村请，不按谁怎么答的请。")
        raise Refused("dialogues.dialogue.no_villages", said, field="villages")
    if not where.strip():
        raise Refused("dialogues.dialogue.nowhere", _("写上在哪里开。"), field="where")
    if meets_at <= now:
        raise Refused("dialogues.dialogue.past", _("这个时间已经过了，另定一个。"), field="meets_at")
    if meets_at - now > FARTHEST:
        raise Refused("dialogues.dialogue.far", _("一年以后的先不定。"), field="meets_at")


def check_still_planned(stage: str) -> None:
    if stage == "held":
        raise Refused("dialogues.dialogue.held_already", _("这次已经开过、记下了。"))
    if stage != "planned":
        raise Refused("dialogues.dialogue.called_off", _("这次已经取消了，要谈请另定一次。"))


def check_minutes(*, held_on: date, today: date, planned_on: date, present: int, text: str) -> None:
    if held_on > today:
        raise Refused("dialogues.dialogue.future", _("会还没开，开过了再记。"), field="held_on")
    if held_on < planned_on - FARTHEST:
        raise Refused("dialogues.dialogue.long_ago", _("日子不对，请看看年份。"), field="held_on")
    if not 1 <= present <= MOST_PRESENT:
        said = _("到场人数写 1 到 {most}。").format(most=MOST_PRESENT)
        raise Refused("dialogues.dialogue.present", said, field="present")
    if not text.strip():
        raise Refused("dialogues.dialogue.no_minutes", _("记几句谈了什么、各方怎么说。"), field="text")
    if len(text) > LONGEST_MINUTES:
        said = _("记录最多 {most} 字。").format(most=LONGEST_MINUTES)
        raise Refused("dialogues.dialogue.long_minutes", said, field="text")


def check_agreements(texts: Sequence[str], *, before: int = 0) -> None:
    if before + len(texts) > MOST_AGREEMENTS:
        said = _("一次最多记 {most} 件商定的事。").format(most=MOST_AGREEMENTS)
        raise Refused("dialogues.agreement.too_many", said, field="agreements")
    for text in texts:
        if len(text) > LONGEST_AGREEMENT:
            said = _("“{text}…”太长，一件最多 {most} 个字。").format(text=text[:12], most=LONGEST_AGREEMENT)
            raise Refused("dialogues.agreement.long", said, field="agreements")
    if len(set(texts)) < len(texts):
        raise Refused("dialogues.agreement.twice", _("有两行写的是同一件事。"), field="agreements")


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("dialogues.dialogue.no_reason", _("写一句为什么不开了。"), field="reason")
    if len(reason.strip()) > 200:
        raise Refused("dialogues.dialogue.long_reason", _("原因最多 200 个字。"), field="reason")


def check_follow_ups(*, held: bool, chosen: int, followed: bool) -> None:
    if not held:
        raise Refused("dialogues.follow_up.not_held", _("会开过、记下商定的事，才好立台账。"))
    if not chosen:
        raise Refused("dialogues.follow_up.none", _("勾上要立台账的事，至少一件。"))
    if followed:
        raise Refused("dialogues.follow_up.again", _("有一件已经立过台账了，刷新看看再勾。"))
