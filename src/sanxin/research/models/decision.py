from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research.models.proposal import PlannedItem, ProposalSubmission
from sanxin.research.models.proposal_route import Routing as Routing  # so that Django finds its tables


class Verdict(models.TextChoices):
    AGREE = "agree", _("同意")
    AGREE_WITH_CHANGES = "agree_with_changes", _("改后同意")
    RETURN = "return", _("退回")
    REFUSE = "refuse", _("不同意")


OPENING = frozenset({Verdict.AGREE, Verdict.AGREE_WITH_CHANGES})
"""Verdicts that open ledger items."""


class Decision(models.Model):
    """批示: what the leader said to a submission. One a submission, for ever."""

    submission = models.OneToOneField(
        ProposalSubmission, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    memo = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="verdict_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_verdict_display()}"


class DecisionItem(models.Model):
    """What the decision opened, beside what had been planned."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="item_rows")
    planned = models.OneToOneField(PlannedItem, on_delete=models.PROTECT, related_name="opened")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision_row")
    changed = models.BooleanField(default=False)
    """The leader set another owner or deadline than planned."""

    def __str__(self) -> str:
        return f"{self.decision_id} → {self.item_id}"
