from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item, Withdrawal
from sanxin.ledger.rules.stages import CLOSED, OPEN, Stage
from sanxin.people.models import Person
from sanxin.service.models.question import Question, QuestionStage
from sanxin.service.models.reply import Reply
from sanxin.service.models.voice import Voice


class VoiceItemQuerySet(models.QuerySet["VoiceItem"]):
    def owed(self) -> Self:
        """The item ended, and who spoke has not been told: what was done, or why nothing will be."""
        return self.filter(_done_untold() | _dropped_untold(), item__stage__in=CLOSED)


def _done_untold() -> Q:
    told = Reply.objects.filter(voice=OuterRef("voice"), strike_off__item=OuterRef("item"), strike_off__reopening=None)
    return Q(item__stage=Stage.STRUCK_OFF) & Q(~Exists(told))  # the stage first: most rows need no second look


def _dropped_untold() -> Q:
    """Withdrawn, and nobody has spoken with them since, nor will because of a question or another item of theirs."""
    told = Reply.objects.filter(voice=OuterRef("voice"), withdrawal=OuterRef("item"))
    on = Withdrawal.objects.filter(item=OuterRef(OuterRef("item"))).values("at")[:1]
    since = Reply.objects.filter(voice=OuterRef("voice"), withdrawal=None, at__gte=Subquery(on))
    asked = Question.objects.filter(voice=OuterRef("voice")).exclude(
        stage__in=(QuestionStage.TOLD, QuestionStage.DROPPED)
    )
    other = VoiceItem.objects.filter(Q(item__stage__in=OPEN) | _done_untold(), voice=OuterRef("voice"))
    return Q(item__stage=Stage.WITHDRAWN) & Q(~Exists(told), ~Exists(since), ~Exists(asked), ~Exists(other))


class VoiceItem(models.Model):
    """A voice stands behind a ledger item: who spoke will be told how it ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="item_rows")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="voice_rows")
    tied_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    objects = VoiceItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "item"], name="one_tie_a_voice_and_item")]

    def __str__(self) -> str:
        return f"{self.voice_id} → {self.item_id}"
