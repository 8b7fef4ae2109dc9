"""What the page of kinds shows beside the list: how things stand, and how well the machine did so far."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q

from sanxin.research.models import KindAnswer, KindProposal, KindTraining
from sanxin.research.models.kind_training import as_share
from sanxin.research.queries.kinds import last_training, sorted_counts
from sanxin.research.rules import kinds as rules
from sanxin.service.models import Kind, Voice

SHOWN = 10
"""Earlier trainings told."""


@dataclass(frozen=True)
class KindCount:
    kind: str
    label: str
    count: int
    enough: bool
    recall: str
    """Share of its voices found, of those held back; empty where it was not learnt."""


@dataclass(frozen=True)
class KindDesk:
    """How the sorting of one office stands; a handful of queries."""

    training: KindTraining | None
    running: KindTraining | None
    counts: list[KindCount]
    fresh: int
    """Voices without a kind and without a proposal."""
    sure: int
    unsure: int
    answered: int
    """Proposals of the last training people answered, and how many of these they took."""
    taken: int
    earlier: list[KindTraining] = field(default_factory=list)

    @property
    def can_learn(self) -> bool:
        return self.running is None and rules.enough({one.kind: one.count for one in self.counts})

    @property
    def least(self) -> int:
        return rules.LEAST


def kind_desk_of(office_id: UUID, now: datetime) -> KindDesk:
    rows = KindTraining.objects.filter(office=office_id).select_related("asked_by")
    training = last_training(office_id)
    waiting = KindProposal.objects.waiting().filter(voice__office=office_id)
    split = waiting.aggregate(trusted=Count("pk", filter=Q(sure=True)), doubted=Count("pk", filter=Q(sure=False)))
    answers = KindAnswer.objects.filter(training=training).aggregate(
        all=Count("pk"), taken=Count("pk", filter=Q(kind=F("proposed")))
    )
    return KindDesk(
        training=training,
        running=rows.running(now).first(),
        counts=_counts(office_id, training),
        fresh=Voice.objects.filter(office=office_id, kind=Kind.UNSORTED, kind_proposal=None).count(),
        sure=split["trusted"],
        unsure=split["doubted"],
        answered=answers["all"],
        taken=answers["taken"],
        earlier=list(rows.finished().order_by("-finished_at")[:SHOWN]),
    )


def _counts(office_id: UUID, training: KindTraining | None) -> list[KindCount]:
    found = sorted_counts(office_id)
    recall = training.measured["recall"] if training else {}
    least = rules.LEAST
    return [
        KindCount(one, str(one.label), found.get(one, 0), found.get(one, 0) >= least, as_share(recall.get(one)))
        for one in Kind
        if one != Kind.UNSORTED
    ]
