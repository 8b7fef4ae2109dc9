"""All departments that were asked, over all items, as the URL says: state, department, words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.kernel.days import calendar_of
from sanxin.ledger.models import Linkage, LinkageExtension
from sanxin.ledger.models.linkage import LinkageQuerySet
from sanxin.ledger.queries.days import DaysLeft, counting
from sanxin.ledger.queries.filters import identity
from sanxin.ledger.rules.lights import Light, light_of_days
from sanxin.ledger.rules.stages import CLOSED
from sanxin.people.models import Person

STATES: dict[str, StrOrPromise] = {
    "open": gettext_lazy("等答复"),
    "late": pgettext_lazy("list", "超期没答复"),
    "time": gettext_lazy("想延期"),
    "answered": pgettext_lazy("list", "答复了"),
    "back": pgettext_lazy("list", "退回的"),
    "all": pgettext_lazy("list", "全部"),
}
ORDERS = {"due": ("due_on", "id"), "-due": ("-due_on", "-id"), "asked": ("at", "id"), "-asked": ("-at", "-id")}
HEADS: tuple[StrOrPromise, ...] = (
    gettext_lazy("状态"),
    gettext_lazy("编号"),
    gettext_lazy("事项"),
    gettext_lazy("请了哪家"),
    gettext_lazy("请做什么"),
    gettext_lazy("联系人"),
    gettext_lazy("到期日"),
    gettext_lazy("哪天请的"),
    gettext_lazy("接下"),
    gettext_lazy("答复"),
)


@dataclass(frozen=True)
class AskedFor:
    """What one person wants to see of them."""

    person: Person
    today: date
    params: QueryDict

    @property
    def state(self) -> str:
        told = self.params.get("state", "")
        return told if told in STATES else "open"

    @property
    def sort(self) -> str:
        told = self.params.get("sort", "")
        return told if told in ORDERS else "due"

    @property
    def visible(self) -> LinkageQuerySet:
        return Linkage.objects.visible_to(self.person)

    def narrowed(self) -> LinkageQuerySet:
        """All filters but the state."""
        rows = self.visible
        if unit := self.params.get("unit", ""):
            rows = rows.filter(unit_id=identity(unit))
        if self.params.get("mine"):
            rows = rows.filter(item__owner=self.person)
        for word in self.params.get("q", "").split()[:5]:
            rows = rows.filter(Q(asks__contains=word) | Q(item__title__contains=word))
        return rows

    def rows(self) -> LinkageQuerySet:
        wanted = in_state(self.narrowed(), self.state, self.today)
        undecided = LinkageExtension.objects.undecided().filter(linkage=OuterRef("pk"))
        return wanted.annotate(wants_time=Exists(undecided)).order_by(*ORDERS[self.sort])


def in_state(rows: LinkageQuerySet, state: str, today: date) -> LinkageQuerySet:
    waiting = rows.unanswered().exclude(item__stage__in=CLOSED)
    narrowed = {
        "open": waiting,
        "late": waiting.filter(due_on__lt=today),
        "time": waiting.filter(extensions__in=LinkageExtension.objects.undecided()),
        "answered": rows.exclude(answer=None),
        "back": rows.exclude(hand_back=None),
        "all": rows,
    }
    return narrowed[state]


@dataclass(frozen=True)
class Line:
    linkage: Linkage
    light: Light
    note: str
    """接下了, 还没接, 想延期."""
    url: str


def lines_of(linkages: list[Linkage], person: Person, today: date) -> list[Line]:
    left = counting(calendar_of(person.county_id), today)
    return [_line(linkage, left) for linkage in linkages]


def cells_of(rows: LinkageQuerySet, person: Person, today: date) -> Iterator[tuple[Any, ...]]:
    """Rows of the file."""
    left = counting(calendar_of(person.county_id), today)
    for linkage in rows.with_names().select_related("item").iterator(chunk_size=2000):
        line = _line(linkage, left)
        told = linkage.answer.account if linkage.is_answered else ""
        told = linkage.hand_back.reason if linkage.is_handed_back else told
        yield (
            line.light.word,
            linkage.item.code,
            linkage.item.title,
            str(linkage.unit),
            linkage.asks,
            linkage.contact,
            linkage.due_on,
            linkage.at,
            linkage.acceptance.at if linkage.is_accepted else None,
            told,
        )


def _line(linkage: Linkage, left: DaysLeft) -> Line:
    url = reverse("ledger:linkage", args=[linkage.pk])
    return Line(linkage, light_of_linkage(linkage, left), _note(linkage), url)


def light_of_linkage(linkage: Linkage, left: DaysLeft) -> Light:
    """Ask for the item beforehand."""
    if linkage.is_answered:
        return Light("done", _("已答复"))
    if linkage.is_handed_back:
        return Light("off", _("已退回"))
    if not linkage.item.is_open:
        return Light("off", _("没答复"))
    return light_of_days(left(linkage.due_on))


def _note(linkage: Linkage) -> str:
    if linkage.is_settled or not linkage.item.is_open:
        return ""
    if linkage.__dict__.get("wants_time"):
        return _("想延期，等定")
    return pgettext("department", "接下了") if linkage.is_accepted else pgettext("department", "还没接")
