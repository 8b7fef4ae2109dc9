from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.people.models.unit import written
from sanxin.service.models import Voice


class MeetingKind(models.TextChoices):
    TALK = "talk", _("座谈")
    INTERVIEW = "interview", _("访谈")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: Person) -> Self:
        """The desk alone: minutes are raw words."""
        return self.filter(office__in=person.sight.desk_offices)


class Meeting(models.Model):
    """People were listened to together, or one of them at length. Who came stands there as numbers only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=MeetingKind.choices, default=MeetingKind.TALK)
    topic = models.CharField(max_length=120)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_text = models.CharField(max_length=120, blank=True)
    held_on = models.DateField()
    present = models.PositiveIntegerField(default=0)
    """How many came, all together."""
    groups = models.JSONField(default=dict)
    """`Group` → how many of them; somebody may belong to several."""
    minutes = EncryptedField(blank=True)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["office", "-held_on"], name="meetings_of_an_office")]

    def __str__(self) -> str:
        return self.topic

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村 晒谷场. Ask for `place__parent` beforehand."""
        return written(self.place, self.place_text)


class MeetingVoice(models.Model):
    """Where in the minutes a voice was said: `minutes` paragraph (from 1) and characters [start, end)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="voices")
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, related_name="meeting_passage")
    paragraph = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["paragraph", "start"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "paragraph", "start", "end"], name="one_voice_a_passage"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="passage_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph}:{self.start}-{self.end}"
