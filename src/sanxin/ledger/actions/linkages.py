"""Other departments: asked, reminded, answering, handing back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.evidence import attach
from sanxin.ledger.actions.progress import shortened
from sanxin.ledger.models import (
    Item,
    Linkage,
    LinkageAcceptance,
    LinkageAnswer,
    LinkageHandBack,
    LinkageLink,
    LinkageReading,
    LinkageReminder,
)
from sanxin.ledger.permissions import linkages as permissions
from sanxin.ledger.permissions.links import Hand, check_hand
from sanxin.ledger.rules import deadlines, texts
from sanxin.people.models import Person, Unit


@action
def ask_linkage(
    item: Item,
    *,
    unit: Unit,
    by: Person,
    asks: str,
    due_on: date,
    at: datetime,
    contact: str = "",
    seen: int | None = None,
) -> Linkage:
    """Ask a department, until a day. Refused for one's own office and while the same unit still owes an answer."""
    item = claim(item, seen=seen)
    permissions.check_may_ask(item, by)
    deadlines.check_is_workable(item.stage)
    deadlines.check_due(due_on, today=timezone.localdate(at))
    if not asks.strip():
        raise Refused("ledger.linkage.empty", _("写清要对方做什么、答什么。"), field="asks")
    texts.check_fits(asks=asks, contact=contact)
    if unit.id == item.office_id:
        raise Refused("ledger.linkage.own_office", _("本单位的事直接办，不用请联动。"), field="unit")
    if Linkage.objects.unanswered().filter(item=item, unit=unit).exists():
        words = _("上次请{unit}的还没答复。可以催一下，答复了再请。").format(unit=unit)
        raise Refused("ledger.linkage.still_open", words, field="unit")
    row = Linkage.objects.create(
        item=item, unit=unit, asks=asks.strip(), due_on=due_on, contact=contact.strip(), by=by, at=at
    )
    settle(item)
    _record(events.DEPARTMENT_ASKED, row, by=by, at=at, due=f"{due_on:%m-%d}")
    return row


@action
def remind(linkage: Linkage, *, by: Person, at: datetime) -> LinkageReminder:
    """催办, once a day at most, while the item is open."""
    item = claim(linkage.item)
    permissions.check_may_ask(item, by)
    deadlines.check_is_open(item.stage)
    check_unsettled(linkage)
    today = timezone.localdate(at)
    if LinkageReminder.objects.filter(linkage=linkage, on=today).exists():
        raise Refused("ledger.linkage.reminded_today", _("今天已经催过{unit}了。").format(unit=linkage.unit))
    row = LinkageReminder.objects.create(linkage=linkage, on=today, by=by, at=at)
    settle(item)
    _record(events.DEPARTMENT_REMINDED, linkage, by=by, at=at)
    return row


@action
def accept_linkage(linkage: Linkage, *, by: Hand, at: datetime) -> LinkageAcceptance:
    """The department takes it on, so that whoever asked knows it arrived. Refused twice and after an answer."""
    item = claim(linkage.item)
    check_hand(linkage, by, at)
    deadlines.check_is_open(item.stage)
    check_unsettled(linkage)
    if LinkageAcceptance.objects.filter(linkage=linkage).exists():
        raise Refused("ledger.linkage.accepted", _("{unit}已经接下了。").format(unit=linkage.unit))
    row = LinkageAcceptance.objects.create(linkage=linkage, at=at, **hand_of(by))
    settle(item)
    record_hand(events.DEPARTMENT_ACCEPTED, linkage, by=by, at=at)
    return row


@action
def answer_linkage(
    linkage: Linkage,
    *,
    by: Hand,
    account: str,
    at: datetime,
    uploads: Iterable["UploadedFile[bytes]"] = (),
    seen: int | None = None,
) -> LinkageAnswer:
    """The department says what it did, with files if there are any. Refused twice, and for another department."""
    item = claim(linkage.item, seen=seen)
    check_hand(linkage, by, at)
    deadlines.check_is_open(item.stage)
    check_unsettled(linkage)
    if not account.strip():
        raise Refused("ledger.linkage.no_account", _("写清办了什么、怎么定的。"), field="account")
    texts.check_fits(account=account)
    row = LinkageAnswer.objects.create(linkage=linkage, account=account.strip(), at=at, **hand_of(by))
    for upload in uploads:
        attach(item, by=by, upload=upload, at=at, linkage=linkage)
    settle(item)
    record_hand(events.DEPARTMENT_ANSWERED, linkage, by=by, at=at, account=shortened(row.account))
    return row


@action
def hand_back_linkage(
    linkage: Linkage, *, by: Hand, reason: str, at: datetime, seen: int | None = None
) -> LinkageHandBack:
    """Not for this department: back with a reason."""
    item = claim(linkage.item, seen=seen)
    check_hand(linkage, by, at)
    deadlines.check_is_open(item.stage)
    check_unsettled(linkage)
    if not reason.strip():
        raise Refused("ledger.linkage.no_reason", _("写一句为什么不归本单位、该找谁。"), field="reason")
    texts.check_fits(reason=reason)
    row = LinkageHandBack.objects.create(linkage=linkage, reason=reason.strip(), at=at, **hand_of(by))
    settle(item)
    record_hand(events.DEPARTMENT_HANDED_BACK, linkage, by=by, at=at, reason=row.reason)
    return row


@action
def read_answer(answer: LinkageAnswer, *, by: Person, at: datetime) -> LinkageReading:
    """Whoever asked has read it; it leaves their Today. Reading twice changes nothing."""
    item = claim(answer.linkage.item)
    permissions.check_may_ask(item, by)
    row, made = LinkageReading.objects.get_or_create(answer=answer, defaults={"by": by, "at": at})
    if made:
        settle(item)
        _record(events.ANSWER_READ, answer.linkage, by=by, at=at)
    return row


def hand_of(by: Hand) -> dict[str, Person | LinkageLink]:
    """The column for whoever did it."""
    return {"link": by} if isinstance(by, LinkageLink) else {"by": by}


def record_hand(name: str, linkage: Linkage, *, by: Hand, at: datetime, **facts: str) -> None:
    """An act of the department; one by link has a sentence of its own and names the link as what it is about."""
    if not isinstance(by, LinkageLink):
        _record(name, linkage, by=by, at=at, **facts)
        return
    about = [("ledger.item", linkage.item_id), ("ledger.linkage", linkage.id), ("ledger.link", by.id)]
    said = {"unit": str(linkage.unit), **facts}
    record(events.BY_LINK[name], county_id=linkage.item.county_id, by=by, at=at, about=about, facts=said)


def check_unsettled(linkage: Linkage) -> None:
    if LinkageAnswer.objects.filter(linkage=linkage).exists():
        raise Refused("ledger.linkage.answered", _("{unit}已经答复过了。").format(unit=linkage.unit))
    if LinkageHandBack.objects.filter(linkage=linkage).exists():
        raise Refused("ledger.linkage.handed_back", _("{unit}已经退回了。").format(unit=linkage.unit))


def _record(name: str, linkage: Linkage, *, by: Person, at: datetime, **facts: str) -> None:
    about = [("ledger.item", linkage.item_id), ("ledger.linkage", linkage.id)]
    said = {"unit": str(linkage.unit), **facts}
    record(name, county_id=linkage.item.county_id, by=by, at=at, about=about, facts=said)
