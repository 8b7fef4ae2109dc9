"""What asked departments make wait for somebody here: more time wanted, handed back, late; rows of Today."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.kernel.days import calendar_of
from sanxin.kernel.waiting import Waiting
from sanxin.ledger.models import Linkage, LinkageExtension, LinkageHandBack, Progress
from sanxin.ledger.queries.days import DaysLeft
from sanxin.ledger.queries.escalation import open_questions, step_on
from sanxin.ledger.rules import lights
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.rules.escalation import Step
from sanxin.ledger.rules.stages import CLOSED
from sanxin.people.models import Person

MOST = 50


def waiting_for(person: Person, left: DaysLeft, today: date) -> list[Waiting]:
    """Three queries."""
    return [*_time_wanted(person, left), *_handed_back(person), *_late(person, left, today)]


def _time_wanted(person: Person, left: DaysLeft) -> Iterator[Waiting]:
    """A department wants more time; whoever leads the item says."""
    rows = LinkageExtension.objects.undecided().filter(linkage__item__owner=person)
    rows = rows.filter(linkage__in=Linkage.objects.unanswered()).exclude(linkage__item__stage__in=CLOSED)
    for row in rows.select_related("linkage__item", "linkage__unit").order_by("at")[:MOST]:
        light = lights.light_of_days(left(row.due_on))
        wanted = _("{who}想延到 {day}：{reason}").format(
            who=row.linkage.unit, day=day_word(row.wanted_on), reason=row.reason
        )
        yield Waiting(
            section="extensions",
            light_kind=light.kind,
            light_word=light.word,
            title=row.linkage.asks,
            url=_page(row.linkage),
            meta=f"{row.linkage.item.code} · {wanted}",
            action_label=_("定一下"),
            action_url=reverse("ledger:linkage_time", args=[row.id]),
            due_on=row.due_on,
            rank=0,
        )


def _handed_back(person: Person) -> Iterator[Waiting]:
    """Until somebody else is asked, or work is noted."""
    item = OuterRef("linkage__item")
    since = Q(at__gt=OuterRef("at"))
    rows = LinkageHandBack.objects.filter(linkage__item__owner=person).exclude(linkage__item__stage__in=CLOSED)
    rows = rows.exclude(
        Exists(Linkage.objects.filter(since, item=item)) | Exists(Progress.objects.filter(since, item=item))
    )
    for row in rows.select_related("linkage__item", "linkage__unit").order_by("at")[:MOST]:
        linkage = row.linkage
        yield Waiting(
            section="returned",
            light_kind="wait",
            light_word=pgettext("state", "退回"),
            title=linkage.asks,
            url=_page(linkage),
            meta=f"{linkage.item.code} · {linkage.unit}：{row.reason}",
            action_label=_("另请一家"),
            action_url=reverse("ledger:item_linkage", args=[linkage.item_id]),
            due_on=linkage.due_on,
            rank=5,
        )


def _late(person: Person, left: DaysLeft, today: date) -> Iterator[Waiting]:
    """From the day after: whoever leads the item. Five working days on: the leader of the office."""
    mine, led = Q(item__owner=person), Q(item__office_id__in=person.sight.led_offices)
    rows = open_questions(today).filter(mine | led, due_on__lt=today).select_related("item", "unit")
    calendar = calendar_of(person.county_id)
    for linkage in rows.order_by("due_on", "id")[:MOST]:
        own = linkage.item.owner_id == person.id
        if not own and step_on(calendar, linkage.due_on, today) is not Step.LEADER:
            continue
        light = lights.light_of_days(left(linkage.due_on))
        yield Waiting(
            section="chasing",
            light_kind=light.kind,
            light_word=light.word,
            title=f"{linkage.unit}：{linkage.asks}",
            url=_page(linkage),
            meta=f"{linkage.item.code} {linkage.item.title}",
            action_label=_("催一下") if own else _("过问"),
            action_url=_page(linkage),
            due_on=linkage.due_on,
            rank=15,
        )


def _page(linkage: Linkage) -> str:
    return reverse("ledger:linkage", args=[linkage.id])
