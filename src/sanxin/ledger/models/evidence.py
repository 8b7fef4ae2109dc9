from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Attachment
from sanxin.ledger.models.department_act import DepartmentAct
from sanxin.ledger.models.item import Item
from sanxin.ledger.models.linkage import Linkage
from sanxin.ledger.models.measure import Measure
from sanxin.ledger.models.reopening import Reopening
from sanxin.people.models import Person


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, person: Person) -> Self:
        """Who sees the item sees what was filed for it. Asked by row: the list of items in sight is long."""
        return self.filter(Exists(Item.objects.visible_by_id_to(person).filter(pk=OuterRef("item_id"))))

    def of_this_round(self, item: Item) -> Self:
        """Filed since the item was last reopened: what showed too little then shows too little now."""
        rows = self.filter(item=item)
        if item.round == 1:
            return rows
        return rows.filter(at__gte=Reopening.objects.filter(item=item).order_by("-at").values("at")[:1])


class Evidence(DepartmentAct):
    """A file that shows something was done: for the item, for one measure, or with a department's answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="evidence", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    linkage = models.ForeignKey(Linkage, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta(DepartmentAct.Meta):
        ordering = ["at", "id"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["item", "at"], name="evidence_of_an_item")]

    def __str__(self) -> str:
        return self.caption or str(self.attachment)
