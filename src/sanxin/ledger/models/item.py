from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.ledger.models import sight
from sanxin.ledger.rules.kinds import Kind, Urgency, kind_label, urgency_label
from sanxin.ledger.rules.stages import CLOSED, LABELS, Stage, is_suspended
from sanxin.people.models import Person, Unit
from sanxin.people.models.unit import written

if TYPE_CHECKING:
    from uuid import UUID

NOT_STRUCK_OFF = ~Q(stage=Stage.STRUCK_OFF.value)
"""Word for word the condition of the indexes below: SQLite takes them only then."""


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, person: Person) -> Self:
        """What this person may read: docs/map.md, "Sight"."""
        return self.filter(sight.of_many(person))

    def visible_by_id_to(self, person: Person) -> Self:
        """The same, to be narrowed to items named by id: without looking beforehand what else there is."""
        return self.filter(sight.by_id(person))

    def open(self) -> Self:
        return self.filter(NOT_STRUCK_OFF, ~Q(stage=Stage.WITHDRAWN.value))

    def withdrawn(self) -> Self:
        return self.filter(stage=Stage.WITHDRAWN.value)

    def struck_off(self) -> Self:
        return self.filter(stage=Stage.STRUCK_OFF.value)

    def running(self, today: date) -> Self:
        """Open and not suspended: their deadline counts."""
        return self.open().filter(Q(suspended_until=None) | Q(suspended_until__lt=today))

    def suspended(self, today: date) -> Self:
        return self.open().filter(suspended_until__gte=today)

    def overdue(self, today: date) -> Self:
        """Late and nobody has asked for it to be verified: whoever holds it is late."""
        return self.running(today).exclude(stage=Stage.STRIKE_OFF_REQUESTED.value).filter(due_on__lt=today)

    def due_within(self, first: date, last: date) -> Self:
        """Due from `first` to `last`, both included, still running."""
        return self.running(first).exclude(stage=Stage.STRIKE_OFF_REQUESTED.value).filter(due_on__range=(first, last))

    def owned_by(self, person: Person) -> Self:
        return self.filter(owner=person)

    def of_section(self, sections: frozenset[UUID]) -> Self:
        return self.filter(section_id__in=sections)

    def awaiting_verification(self) -> Self:
        return self.filter(stage=Stage.STRIKE_OFF_REQUESTED.value)

    def to_verify_by(self, person: Person) -> Self:
        """Requested, and this person may verify: named, or section head or leader there and nobody is named."""
        offices = person.sight.led_offices | person.sight.headed_offices
        mine = Q(verifier=person) | Q(verifier=None, office_id__in=offices)
        return self.awaiting_verification().filter(mine).exclude(owner=person)

    def awaiting_departments(self) -> Self:
        """Open, and a department still owes its answer."""
        return self.open().filter(unanswered__gt=0)

    def struck_off_since(self, day: date) -> Self:
        return self.struck_off().filter(struck_off_on__gte=day)


