from django.db import models

from sanxin.kernel.ids import new_id


class Attachment(models.Model):
    """A file that belongs to something; who may read it is for the view of that thing to say."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    """Of what is stored, hence also its place on the disk; two attachments may share it."""
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    has_thumbnail = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    kept_by_id = models.UUIDField(null=True)
    kept_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["kept_at", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")
