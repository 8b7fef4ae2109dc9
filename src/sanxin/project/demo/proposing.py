"""The demo's proposals: one agreed, one returned, one refused, one before the leader, one still a draft."""

from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.project.demo.county import County
from sanxin.project.demo.plans import Plan, plan_for
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import NewOption, NewPlanned, Paper, draft, submit
from sanxin.research.models import Problem, Proposal, ProposalSubmission


class Desk:
    """Drafts in the office's name; the leader answers."""

    def __init__(self, county: County, now: datetime, problems: list[Problem]) -> None:
        self.county, self.now, self.problems = county, now, problems

    def work(self) -> None:
        agreed, returned, waiting, drafted, refused = self.problems[:5]
        self._decided(agreed, timedelta(hours=15), "agree")
        self._decided(returned, timedelta(hours=10), "return")
        self._decided(refused, timedelta(hours=8), "refuse", "年底前经费已经定了，明年列预算时再报。")
        self._submitted(waiting, timedelta(hours=6))
        with clock.frozen(self.now - timedelta(hours=3)):
            self._draft(drafted)

    @property
    def drafter(self) -> Person:
        return self.county.people["程晓岚"]

    @property
    def leader(self) -> Person:
        return self.county.people["叶文清"]

    def _decided(self, problem: Problem, ago: timedelta, verdict: str, memo: str = "") -> None:
        submission = self._submitted(problem, ago + timedelta(hours=2))
        with clock.frozen(self.now - ago):
            words = memo or plan_for(problem.name).memo
            decide(submission, verdict=verdict, memo=words, by=self.leader, at=clock.now())

    def _submitted(self, problem: Problem, ago: timedelta) -> ProposalSubmission:
        with clock.frozen(self.now - ago):
            proposal = self._draft(problem)
            return submit(proposal, to=self.leader, by=self.drafter, seen=proposal.version, at=clock.now())

    def _draft(self, problem: Problem) -> Proposal:
        paper = self._paper(plan_for(problem.name))
        return draft([problem], office=self.county.department, paper=paper, by=self.drafter, at=clock.now())

    def _paper(self, plan: Plan) -> Paper:
        return Paper(
            title=plan.title,
            text=plan.text,
            responsible=self._office(plan.office),
            time=plan.time,
            cost=plan.cost,
            options=tuple(
                NewOption(way.title, way.cost, way.time, None, way.risk, way.who, recommended=number == plan.best)
                for number, way in enumerate(plan.ways)
            ),
            planned=tuple(
                NewPlanned(
                    step.what,
                    self.county.people[step.owner],
                    step.days,
                    (self._office(step.office),) if step.office else (),
                )
                for step in plan.steps
            ),
        )

    def _office(self, code: str) -> Unit:
        return self.county.offices[code] if code else self.county.department
