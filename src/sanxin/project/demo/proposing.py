"""The demo's proposals: one decided, one returned, one before the leader, one still a draft."""

from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.project.demo.county import County
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import NewOption, NewPlanned, Paper, draft, submit
from sanxin.research.models import Problem, Proposal, ProposalSubmission

TEXT = "各村都反映过，走访和热线说法一致。现有办法能缓一缓，解决不了根子；请定一个办法，先试后推。"


class Desk:
    """Drafts in the office's name; the leader answers."""

    def __init__(self, county: County, now: datetime, problems: list[Problem]) -> None:
        self.county, self.now, self.problems = county, now, problems

    def work(self) -> None:
        decided, returned, waiting, drafted = self.problems[:4]
        self._decided(decided, timedelta(hours=15), "agree", "同意方案二。先试，三个月后把效果和群众意见一并报我。")
        self._decided(returned, timedelta(hours=10), "return", "请补算一年费用，并征求镇里意见。")
        self._submitted(waiting, timedelta(hours=6))
        with clock.frozen(self.now - timedelta(hours=3)):
            self._draft(drafted)

    @property
    def drafter(self) -> Person:
        return self.county.people["程晓岚"]

    @property
    def leader(self) -> Person:
        return self.county.people["叶文清"]

    def _decided(self, problem: Problem, ago: timedelta, verdict: str, memo: str) -> None:
        submission = self._submitted(problem, ago + timedelta(hours=2))
        with clock.frozen(self.now - ago):
            decide(submission, verdict=verdict, memo=memo, by=self.leader, at=clock.now())

    def _submitted(self, problem: Problem, ago: timedelta) -> ProposalSubmission:
        with clock.frozen(self.now - ago):
            proposal = self._draft(problem)
            return submit(proposal, to=self.leader, by=self.drafter, seen=proposal.version, at=clock.now())

    def _draft(self, problem: Problem) -> Proposal:
        return draft(
            [problem], office=self.county.department, paper=self._paper(problem), by=self.drafter, at=clock.now()
        )

    def _paper(self, problem: Problem) -> Paper:
        people = self.county.people
        return Paper(
            title=f"{problem.name}，怎么解决？",
            text=TEXT,
            responsible=self.county.offices["JTJ"],
            time="三个月见效",
            cost="一年 9.6 万元",
            options=(
                NewOption("全面铺开", "17.5 万元，市财政", "明年 3 月", None, "一次投入大，闲时空转", "主管部门"),
                NewOption("先试三个村，再推开", "9.6 万元", "15 个工作日", None, "三个月后看效果", "主管部门牵头，两镇配合", recommended=True),
                NewOption("村里自办，适当补助", "4 万元", "约 2 个月", None, "村里人手不够", "各村"),
            ),
            planned=(
                NewPlanned("商定办法，先试三个村", people["程晓岚"], 15, (self.county.offices["JTJ"],)),
                NewPlanned("把办法讲到户，公示电话", people["何志明"], 8),
                NewPlanned("三个月后问群众，决定去留", people["余敏"], 60),
            ),
        )  # fmt: skip
