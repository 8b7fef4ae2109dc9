"""What a proposal must hold before a leader can decide it. Plain values only."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Overtaken, Refused

MOST_OPTIONS = 4
MOST_PLANNED = 8
MOST_STEPS = 12
LONGEST_DAYS = 250
"""About a year of working days."""


def check_draft(title: str, problems: int) -> None:
    if not title.strip():
        raise Refused("research.proposal.no_title", _("用一句问话作标题，例如“要不要补贴复开？”。"), field="title")
    if not problems:
        raise Refused("research.proposal.no_problem", _("先选方案要解决的问题。"), field="problems")


def check_problem(code: str, *, ours: bool, on_desk: bool, accepted: bool) -> None:
    """A proposal answers problems of its own office that somebody has accepted and that still lie on the desk."""
    if not ours:
        raise Refused(
            "research.proposal.other_office", _("{code} 是别的单位的问题。").format(code=code), field="problems"
        )
    if not on_desk:
        words = _("{code} 已经并走或散开了，请在方案里换掉它。").format(code=code)
        raise Refused("research.proposal.problem_gone", words, field="problems")
    if not accepted:
        words = _("先采纳 {code}，再为它写方案。").format(code=code)
        raise Refused("research.proposal.not_accepted", words, field="problems")


def check_writable(stage: str, writable: bool) -> None:
    if not writable:
        away = stage in {"submitted", "reviewing"}
        words = _("方案已经交上去了，要改先收回。") if away else _("方案已经定了，不能再改；另写一个。")
        raise Refused("research.proposal.closed", words)


def check_options(names: Sequence[str], recommended: int) -> None:
    if len(names) > MOST_OPTIONS:
        raise Refused("research.proposal.many_options", _("最多四个办法，领导一眼看得完。"))
    if recommended > 1:
        raise Refused("research.proposal.two_picks", _("只能建议一个办法。"))


def check_planned(days: Sequence[int]) -> None:
    if len(days) > MOST_PLANNED:
        raise Refused("research.proposal.many_items", _("一次最多开八条台账，分两个方案报。"))
    if any(not 1 <= one <= LONGEST_DAYS for one in days):
        raise Refused("research.proposal.days", _("期限是 1 到 250 个工作日。"), field="working_days")


def check_steps(steps: Sequence[tuple[str, int, int]], items: Sequence[int]) -> None:
    """Each step (what, working days, which item) ends no later than the ledger item it belongs to."""
    if len(steps) > MOST_STEPS:
        raise Refused("research.proposal.many_steps", _("最多十二步，再细的到台账里写。"))
    for what, days, item in steps:
        if not 1 <= item <= len(items):
            words = _("“{what}”属于第 {n} 条台账，可是没有那一条。").format(what=what[:20], n=item)
            raise Refused("research.proposal.step_item", words)
        if not 1 <= days <= items[item - 1]:
            words = _("“{what}”要在它那条台账的 {days} 个工作日以内。").format(what=what[:20], days=items[item - 1])
            raise Refused("research.proposal.step_days", words)


def check_can_be_submitted(*, options: int, recommended: int, planned: int, responsible: bool) -> None:
    """A leader needs something to choose from, a suggestion, and what happens on a yes."""
    if not options:
        raise Refused("research.proposal.no_options", _("至少写一个办法再报。"))
    if recommended != 1:
        raise Refused("research.proposal.no_pick", _("在几个办法里建议一个再报。"))
    if not planned:
        raise Refused("research.proposal.no_items", _("写明同意以后开哪几条台账再报。"))
    if not responsible:
        raise Refused("research.proposal.no_unit", _("写明承办单位再报。"), field="responsible")


def check_solves(solves: Sequence[int | None], voices: int) -> None:
    """No option answers more voices than there are."""
    if any(one is not None and one > voices for one in solves):
        words = _("一共 {n} 条声音，“能解决几条”不能比它多。").format(n=voices)
        raise Refused("research.proposal.solves_too_many", words)


def check_can_be_decided(*, decided: bool, withdrawn: bool) -> None:
    if decided:
        raise Refused("research.decision.twice", _("这件已经定过了，打开方案看批示。"))
    if withdrawn:
        raise Refused("research.decision.withdrawn", _("方案已经被收回，等重新报上来再定。"))


def check_is_what_was_read(same: bool) -> None:
    if not same:
        words = _("方案收回改过又报上来了，和您刚才看的不一样。请看过新的再定。")
        raise Overtaken("research.decision.overtaken", words)


def check_memo(verdict: str, memo: str) -> None:
    """A yes may stand alone; who gets a paper back must learn why."""
    if verdict in {"return", "refuse"} and not memo.strip():
        words = _("退回要写一句还差什么。") if verdict == "return" else _("不同意要写一句为什么。")
        raise Refused("research.decision.no_memo", words, field="memo")
    if len(memo) > 2000:
        raise Refused("research.decision.long_memo", _("批示最多 2000 字。"), field="memo")


def check_changes(verdict: str, changed: int) -> None:
    """改后同意 changes something; a plain yes changes nothing."""
    if verdict == "agree_with_changes" and not changed:
        words = _("改后同意要改一条台账的牵头人或期限；不用改就点同意。")
        raise Refused("research.decision.no_change", words)
    if verdict == "agree" and changed:
        raise Refused("research.decision.changed", _("改了牵头人或期限，请点“改后同意”。"))
