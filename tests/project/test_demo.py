"""The demo county: made by the real actions, the same every time, with something on every page."""

from collections import Counter
from datetime import datetime

from sanxin.kernel import audit
from sanxin.ledger.models import Item
from sanxin.ledger.queries.stages import differing
from sanxin.project import demo
from sanxin.project.demo import complaints, scale
from sanxin.project.demo.filling import LISTS, VISITS
from sanxin.research.models import Decision, Problem, Proposal, Stage
from sanxin.service.models import Reply, Voice


def test_a_year_of_work_leaves_something_everywhere(db: None, now: datetime) -> None:
    """One test, because filling takes seconds: the demo, the demo again, then many rows on top."""
    assert demo.fill_if_empty()

    assert Voice.objects.count() == LISTS + VISITS
    stages = Counter(Item.objects.values_list("stage", flat=True))
    assert stages["struck_off"] == 60
    assert {"opened", "in_progress", "strike_off_requested"} <= set(stages)
    assert Reply.objects.count() > 20
    assert Problem.objects.filter(stage=Stage.ACCEPTED).count() >= 3
    assert (Proposal.objects.count(), Decision.objects.count()) == (4, 2)
    assert len(demo.sign_in_links()) == 5
    assert differing() == []

    assert demo.fill_if_empty() is False
    assert Voice.objects.count() == LISTS + VISITS

    known = Item.objects.filter(year=now.year).count()
    scale.fill(items=60, voices=40)
    numbers = sorted(Item.objects.filter(year=now.year).values_list("number", flat=True))
    assert numbers == list(range(1, known + 61))
    assert Voice.objects.count() == LISTS + VISITS + 40
    assert audit.verify() == []


def test_complaints_are_the_same_for_the_same_seed() -> None:
    villages = ["竹坑村", "双溪村"]

    assert list(complaints.complaints(50, villages)) == list(complaints.complaints(50, villages))
    assert list(complaints.complaints(50, villages)) != list(complaints.complaints(50, villages, seed=1))
