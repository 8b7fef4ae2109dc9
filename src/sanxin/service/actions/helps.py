"""What was done for a member in difficulty, and what was promised them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import attachments
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person, Unit
from sanxin.service import events
from sanxin.service.models import HelpKind, HelpMistake, HelpPromise, Member, MemberHelp, PromiseDropped
from sanxin.service.permissions import members as permissions
from sanxin.service.rules import helping as rules
from sanxin.service.rules import members as member_rules
from sanxin.service.rules import retention


@dataclass(frozen=True)
class NewHelp:
    """As a form tells."""

    kind: str
    on: date
    amount: Decimal | None = None
    giver: Person | None = None
    """Nobody named: whoever notes it."""
    unit: Unit | None = None
    words: str = ""
    evidence: "UploadedFile[bytes] | None" = None
    promise: HelpPromise | None = None


@action
def give(member: Member, new: NewHelp, *, by: Person, at: datetime) -> MemberHelp:
    """Note what was done; with a promise named it is kept. Refused: before it happened, after they left, erased."""
    permissions.check_may_look_after(member, by)
    if new.giver is not None and new.giver != by:
        permissions.check_may_be_contacts(member.office_id, [new.giver])
    _check_kind(new.kind)
    rules.check_amount(new.amount)
    rules.check_words(new.words, needed=new.kind == HelpKind.OTHER)
    member = locked(Member.objects.filter(pk=member.pk)).get()
    retention.check_not_erased(erased=member.is_erased)
    rules.check_day(new.on, today=timezone.localdate(at), left_on=member.left_on)
    if new.promise is not None:
        _check_open(new.promise, member)
    row = MemberHelp.objects.create(
        member=member,
        kind=new.kind,
        on=new.on,
        amount=new.amount,
        giver=new.giver or by,
        unit=new.unit,
        words=new.words.strip(),
        evidence=attachments.keep(new.evidence, by=by, at=at) if new.evidence else None,
        promise=new.promise,
        by=by,
        at=at,
    )
    _record(events.HELP_GIVEN, member, by=by, at=at, kind=row.kind, day=row.on.isoformat())
    return row


@action
def mistaken(help_: MemberHelp, *, reason: str, by: Person, at: datetime) -> HelpMistake:
    """The row does not hold: it stays, struck through, counts nothing, and the promise it kept is open again."""
    permissions.check_may_look_after(help_.member, by)
    rules.check_reason(reason)
    help_ = locked(MemberHelp.objects.filter(pk=help_.pk)).get()
    retention.check_not_erased(erased=help_.member.is_erased)
    rules.check_not_mistaken(mistaken=HelpMistake.objects.filter(help=help_).exists())
    row = HelpMistake.objects.create(help=help_, reason=reason.strip(), by=by, at=at)
    _record(events.HELP_MISTAKEN, help_.member, by=by, at=at, kind=help_.kind, day=help_.on.isoformat())
    return row


@action
def promise(member: Member, *, kind: str, due_on: date, words: str = "", by: Person, at: datetime) -> HelpPromise:
    """Something was promised by a day; until it is kept or dropped it waits for whoever keeps contact."""
    permissions.check_may_look_after(member, by)
    _check_kind(kind)
    rules.check_words(words, needed=kind == HelpKind.OTHER)
    rules.check_due(due_on, today=timezone.localdate(at))
    member = locked(Member.objects.filter(pk=member.pk)).get()
    member_rules.check_on_list(left=member.left_on is not None)
    row = HelpPromise.objects.create(member=member, kind=kind, due_on=due_on, words=words.strip(), by=by, at=at)
    _record(events.HELP_PROMISED, member, by=by, at=at, kind=kind, day=due_on.isoformat())
    return row


@action
def drop(promise: HelpPromise, *, reason: str, by: Person, at: datetime) -> PromiseDropped:
    """It will not be done; the member has been told. Refused where it is kept, or dropped before."""
    permissions.check_may_look_after(promise.member, by)
    rules.check_reason(reason)
    promise = locked(HelpPromise.objects.filter(pk=promise.pk)).get()
    _check_open(promise, promise.member)
    row = PromiseDropped.objects.create(promise=promise, reason=reason.strip(), by=by, at=at)
    _record(events.PROMISE_DROPPED, promise.member, by=by, at=at, kind=promise.kind)
    return row


def _check_kind(kind: str) -> None:
    if kind not in HelpKind.values:
        raise Refused("service.help.kind", _("选一种帮助。"), field="kind")


def _check_open(promise: HelpPromise, member: Member) -> None:
    promise = locked(HelpPromise.objects.filter(pk=promise.pk)).get()
    if promise.member_id != member.id:
        raise Refused("service.promise.other", _("这一件是答应另一位的。"), field="promise")
    rules.check_open(
        kept=MemberHelp.objects.valid().filter(promise=promise).exists(),
        dropped=PromiseDropped.objects.filter(promise=promise).exists(),
    )


def _record(name: str, member: Member, *, by: Person, at: datetime, **facts: str) -> None:
    """Kinds and days; how much, and what was said about it, stand in the rows alone."""
    record(name, county_id=member.county_id, by=by, at=at, about=[("service.member", member.id)], facts=facts)
