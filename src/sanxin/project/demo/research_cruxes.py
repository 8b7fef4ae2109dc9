"""The demo's crux problems, the causes below one of them, and two proposals that go their round."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.project.demo.county import County
from sanxin.project.demo.plans import Plan
from sanxin.project.demo.proposing import Desk
from sanxin.research.actions.causes import Given, add_cause, add_evidence
from sanxin.research.actions.cruxes import accept, lock, merge, rename
from sanxin.research.actions.proposal_routes import Mark, send_back, send_round
from sanxin.research.actions.proposals import NewStep, Paper
from sanxin.research.models import Cause, CauseTree, CruxProblem, Problem, Proposal, ProposalProblem
from sanxin.research.models.proposal_route import Passage, RouteStep

CRUX = "修了没人管：建的时候有钱，用的时候没有人、没有钱"
WHYS: tuple[tuple[str, str, bool], ...] = (
    ("", "坏了没有人去看", False),
    ("坏了没有人去看", "报给谁不清楚，镇里村里都说不归自己", False),
    ("报给谁不清楚，镇里村里都说不归自己", "移交时没有写明管护单位", True),
    ("", "看了也没有钱修", False),
    ("看了也没有钱修", "项目只列建设，不列以后的管护费", True),
    ("", "修过的又坏", False),
)
"""On which cause it hangs, what it says, whether it is a root. The last one has nothing to show for it yet."""


class Roots:
    def __init__(self, county: County, now: datetime, problems: Sequence[Problem]) -> None:
        self.county, self.now, self.problems = county, now, problems

    @property
    def clerk(self) -> Person:
        return self.county.people["程晓岚"]

    def work(self) -> None:
        crux = self._settle_crux(self.now - timedelta(hours=7))
        self._ask_why(crux, self.now - timedelta(hours=6))
        Reviewed(self.county, self.now, self._free()).work()

    def _settle_crux(self, at: datetime) -> CruxProblem:
        """Two that the run proposed are one, named, and locked; the others wait."""
        head = self.county.people["徐建平"]
        crux, other = self._crux_about("灯"), self._crux_about("护栏")
        with clock.frozen(at):
            crux = accept(crux, by=self.clerk, seen=crux.version, at=at)
            seen = {crux.id: crux.version, other.id: other.version}
            crux = merge([other], into=crux, by=self.clerk, seen=seen, at=at + timedelta(minutes=3))
            crux = rename(crux, by=self.clerk, seen=crux.version, name=CRUX, at=at + timedelta(minutes=5))
            return lock(crux, by=head, seen=crux.version, at=at + timedelta(minutes=30))

    def _crux_about(self, word: str) -> CruxProblem:
        return CruxProblem.objects.on_desk().filter(member_rows__problem__name__contains=word).order_by("number")[0]

    def _ask_why(self, crux: CruxProblem, at: datetime) -> None:
        made: dict[str, Cause] = {}
        with clock.frozen(at):
            for step, (under, text, root) in enumerate(WHYS):
                later = at + timedelta(minutes=4 * step)
                made[text] = add_cause(
                    crux, text=text, by=self.clerk, seen=self._seen(crux), at=later, under=made.get(under), root=root
                )
            for text, given in self._evidence(crux).items():
                add_evidence(made[text], given, by=self.clerk, seen=self._seen(crux), at=at + timedelta(minutes=40))

    def _evidence(self, crux: CruxProblem) -> dict[str, Given]:
        first = crux.member_rows.order_by("problem__number")[0].problem
        said = list(first.voice_rows.order_by("voice__heard_at").values_list("voice_id", flat=True)[:2])
        item = Item.objects.filter(office=self.county.department).order_by("year", "number")[0]
        return {
            "坏了没有人去看": Given(voices=said),
            "报给谁不清楚，镇里村里都说不归自己": Given(code=first.code),
            "移交时没有写明管护单位": Given(text="三份移交单，管护单位一栏都空着。", source="镇里的移交档案，2024 年"),
            "项目只列建设，不列以后的管护费": Given(code=item.code),
        }

    def _seen(self, crux: CruxProblem) -> int:
        return CauseTree.objects.filter(crux=crux).values_list("version", flat=True).first() or 0

    def _free(self) -> list[Problem]:
        """Those no proposal is about yet."""
        taken = set(ProposalProblem.objects.values_list("problem_id", flat=True))
        return [one for one in self.problems if one.id not in taken]


class Reviewed(Desk):
    """Proposals with reasons and steps that go to the section head first: one came back, one lies there."""

    def work(self) -> None:
        returned, waiting = self.problems[:2]
        self._send_back(self._send_round(returned, timedelta(hours=5)))
        self._send_round(waiting, timedelta(hours=2))

    def _send_round(self, problem: Problem, ago: timedelta) -> Proposal:
        head = self.county.people["徐建平"]
        with clock.frozen(self.now - ago):
            proposal, at = self._draft(problem), clock.now()
            send_round(proposal, to=self.leader, by=self.drafter, seen=proposal.version, at=at, section=head)
        return proposal

    def _paper(self, plan: Plan) -> Paper:
        return replace(
            super()._paper(plan),
            why="不定下来，明年还会有人说同样的事。",
            measure="三个月后回访说过这件事的人，八成说解决了才算。",
            steps=(NewStep("把情况到现场核一遍", 5), NewStep("和承办单位谈定怎么办", 10)),
        )

    def _send_back(self, proposal: Proposal) -> None:
        """The section head marks the very words."""
        marks = (
            Mark(Passage.STEPS, "把情况到现场核一遍", "谁去核、核哪几个村，写上。"),
            Mark(Passage.MEASURE, "八成说解决了", "按说过的人算，还是按村算？写清楚。"),
        )
        step = RouteStep.objects.waiting().get(routing__proposal=proposal)
        with clock.frozen(self.now - timedelta(hours=4)):
            words = "方向对。怎么核、怎样算办成，两处再写实一点。"
            send_back(step, words=words, by=step.person, at=clock.now(), marks=marks)
