from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel.ids import new_id

if TYPE_CHECKING:
    from sanxin.people.models.person import Person


class Level(models.TextChoices):
    PROVINCE = "province", _("省")
    CITY = "city", _("设区市")
    COUNTY = "county", _("县（市、区）")
    TOWNSHIP = "township", _("乡镇（街道）")
    VILLAGE = "village", _("村（社区）")
    OFFICE = "office", pgettext_lazy("level", "单位")
    SECTION = "section", _("科室")


DIVISIONS = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})


def place_columns(path: str) -> list[str]:
    """For `.only()`: what is read of a place and its township to write 洪岩镇 竹坑村."""
    read = ("name", "short_name", "level")
    return [f"{path}__{name}" for name in read] + [f"{path}__parent__{name}" for name in read]


def written(place: Unit | None, text: str) -> str:
    """洪岩镇 竹坑村 晒谷场: a place as somebody chose it, and what they typed beside it; either may be missing."""
    return " ".join(part for part in (place.with_town if place else "", text) if part)


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, person: Person) -> Self:
        """Names of one's own county."""
        return self.filter(county__in=person.sight.counties)

    def managed_by(self, person: Person) -> Self:
        return self.filter(county__in=person.sight.managed_counties)

    def under(self, top: Unit) -> Self:
        """`top` and all below it."""
        return self.filter(path__startswith=top.path)

    def in_use(self) -> Self:
        return self.filter(closed_on=None)

    def places(self) -> Self:
        """Where a voice can come from: townships and villages."""
        return self.filter(level__in=[Level.TOWNSHIP, Level.VILLAGE])

    def offices(self) -> Self:
        """Who can be asked to do something: departments, townships and villages."""
        return self.filter(level__in=[Level.OFFICE, Level.TOWNSHIP, Level.VILLAGE])


class Unit(models.Model):
    """A node of the tree: province › city › county › office › section, and county › township › village."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    """The division code (360281, 360281101) or one of our own for offices and sections."""
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    county = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The division whose ledger and event chain this unit belongs to: the nearest of county, city, province."""
    office = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The nearest office, township or village at or above: the one that answers for this unit."""
    path = models.CharField(max_length=400, unique=True)
    """Codes from the top, each closed by "/": `36/3602/360281/`."""
    order = models.PositiveIntegerField(default=0)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["county", "level", "name"], name="unit_by_name"),
            models.Index(fields=["parent"], name="unit_by_parent"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def with_town(self) -> str:
        """洪岩镇 竹坑村; a township, or what stands right below a division, alone. Ask for `parent` beforehand."""
        town = self.parent
        return f"{town} {self}" if town is not None and not town.is_division else str(self)

    @property
    def full_name_with_town(self) -> str:
        """The same with the names `Places` finds again."""
        town = self.parent
        return f"{town.name} {self.name}" if town is not None and not town.is_division else self.name

    @property
    def is_division(self) -> bool:
        return self.level in DIVISIONS

    def settle(self) -> Self:
        """Fill path, county and office from the parent; call it after setting parent, level and code."""
        top = self.parent
        self.path = f"{top.path if top else ''}{self.code}/"
        self.county_id = self.id if self.is_division else (top.county_id if top else None)
        answers = self.level in {Level.OFFICE, Level.TOWNSHIP, Level.VILLAGE}
        self.office_id = self.id if answers else (top.office_id if top else None)
        return self
