from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models.voice import Voice


class VoiceCorrection(models.Model):
    """How a voice stood before somebody corrected it: nothing that was said gets lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="corrections")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.at:%Y-%m-%d}"
