from django.db import models

from sanxin.kernel.fields import EncryptedField, masked
from sanxin.service.models.voice import Voice


class VoiceContact(models.Model):
    """How to answer somebody who agreed to be answered. Encrypted; shown in full by a logged act only."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="contact")
    name = EncryptedField(blank=True)
    phone = EncryptedField(blank=True)

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """方** 138****2210"""
        return " ".join(part for part in (masked(self.name), masked(self.phone)) if part)
