from django.db import models


class SearchEntry(models.Model):
    """What can be found of a thing. Its tokens lie beside it: an FTS5 table on SQLite, two columns on PostgreSQL."""

    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    county_id = models.UUIDField()
    office_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="one_entry_a_thing")]
        indexes = [
            models.Index(fields=["kind", "at", "county_id"], name="search_by_date"),  # common words: from the newest
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"
