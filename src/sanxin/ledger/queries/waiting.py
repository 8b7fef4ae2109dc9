"""What of the ledger waits for somebody; rows of Today, derived on each read."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.kernel.days import calendar_of
from sanxin.kernel.roles import Role
from sanxin.kernel.waiting import Waiting
from sanxin.ledger.models import (
    ExtensionRequest,
    Item,
    Linkage,
    LinkageAnswer,
    Measure,
    Progress,
    Reopening,
    StrikeOffRequest,
)
from sanxin.ledger.queries import waiting_linkages
from sanxin.ledger.queries.days import DaysLeft, counting
from sanxin.ledger.rules import lights
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.rules.stages import CLOSED, WORKABLE, Stage
from sanxin.people.models import Person, Post

AHEAD = 5
"""Working days before a deadline from which it stands on Today."""
MOST = 50
"""Of each kind; Today shows fewer, the lists show all."""


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """All rows for one person; at most fourteen queries however many items there are."""
    left = counting(calendar_of(person.county_id), today)
    rows = [
        *_to_verify(person),
        *_extensions(person, left),
        *_to_accept(person, left),
        *_handed_back(person),
        *_returned(person),
        *_reopened(person),
        *_measures(person, left, today),
        *_items_due(person, left, today),
        *_answers(person),
        *waiting_linkages.waiting_for(person, left, today),
    ]
    if person.sight.handled_offices:
        rows += _linkages(person, left)
    return rows


def _to_verify(person: Person) -> Iterator[Waiting]:
    """Leaders are asked only where the section head leads the item and cannot verify it."""
    items = Item.objects.to_verify_by(person)
    if not person.sight.has(Role.SECTION_HEAD):
        heads = Post.objects.filter(role=Role.SECTION_HEAD).values("person_id")
        items = items.filter(Q(verifier=person) | Q(owner_id__in=heads))
    rows = StrikeOffRequest.objects.waiting().filter(item__in=items).exclude(by=person)
    rows = rows.select_related("item", "by").order_by("at")
    for request in rows[:MOST]:
        yield Waiting(
            section="verify",
            light_kind="wait",
            light_word=_("待核验"),
            title=request.item.title,
            url=_page(request.item),
            meta=f"{request.item.code} · {request.by}：{request.account}",
            action_label=_("去核验"),
            action_url=reverse("ledger:item_verify", args=[request.item_id]),
            due_on=request.item.due_on,
            rank=0,
        )


def _extensions(person: Person, left: DaysLeft) -> Iterator[Waiting]:
    sight = person.sight
    offices = sight.led_offices | sight.headed_offices
    if not offices:
        return
    rows = ExtensionRequest.objects.undecided().filter(item__office_id__in=offices)
    rows = rows.exclude(by=person).exclude(item__owner=person)
    rows = rows.exclude(item__stage__in=CLOSED).select_related("item", "by").order_by("at")
    for request in rows[:MOST]:
        light = lights.light_of_days(left(request.item.due_on))
        wanted = _("{who}想延到 {day}：{reason}").format(
            who=request.by, day=day_word(request.wanted_on), reason=request.reason
        )
        yield Waiting(
            section="extensions",
            light_kind=light.kind,
            light_word=light.word,
            title=request.item.title,
            url=_page(request.item),
            meta=f"{request.item.code} · {wanted}",
            action_label=_("定一下"),
            action_url=reverse("ledger:extension", args=[request.id]),
            due_on=request.item.due_on,
            rank=0,
        )


def _to_accept(person: Person, left: DaysLeft) -> Iterator[Waiting]:
    for item in Item.objects.owned_by(person).filter(stage=Stage.OPENED).select_related("opened_by")[:MOST]:
        light = lights.light_of_days(left(item.due_on))
        yield Waiting(
            section="accept",
            light_kind=light.kind,
            light_word=light.word,
            title=item.title,
            url=_page(item),
            meta=_("{code} · {who}立的项").format(code=item.code, who=item.opened_by),
            action_label=_("去认领"),
            action_url=_page(item),
            due_on=item.due_on,
            rank=10,
        )


def _handed_back(person: Person) -> Iterator[Waiting]:
    """Given back by their owner: whoever opened them names another one."""
    rows = Item.objects.filter(stage=Stage.HANDED_BACK, opened_by=person).select_related("owner")
    for item in rows.prefetch_related("hand_backs")[:MOST]:
        reason = max(item.hand_backs.all(), key=lambda row: row.turn).reason
        yield Waiting(
            section="returned",
            light_kind="wait",
            light_word=pgettext("state", "退回"),
            title=item.title,
            url=_page(item),
            meta=f"{item.code} · {item.owner}：{reason}",
            action_label=_("另定牵头人"),
            action_url=reverse("ledger:item_owner", args=[item.id]),
            due_on=item.due_on,
            rank=0,
        )


def _returned(person: Person) -> Iterator[Waiting]:
    """Verified and sent back: the last request was returned and no new one made."""
    items = Item.objects.owned_by(person).filter(stage__in=WORKABLE, strike_off_requests__returned__isnull=False)
    for item in items.distinct().prefetch_related("strike_off_requests__returned")[:MOST]:
        last = list(item.strike_off_requests.all())[-1]
        if last.round != item.round:
            continue
        yield Waiting(
            section="returned",
            light_kind="wait",
            light_word=pgettext("state", "退回"),
            title=item.title,
            url=_page(item),
            meta=_("{code} · 核验未通过：{reason}").format(code=item.code, reason=last.returned.reason),
            action_label=_("去补办"),
            action_url=_page(item),
            due_on=item.due_on,
            rank=5,
        )


def _reopened(person: Person) -> Iterator[Waiting]:
    """Struck off, and then somebody said it was not solved: until work on it is noted again."""
    item = OuterRef("item")
    rows = Reopening.objects.filter(item__owner=person, item__stage__in=WORKABLE)
    rows = rows.filter(strike_off__round=F("item__round") - 1).exclude(
        Exists(Progress.objects.filter(item=item, at__gt=OuterRef("at")))
        | Exists(StrikeOffRequest.objects.filter(item=item, round=OuterRef("item__round")))
    )
    for reopening in rows.select_related("item").order_by("at")[:MOST]:
        yield Waiting(
            section="returned",
            light_kind="wait",
            light_word=_("没解决"),
            title=reopening.item.title,
            url=_page(reopening.item),
            meta=_("{code} · 重新办理：{reason}").format(code=reopening.item.code, reason=reopening.why),
            action_label=_("去补办"),
            action_url=_page(reopening.item),
            due_on=reopening.item.due_on,
            rank=5,
        )


def _measures(person: Person, left: DaysLeft, today: date) -> Iterator[Waiting]:
    """Open measures of mine, and of items I lead where nobody else is named."""
    mine = Q(person=person) | Q(person=None, item__owner=person)
    rows = Measure.objects.undone().filter(mine, item__stage__in=WORKABLE).select_related("item").order_by("due_on")
    for measure in rows[:MOST]:
        days = left(measure.due_on)
        if days > AHEAD or measure.item.is_suspended(today):
            continue
        light = lights.light_of_days(days)
        yield Waiting(
            section="measures",
            light_kind=light.kind,
            light_word=light.word,
            title=measure.what,
            url=_page(measure.item),
            meta=_("{code} {title} · 措施 {order}").format(
                code=measure.item.code, title=measure.item.title, order=measure.order
            ),
            action_label=_("填进展"),
            action_url=reverse("ledger:item_progress", args=[measure.item_id]),
            due_on=measure.due_on,
            rank=20,
        )


def _items_due(person: Person, left: DaysLeft, today: date) -> Iterator[Waiting]:
    """Items I lead whose own deadline is near and which no open measure brings up already."""
    rows = Item.objects.owned_by(person).running(today).filter(stage__in=WORKABLE)
    for item in rows.exclude(measures__in=Measure.objects.undone()).order_by("due_on")[:MOST]:
        days = left(item.due_on)
        if days > AHEAD:
            break
        light = lights.light_of_days(days)
        yield Waiting(
            section="measures",
            light_kind=light.kind,
            light_word=light.word,
            title=item.title,
            url=_page(item),
            meta=" · ".join(part for part in (item.code, _("整件到期")) if part),
            action_label=_("填进展"),
            action_url=reverse("ledger:item_progress", args=[item.id]),
            due_on=item.due_on,
            rank=20,
        )


def _linkages(person: Person, left: DaysLeft) -> Iterator[Waiting]:
    rows = Linkage.objects.unanswered().filter(unit_id__in=person.sight.handled_offices)
    rows = rows.exclude(item__stage__in=CLOSED).select_related("item", "item__office").order_by("due_on")
    for linkage in rows[:MOST]:
        light = lights.light_of_days(left(linkage.due_on))
        yield Waiting(
            section="linkages",
            light_kind=light.kind,
            light_word=light.word,
            title=linkage.asks,
            url=reverse("ledger:linkage", args=[linkage.id]),
            meta=f"{linkage.item.code} {linkage.item.title} · {linkage.item.office}",
            action_label=_("去答复"),
            action_url=reverse("ledger:linkage", args=[linkage.id]),
            due_on=linkage.due_on,
            rank=0,
        )


def _answers(person: Person) -> Iterator[Waiting]:
    """Departments answered; whoever leads the item has not looked yet."""
    rows = LinkageAnswer.objects.filter(reading=None, linkage__item__owner=person)
    rows = rows.exclude(linkage__item__stage__in=CLOSED).select_related("linkage__item", "linkage__unit")
    for answer in rows.order_by("at")[:MOST]:
        yield Waiting(
            section="answers",
            light_kind="done",
            light_word=_("已答复"),
            title=f"{answer.linkage.unit}：{answer.account}",
            url=reverse("ledger:linkage", args=[answer.linkage_id]),
            meta=f"{answer.linkage.item.code} {answer.linkage.item.title}",
            action_label=_("看答复"),
            action_url=reverse("ledger:linkage", args=[answer.linkage_id]),
            due_on=answer.linkage.due_on,
            rank=30,
        )


def _page(item: Item) -> str:
    return reverse("ledger:item", args=[item.id])
