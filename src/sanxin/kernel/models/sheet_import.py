"""A sheet somebody brings in: the file, what was found in it, what was written from it."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.kernel.sheets.safety import Format, Inspected


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def of(self, person_id: UUID) -> Self:
        """An import is its maker's alone: the file may hold what nobody else may see."""
        return self.filter(made_by_id=person_id)


class SheetImport(models.Model):
    """One uploaded file on its way in. Its stage is told by its rows: no check yet, checked, written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    """The file's own name, given back with the returned file; never written into an event."""
    format = models.CharField(max_length=8)
    cells = models.PositiveIntegerField(default=0)
    county_id = models.UUIDField()
    office_id = models.UUIDField(null=True)
    """The importer's desk; null in imports from before offices were told apart."""
    made_by_id = models.UUIDField(db_index=True)
    made_by_name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    sheet = models.CharField(max_length=200)
    mapping = models.JSONField(null=True)
    """Position of a column, as text → key of the kind's column. Null until somebody has confirmed it."""
    job_id = models.UUIDField(null=True)
    """The work under way, or the last that was."""

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def inspected(self) -> Inspected:
        """The file was looked at when it came and has not changed since."""
        shape: Format = "csv" if self.format == "csv" else "xls" if self.format == "xls" else "xlsx"
        return Inspected(shape, self.cells)

    @property
    def positions(self) -> dict[int, str]:
        """The confirmed mapping, as the reader wants it."""
        return {int(position): key for position, key in (self.mapping or {}).items()}

    @property
    def scope(self) -> UUID:
        """Within which a row is written once: the office, whose colleagues may hold the same list."""
        return self.office_id or self.county_id

    @property
    def stored(self) -> str:
        """The name under which the store keeps the file."""
        return f"{self.id.hex}.sheet"

    @property
    def returned(self) -> str:
        """The name under which the store keeps the file with the reasons."""
        return f"{self.id.hex}.returned"

    def last_check(self) -> "SheetCheck | None":
        return self.checks.order_by("-at").first()

    def writing(self) -> "SheetWriting | None":
        return SheetWriting.objects.filter(sheet_import=self).first()


class SheetCheck(models.Model):
    """Every row of the file was checked with the mapping of that moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    """Counts.as_dict(): read, ready, wrong, duplicates, known, notes."""
    first_wrong = EncryptedField(blank=True)
    """JSON of the first wrong rows, [[number, reason], ...]: a reason may quote a phone number."""
    samples = EncryptedField(blank=True)
    """JSON of the first rows as understood, samples.Samples; forgotten with the file."""
    returned_whole = models.BooleanField(default=True)
    """False where only the wrong rows were given back."""

    def __str__(self) -> str:
        return f"{self.sheet_import} {self.at:%Y-%m-%d %H:%M}"

    def count(self, name: str) -> int:
        return int(self.counts.get(name, 0))


class SheetWriting(models.Model):
    """The rows were written, all in one transaction; at most once for an import."""

    sheet_import = models.OneToOneField(SheetImport, on_delete=models.CASCADE, primary_key=True)
    at = models.DateTimeField()
    correct_only = models.BooleanField()
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    """Rows not written: wrong, repeated, or written by an earlier import."""

    def __str__(self) -> str:
        return f"{self.sheet_import} +{self.added}"


class SheetMapping(models.Model):
    """What people of a county decided about the headers of one kind of sheet; the latest decision counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county_id = models.UUIDField()
    kind = models.CharField(max_length=80)
    headers = models.JSONField(default=dict)
    """matching.to_remember(): header as compared → column key, '' to leave out."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county_id", "kind"], name="one_sheet_mapping_a_county")]

    def __str__(self) -> str:
        return self.kind

    @staticmethod
    def remembered(county_id: UUID, kind: str) -> dict[str, str]:
        found = SheetMapping.objects.filter(county_id=county_id, kind=kind).first()
        return dict(found.headers) if found else {}


class ImportedRow(models.Model):
    """A row an office has written once, by its sealed digest: bringing the same file again adds nothing."""

    id = models.BigAutoField(primary_key=True)
    office_id = models.UUIDField()
    """The county, where the row was written before offices were told apart: it then counts for all of them."""
    kind = models.CharField(max_length=80)
    digest = models.CharField(max_length=32)
    sheet_import = models.ForeignKey(SheetImport, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "kind", "digest"], name="one_import_of_an_office_row")
        ]

    def __str__(self) -> str:
        return self.digest

    @staticmethod
    def known(made: SheetImport, digests: Collection[str]) -> set[str]:
        """Which of these rows an earlier import has written; one query."""
        return set(_written(made).filter(digest__in=digests).values_list("digest", flat=True))

    @staticmethod
    def last(made: SheetImport) -> int:
        """Up to where the rows were written by now, for `since`."""
        return _written(made).aggregate(last=models.Max("id"))["last"] or 0

    @staticmethod
    def since(made: SheetImport, last: int) -> set[str]:
        """Rows written after `last` was asked; imports of one kind take turns, so their ids follow each other."""
        return set(_written(made).filter(id__gt=last).values_list("digest", flat=True))


def _written(made: SheetImport) -> models.QuerySet[ImportedRow]:
    return ImportedRow.objects.filter(office_id__in={made.scope, made.county_id}, kind=made.kind)