class Item(models.Model):
    """Something that must be solved: numbered, owned, with a deadline.

    Everything that happens to it is a row of its own; what stands below the line is rewritten from those rows by
    `actions.projection.settle` in the same transaction.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    detail = models.TextField(blank=True)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_text = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=10, blank=True, choices=Urgency.choices, default=Urgency.ORDINARY)
    source = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=80, blank=True)
    """As people say it: 一年 9.6 万元."""
    outcome_wanted = models.CharField(max_length=200, blank=True)
    """办成的样子: what will be there when it is done."""
    verifier = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Named beforehand; without one any section head or leader of the office verifies."""
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    first_due_on = models.DateField()
    import_key = models.CharField(max_length=80, blank=True)
    """The row of an older ledger it came from, so that the same file adds nothing twice."""

    # --- rewritten from rows ---
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    section = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    """The section the owner works in, if the office has sections."""
    due_on = models.DateField()
    stage = models.CharField(max_length=24, default=Stage.OPENED.value, choices=[(s.value, LABELS[s]) for s in Stage])
    turn = models.PositiveSmallIntegerField(default=1)
    """How many owners it has had, the present one included."""
    round = models.PositiveSmallIntegerField(default=1)
    """How many times it has been worked on to the end: one more after each reopening."""
    suspended_until = models.DateField(null=True, blank=True)
    struck_off_on = models.DateField(null=True, blank=True)
    unanswered = models.PositiveSmallIntegerField(default=0)
    """Departments that were asked and have not answered."""
    version = models.PositiveIntegerField(default=1)
    """Counts the verbs; who acts on an older one is told what changed."""

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="one_item_a_number"),
            models.UniqueConstraint(
                fields=["office", "import_key"], condition=~Q(import_key=""), name="one_item_a_row_of_an_old_ledger"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_numbers_start_at_one"),
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="item_stage_is_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.STRUCK_OFF.value, struck_off_on__isnull=False)
                | (~Q(stage=Stage.STRUCK_OFF.value) & Q(struck_off_on=None)),
                name="item_struck_off_has_its_day",
            ),
        ]
        indexes = [
            # The ledger as it opens: all open items of an office by deadline. With every column that figures and
            # filters ask for, so that counting and narrowing read the index alone, never fifteen thousand rows.
            models.Index(
                fields=[
                    *("office", "due_on", "id", "section", "stage", "suspended_until", "kind", "unanswered"),
                    *("owner", "place", "title", "place_text"),
                ],
                condition=NOT_STRUCK_OFF,
                name="item_open_by_due",
            ),
            # 本科在办, the view an officer starts with.
            models.Index(
                fields=["section", "due_on", "id", "office", "stage", "suspended_until"],
                condition=NOT_STRUCK_OFF,
                name="item_open_of_section",
            ),
            # 我牵头的.
            models.Index(fields=["owner", "due_on", "id", "office", "stage"], name="item_by_owner"),
            # Sight asks on every list what somebody leads or verifies in other offices.
            models.Index(fields=["owner", "office"], name="item_by_owner_and_office"),
            models.Index(fields=["verifier", "office"], condition=Q(verifier__isnull=False), name="item_by_verifier"),
            # Everything ever, by deadline.
            models.Index(fields=["office", "due_on", "id"], name="item_by_due"),
            # 本月销号, how long it took, and the view of what is done.
            models.Index(
                fields=["office", "struck_off_on", "id", "section", "opened_at"],
                condition=Q(stage=Stage.STRUCK_OFF.value),
                name="item_struck_by_day",
            ),
            # Few rows at any time, asked for on every Today.
            models.Index(
                fields=["office"],
                condition=Q(stage=Stage.STRIKE_OFF_REQUESTED.value),
                name="item_awaiting_verification",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """The number people quote: 2026-0137."""
        return code(self.year, self.number)

    @property
    def is_open(self) -> bool:
        return self.stage not in CLOSED

    @property
    def is_withdrawn(self) -> bool:
        return self.stage == Stage.WITHDRAWN.value

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村; the free text where no unit was chosen. Ask for `place__parent` beforehand."""
        return written(self.place, self.place_text)

    @property
    def tags(self) -> list[str]:
        return [word for word in (kind_label(self.kind), urgency_label(self.urgency)) if word]

    def is_suspended(self, today: date) -> bool:
        return is_suspended(self.stage, self.suspended_until, today)

    def is_overdue(self, today: date) -> bool:
        late = self.due_on < today and not self.is_suspended(today)
        return late and self.is_open and self.stage != Stage.STRIKE_OFF_REQUESTED.value


def code(year: int, number: int) -> str:
    """
    >>> code(2026, 137)
    '2026-0137'
    """
    return f"{year}-{number:04d}"


def week_of(today: date) -> tuple[date, date]:
    """Monday and Sunday around a day."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


__all__ = ["Item", "ItemQuerySet", "Kind", "week_of"]
