"""What may become of a candidate. Plain values only."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_TITLE = 120
LONGEST_TEXT = 5000


def check_candidate(title: str, reason: str) -> None:
    if not title.strip():
        raise Refused("topics.candidate.no_title", _("用一句话写清要研究什么。"), field="title")
    if len(title.strip()) > LONGEST_TITLE:
        raise Refused("topics.candidate.long_title", _("题目最多 120 个字，别的写在理由里。"), field="title")
    if len(reason) > LONGEST_TEXT:
        raise Refused("topics.candidate.long_reason", _("理由最多 5000 字。"), field="reason")


def check_new(title: str, *, proposed_by: str) -> None:
    """`proposed_by` proposed the same question already; empty where nobody did."""
    if proposed_by:
        words = _("“{title}”{who}已经提过，还没定。打开它，在讨论里添上您的理由。").format(title=title, who=proposed_by)
        raise Refused("topics.candidate.twice", words, field="title")


def check_problem(code: str, *, ours: bool, on_desk: bool) -> None:
    if not ours:
        words = _("{code} 是别的单位的问题。").format(code=code)
        raise Refused("topics.candidate.other_office", words, field="problems")
    if not on_desk:
        words = _("{code} 已经并走或散开了，请换一个。").format(code=code)
        raise Refused("topics.candidate.problem_gone", words, field="problems")


def check_open(stage: str) -> None:
    words = {
        "chosen": _("这个候选已经选上，成了课题。"),
        "declined": _("这个候选已经定了没选上。"),
        "withdrawn": _("这个候选已经收回了。"),
    }
    if stage in words:
        raise Refused("topics.candidate.closed", words[stage])


def check_unscored(sheets: int) -> None:
    if sheets:
        raise Refused("topics.candidate.scored", _("已经有人给它打分，题目和理由不能再改；有话写在讨论里。"))


def check_remark(text: str) -> None:
    if not text.strip():
        raise Refused("topics.remark.empty", _("写一句再交。"), field="text")
    if len(text) > 2000:
        raise Refused("topics.remark.long", _("一次最多写 2000 字。"), field="text")


def check_round_open(exists: bool, is_open: bool) -> None:
    if not exists:
        raise Refused("topics.round.none", _("还没开选题。请科室负责人先开一轮，写明标准和打分的人。"))
    if not is_open:
        raise Refused("topics.round.closed", _("这一轮选题已经结束。"))


def check_room(chosen: int, most: int, reason: str) -> None:
    """One more than meant needs a reason."""
    if chosen >= most and not reason.strip():
        words = _("今年定的是 {most} 个，已经选了 {chosen} 个。再选一个，写一句为什么。").format(
            most=most, chosen=chosen
        )
        raise Refused("topics.choice.too_many", words, field="reason")


def check_decline(reason: str) -> None:
    if not reason.strip():
        raise Refused("topics.declining.no_reason", _("写一句为什么没选上，提的人好明白。"), field="reason")
