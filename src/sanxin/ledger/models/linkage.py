from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.department_act import DepartmentAct
from sanxin.ledger.models.item import Item
from sanxin.people.models import Person, Unit


class LinkageQuerySet(models.QuerySet["Linkage"]):
    def visible_to(self, person: Person) -> Self:
        """Who sees the item sees what was asked for it; by row, as with `Evidence`."""
        return self.filter(Exists(Item.objects.visible_by_id_to(person).filter(pk=OuterRef("item_id"))))

    def unanswered(self) -> Self:
        return self.filter(answer=None, hand_back=None)

    def with_names(self) -> Self:
        acts = ("acceptance", "answer", "hand_back")
        hands = [f"{act}__{hand}" for act in acts for hand in ("by", "link")]
        return self.select_related("unit", *acts, *hands, "answer__reading")


class Linkage(models.Model):
    """Another department is asked to do or say something for an item, until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="linkages")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asks = models.TextField()
    due_on = models.DateField()
    """Rewritten where more time is granted; the request keeps the day that held before."""
    contact = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = LinkageQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.unit}：{self.asks}"

    @property
    def is_accepted(self) -> bool:
        return hasattr(self, "acceptance")

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "answer")

    @property
    def is_handed_back(self) -> bool:
        return hasattr(self, "hand_back")

    @property
    def is_settled(self) -> bool:
        return self.is_answered or self.is_handed_back

    def is_overdue(self, today: date) -> bool:
        return not self.is_settled and self.due_on < today


class LinkageAcceptance(DepartmentAct):
    """The department takes it on: 接下了."""

    linkage = models.OneToOneField(Linkage, on_delete=models.PROTECT, primary_key=True, related_name="acceptance")

    def __str__(self) -> str:
        return f"{self.linkage} ✓"


class LinkageAnswer(DepartmentAct):
    """What the department did or says."""

    linkage = models.OneToOneField(Linkage, on_delete=models.PROTECT, primary_key=True, related_name="answer")
    account = models.TextField()

    def __str__(self) -> str:
        return self.account


class LinkageHandBack(DepartmentAct):
    """Not for this department: given back with a reason, so that another one can be asked."""

    linkage = models.OneToOneField(Linkage, on_delete=models.PROTECT, primary_key=True, related_name="hand_back")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.reason


class LinkageReading(models.Model):
    """Whoever asked has read the answer; until then it stands on their Today."""

    answer = models.OneToOneField(LinkageAnswer, on_delete=models.PROTECT, primary_key=True, related_name="reading")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer} ✓"


class LinkageReminder(models.Model):
    """催办: the department was reminded, and on which day."""

    linkage = models.ForeignKey(Linkage, on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["linkage", "on"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.linkage} · {self.on}"
