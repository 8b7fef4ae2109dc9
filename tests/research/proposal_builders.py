"""Proposals as an office writes them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sanxin.research.actions import problems as acts
from sanxin.research.actions.proposals import NewOption, NewPlanned, Paper, draft, submit
from sanxin.research.models import Problem, Proposal, ProposalSubmission
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose

QUESTION = "竹坑等 9 村到镇班车停运，要不要补贴复开？"
OPTIONS = (
    NewOption(
        "原样恢复，每日两班", cost="17.5 万元，市财政", time="明年 3 月", solves=4, risk="平日空驶", who="交通运输局"
    ),
    NewOption(
        "每日一班，赶集两班",
        cost="9.6 万元，补贴 6.4、镇 3.2",
        time="15 个工作日",
        solves=3,
        risk="第二班客流要三个月后再看",
        who="交通运输局牵头",
        recommended=True,
    ),
    NewOption("电话预约，村村拼车", cost="4 万元", time="约 2 个月", solves=2, risk="营运资质、保险", who="两镇"),
)


def an_accepted_problem(cast: Cast, at: datetime, *, voices: int = 4, text: str = "班车停了，赶集走不了") -> Problem:
    """Voices of four people from two villages, accepted by the officer."""
    [problem] = propose(cast, at, hear_some(cast, voices, at, text))
    acts.accept(problem, by=cast.officer, seen=problem.version, at=at)
    return again(problem)


def a_paper(cast: Cast, **changes: Any) -> Paper:
    """Complete: three options, the second recommended, two items planned."""
    paper = Paper(
        title=QUESTION,
        text="线路调整以后班车停运，老人看病、赶集走不了。",
        responsible=cast.transport,
        time="15 个工作日",
        cost="一年 9.6 万元",
        options=OPTIONS,
        planned=(
            NewPlanned("商定班次、试开三个月", cast.handler, 15, (cast.town,)),
            NewPlanned("三个月后问客流、问群众", cast.officer, 60),
        ),
    )
    return replace(paper, **changes)


def a_proposal(cast: Cast, at: datetime, *, problem: Problem | None = None, **changes: Any) -> Proposal:
    problems = [problem or an_accepted_problem(cast, at)]
    return draft(problems, office=cast.department, paper=a_paper(cast, **changes), by=cast.officer, at=at)


def a_submission(cast: Cast, at: datetime, *, proposal: Proposal | None = None, **changes: Any) -> ProposalSubmission:
    """Before 叶文清."""
    written = proposal or a_proposal(cast, at, **changes)
    return submit(written, to=cast.leader, by=cast.officer, seen=written.version, at=at)
