from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.ledger.models import StrikeOff, Withdrawal
from sanxin.people.models import Person
from sanxin.service.models.answer import Answer
from sanxin.service.models.voice import Voice


class Channel(models.TextChoices):
    """How the answer reached the person."""

    VISIT = "visit", _("当面")
    PHONE = "phone", _("电话")
    MESSAGE = "message", _("短信或微信")
    PUBLIC = "public", _("公开页")
    """Who spoke there reads it there, with number and secret."""
    NOTICE = "notice", _("公告或通知")
    """For those who gave no name or cannot be reached: the village reads it on the board. See `tell_by_notice`."""


class Solved(models.TextChoices):
    """What the person says. Only they can say it; nobody ticks it for them."""

    YES = "yes", _("解决了")
    PARTLY = "partly", _("解决了一部分")
    NO = "no", _("没解决")
    NOT_ASKED = "not_asked", _("没问到")


Ending = StrikeOff | Withdrawal
"""How a ledger item ended: done, or not done any more. Either way those behind it are told."""


def about(ending: Ending) -> dict[str, Any]:
    """The column of `Reply` that names this ending."""
    return {"withdrawal": ending} if isinstance(ending, Withdrawal) else {"strike_off": ending}


class ReplyQuerySet(models.QuerySet["Reply"]):
    def about(self, ending: Ending) -> Self:
        return self.filter(**about(ending))


class Reply(models.Model):
    """Who spoke has been told how an item ended, or the answer to their question, and what they said to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="replies")
    strike_off = models.ForeignKey(StrikeOff, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="reply")
    words = models.TextField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    solved = models.CharField(max_length=10, choices=Solved.choices)
    unsolved = models.CharField(max_length=500, blank=True)
    """What is still missing, as the person says, where it is not or only partly solved."""
    unreachable = models.BooleanField(default=False)
    """Left a way to be reached and could not be: told by notice all the same."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "strike_off"], name="one_reply_a_strike_off"),
            models.UniqueConstraint(fields=["voice", "withdrawal"], name="one_reply_a_withdrawal"),
            models.CheckConstraint(
                condition=Q(answer=None, strike_off__isnull=False, withdrawal=None)
                | Q(answer=None, strike_off=None, withdrawal__isnull=False)
                | Q(answer__isnull=False, strike_off=None, withdrawal=None),
                name="reply_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_solved_display()} {self.at:%Y-%m-%d}"
