"""The demo county: made by the real actions, the same every time, with something on every page."""

from collections import Counter
from datetime import datetime

from django.urls import resolve

from sanxin.dialogues.models import Conversation, Dialogue, FollowUp
from sanxin.kernel import audit
from sanxin.kernel.events import timeline
from sanxin.kernel.queries.waiting import waiting_for as unseen_work
from sanxin.kernel.search import find
from sanxin.ledger.models import (
    ExtensionDecision,
    ExtensionRequest,
    HandBack,
    Item,
    Linkage,
    LinkageReading,
    OwnerChange,
    Progress,
    Reopening,
    Resumption,
    Return,
    SavedView,
    Suspension,
    Withdrawal,
)
from sanxin.ledger.queries.stages import differing
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from sanxin.project import demo
from sanxin.project.demo import complaints, scale
from sanxin.project.demo.county import OFFICES
from sanxin.project.demo.filling import LISTS, PAST, VISITS
from sanxin.project.demo.matters import CURRENT, Fate
from sanxin.project.demo.members import MEMBERS
from sanxin.project.demo.past import PAST as PAST_MATTERS
from sanxin.project.demo.plans import plan_for
from sanxin.research.models import Cause, CruxProblem, Decision, Problem, Proposal
from sanxin.research.models import Stage as ProblemStage
from sanxin.research.models.proposal_route import MarkedPassage
from sanxin.service.models import Member, Reply, Voice
from sanxin.surveys.models import Meeting, Response
from sanxin.topics.models import Candidate, Round, Topic

LEFT_BEHIND = (
    ExtensionDecision, ExtensionRequest, HandBack, LinkageReading, OwnerChange, Reopening, Resumption, Return,
    Suspension, Withdrawal,
)  # fmt: skip


def test_a_year_of_work_leaves_something_everywhere(db: None, now: datetime) -> None:
    """One test, because filling takes seconds: the demo, the demo again, then many rows on top."""
    assert demo.fill_if_empty()

    officer = Person.objects.get(name="程晓岚")
    assert timeline(officer.pk)[-1].text == "登记人员"
    found = {kind.kind for word in ("占伟", "竹坑村") for kind in find(officer, word)}
    assert found >= {"people.person", "people.unit"}
    heard = Voice.objects.count()
    assert heard > LISTS + VISITS + 60
    stages = Counter(Item.objects.values_list("stage", flat=True))
    assert stages["struck_off"] == PAST
    assert set(stages) == {stage.value for stage in Stage} - {"handed_back", "accepted"}
    assert min(model.objects.count() for model in LEFT_BEHIND) > 0
    assert Reply.objects.count() > 50
    assert Counter(Member.objects.values_list("left_on", flat=True))[None] == len(MEMBERS) - 1
    assert SavedView.objects.filter(person__name="程晓岚").count() == 2
    done = [row.title for row in unseen_work(Person.objects.get(name="程晓岚"), now.date())]
    assert sorted(done) == ["从已归类的声音学", "归并问题"]
    assert Problem.objects.filter(stage=ProblemStage.ACCEPTED).count() >= 3
    assert Counter(Proposal.objects.values_list("stage", flat=True)) == {
        "agreed": 1, "returned": 2, "refused": 1, "submitted": 1, "draft": 1, "reviewing": 1,
    }  # fmt: skip
    assert (Proposal.objects.count(), Decision.objects.count()) == (7, 3)
    assert_research_is_there()
    assert_views_diverge()
    links = [path for _, path in demo.sign_in_links()]
    assert [resolve(path).view_name for path in links] == ["people:enter"] * 5
    assert differing() == []

    assert demo.fill_if_empty() is False
    assert Voice.objects.count() == heard

    known = Item.objects.filter(year=now.year).count()
    scale.fill(items=60, voices=40)
    numbers = sorted(Item.objects.filter(year=now.year).values_list("number", flat=True))
    assert numbers == list(range(1, known + 61))
    assert Voice.objects.count() == heard + 40
    assert audit.verify() == []
    assert_words_fit()


def assert_research_is_there() -> None:
    """Every room of research has something to show, and something that is not done yet."""
    assert Counter(Topic.objects.values_list("stage", flat=True)) == {
        "running": 3, "planning": 1, "finished": 1, "stopped": 1,
    }  # fmt: skip
    assert set(Candidate.objects.values_list("stage", flat=True)) == {"open", "chosen", "declined", "withdrawn"}
    assert [one.is_open for one in Round.objects.order_by("year")] == [False, True]
    assert Response.objects.filter(link__closing__isnull=False).count() == 120
    assert set(Response.objects.values_list("channel", flat=True)) == {"link", "paper"}
    assert Meeting.objects.filter(voices__isnull=False).distinct().count() == 2
    assert CruxProblem.objects.filter(lock__isnull=False).count() == 1
    assert CruxProblem.objects.filter(stage="proposed").exists()
    assert Cause.objects.filter(evidence=None, children=None).exists()
    assert MarkedPassage.objects.filter(step_return__isnull=False).count() == 2


def assert_views_diverge() -> None:
    """One conversation is finished, with three groups and what was agreed on the ledger; one is being answered."""
    finished, open_ = Conversation.objects.order_by("made_at")
    snapshot = finished.snapshots.get()
    assert (snapshot.k, snapshot.people, min(snapshot.sizes) >= 5) == (3, 120, True)
    assert finished.releases.count() == 1
    assert len(snapshot.common) >= 5 <= len(snapshot.dividing)
    assert FollowUp.objects.filter(agreement__dialogue__conversation=finished).count() == 2
    assert set(Dialogue.objects.values_list("stage", flat=True)) == {"held", "planned"}
    assert open_.statements.pending().count() == 2


def assert_words_fit() -> None:
    """A proposal names the department its matter belongs to; nobody says the same about two matters."""
    for proposal in Proposal.objects.all():
        plan = plan_for(proposal.problem_rows.get().problem.name)
        assert (proposal.title, proposal.responsible.name) == (plan.title, OFFICES.get(plan.office, "市委组织部"))
    said = Counter(Progress.objects.values_list("text", flat=True))
    assert max(said.values()) == 1
    asked = Counter(Linkage.objects.values_list("asks", flat=True))
    assert max(asked.values()) <= 3, "the past comes back in three villages"
    assert len(set(Reply.objects.values_list("words", flat=True))) > 20


def test_every_matter_is_told_in_full() -> None:
    for matter in CURRENT:
        assert matter.measures, matter.title
        assert (matter.fate not in {Fate.ASKED, Fate.ANSWERED}) or (matter.asks and matter.office), matter.title
        assert matter.fate in {Fate.OPENED, Fate.WITHDRAWN, Fate.REQUESTED, Fate.RETURNED, Fate.REOPENED} or (
            matter.progress
        ), matter.title
    for past in PAST_MATTERS:
        assert all((past.account, past.said, past.told, past.measures)), past.title
        assert bool(past.office) == bool(past.asks) == bool(past.answer), past.title


def test_complaints_are_the_same_for_the_same_seed() -> None:
    villages = ["竹坑村", "双溪村"]

    assert list(complaints.complaints(50, villages)) == list(complaints.complaints(50, villages))
    assert list(complaints.complaints(50, villages)) != list(complaints.complaints(50, villages, seed=1))
