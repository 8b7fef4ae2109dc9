"""Members in difficulty: registered with their consent, looked after by somebody, off the list again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Level, Person, Unit
from sanxin.service import events
from sanxin.service.actions import keepings
from sanxin.service.actions.consents import agreed
from sanxin.service.actions.needs import settle_kinds
from sanxin.service.actions.voices import county_of
from sanxin.service.models import ConsentWay, Member, MemberNeed, NeedKind, Purpose
from sanxin.service.permissions import members as permissions
from sanxin.service.queries.needs import kinds_of, named, needs_of
from sanxin.service.rules import consents as consent_rules
from sanxin.service.rules import members as rules
from sanxin.service.rules import needs as need_rules
from sanxin.service.rules import retention
from sanxin.service.speakers import member_key_of

BATCH = 1000
UPDATED = ["phone", "address", "difficulty", "contact"]
"""What a later list may say anew of somebody on it."""


@dataclass(frozen=True)
class NewMember:
    """Somebody as a form or a row of a sheet tells."""

    name: str
    village: Unit
    consent: bool
    """To be on the list. What else they agreed to stands in `purposes`."""
    consent_on: date | None = None
    """Nothing: today."""
    consent_way: str = ConsentWay.SPOKEN
    consent_to: Person | None = None
    """Nobody named: whoever registers them."""
    purposes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Codes or names of the office's kinds. Nothing said: a known member keeps what is there."""
    difficulty: str = ""
    phone: str = ""
    address: str = ""
    contact: Person | None = None


@dataclass(frozen=True)
class Registered:
    """What became of a list."""

    added: int
    known: int
    """On the list already and the same, or off it: a list may be old."""
    updated: int = 0


@action
def register(new: NewMember, *, office: Unit, by: Person, at: datetime) -> Member:
    """Put somebody on the list. Refused without their consent, or where the village has that name on it already."""
    permissions.check_may_register(office, new.contact, by)
    _check(new, office, at)
    if new.contact is not None:
        permissions.check_may_be_contacts(office.id, [new.contact])
    locked(Unit.objects.filter(pk=office.pk)).get()  # two who register the same person take turns
    needs = _kinds(office, [new])
    member = _member(new, office=office, by=by, at=at)
    listed = Member.objects.current().filter(office=office, member_key=member.member_key)
    rules.check_new(on_list=listed.exists())
    member.save(force_insert=True)
    keepings.note([member], by=by, at=at)
    agreed([(member, new)], by=by, at=at)
    _put_needs([(member, new)], needs)
    _record(events.MEMBER_REGISTERED, member, by=by, at=at)
    return member


@action
def register_many(rows: Sequence[NewMember], *, office: Unit, by: Person, at: datetime) -> Registered:
    """Add all rows not on the list yet and update those that are, all or none. Who has left stays off.

    An empty cell changes nothing. One event for what was added, one for what was updated.
    """
    permissions.check_may_import(office, by)
    for row in rows:
        _check(row, office, at)
    permissions.check_may_be_contacts(office.id, {row.contact for row in rows if row.contact is not None})
    locked(Unit.objects.filter(pk=office.pk)).get()  # two imports into one office take turns
    batch_id, needs = new_id(), _kinds(office, rows)
    made = [_member(row, office=office, by=by, at=at, batch_id=batch_id) for row in rows]
    updated = _update(made, rows, needs, office, by=by, at=at)
    fresh = _fresh(made, office)
    if not fresh:
        return Registered(0, len(rows) - updated, updated)
    Member.objects.bulk_create(fresh, batch_size=BATCH)
    keepings.note(fresh, by=by, at=at)
    told = {member.id: row for member, row in zip(made, rows, strict=True)}
    pairs = [(member, told[member.id]) for member in fresh]
    agreed(pairs, by=by, at=at)
    _put_needs(pairs, needs)
    facts = {"rows": len(fresh), "known": len(rows) - len(fresh)}
    about = [("service.member_import", batch_id), ("people.unit", office.id)]
    record(events.MEMBERS_IMPORTED, county_id=county_of(office), by=by, at=at, about=about, facts=facts)
    return Registered(len(fresh), len(rows) - len(fresh) - updated, updated)


@action
def assign(member: Member, *, contact: Person, by: Person, at: datetime) -> Member:
    """Name who keeps contact; the same one again changes nothing."""
    permissions.check_may_keep(member, by)
    member = locked(Member.objects.filter(pk=member.pk)).get()
    rules.check_on_list(left=member.left_on is not None)
    permissions.check_may_be_contacts(member.office_id, [contact])
    if member.contact_id == contact.id:
        return member
    member.contact = contact
    member.save(update_fields=["contact"])
    keepings.note([member], by=by, at=at)
    _record(events.MEMBER_ASSIGNED, member, by=by, at=at, contact=contact.name)
    return member


@action
def end(member: Member, *, left_on: date, by: Person, at: datetime) -> Member:
    """Take somebody off the list from a day on: no longer in difficulty, moved, died, or no longer willing."""
    permissions.check_may_keep(member, by)
    member = locked(Member.objects.filter(pk=member.pk)).get()
    rules.check_on_list(left=member.left_on is not None)
    rules.check_last_day(left_on, noted_on=timezone.localdate(member.noted_at), today=timezone.localdate(at))
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    _record(events.MEMBER_ENDED, member, by=by, at=at, day=left_on.isoformat())
    return member


@action
def reveal(member: Member, *, by: Person, reason: str, at: datetime) -> Member:
    """All that is encrypted, in full: name, phone, address, need, the words about help.

    The event says who looked and why, never what they saw.
    """
    permissions.check_may_reveal(member, by)
    retention.check_not_erased(erased=member.is_erased)
    rules.check_reason(reason, name=member.name, phone=member.phone, address=member.address)
    _record(events.MEMBER_REVEALED, member, by=by, at=at, reason=reason.strip())
    return member


def _check(new: NewMember, office: Unit, at: datetime) -> None:
    rules.check_consent(new.consent)
    consent_rules.check_given(new.consent_on or timezone.localdate(at), today=timezone.localdate(at))
    consent_rules.check_said(new.consent_way, new.purposes, ways=ConsentWay.values, purposes=Purpose.values)
    rules.check_words(new.name, new.difficulty, new.address)
    need_rules.check_count(len(new.needs))
    village = new.village
    rules.check_village(is_village=village.level == Level.VILLAGE, same_county=village.county_id == office.county_id)


def _member(new: NewMember, *, office: Unit, by: Person, at: datetime, batch_id: UUID | None = None) -> Member:
    county_id, name = county_of(office), "".join(new.name.split())
    return Member(
        id=new_id(),
        county_id=county_id,
        office=office,
        village=new.village,
        name=name,
        member_key=member_key_of(name, new.village.id, county_id),
        phone=new.phone.strip(),
        address=new.address.strip(),
        difficulty=new.difficulty.strip(),
        contact=new.contact,
        noted_at=at,
        noted_by=by,
        batch_id=batch_id,
    )


def _kinds(office: Unit, rows: Sequence[NewMember]) -> dict[str, NeedKind]:
    """The kinds the rows name, by the words they use; refused where the office has no such kind."""
    settle_kinds(office)
    known, found = kinds_of(office), dict[str, NeedKind]()
    for word in {word for row in rows for word in row.needs}:
        kinds, unknown = named(known, word)
        if unknown:
            sentence = _("没有“{word}”这个困难类型；先在“困难类型”里加上，或选别的。").format(word=word)
            raise Refused("service.member.need_unknown", sentence, field="needs")
        found[word] = kinds[0]
    return found


def _put_needs(pairs: Sequence[tuple[Member, NewMember]], kinds: Mapping[str, NeedKind]) -> None:
    wanted = {(member.id, kinds[word].id) for member, new in pairs for word in new.needs}
    rows = [MemberNeed(member_id=member_id, kind_id=kind_id) for member_id, kind_id in sorted(wanted)]
    MemberNeed.objects.bulk_create(rows, batch_size=BATCH)


def _update(
    made: Sequence[Member],
    rows: Sequence[NewMember],
    kinds: Mapping[str, NeedKind],
    office: Unit,
    *,
    by: Person,
    at: datetime,
) -> int:
    """Write what a list knows anew of those on it: how many that were. The first row of a name counts."""
    said: dict[str, NewMember] = {}
    for member, row in zip(made, rows, strict=True):
        said.setdefault(member.member_key, row)
    keys, changed = list(said), list[Member]()
    for start in range(0, len(keys), BATCH):
        listed = Member.objects.current().filter(office=office, member_key__in=keys[start : start + BATCH])
        found = [(member, said[member.member_key]) for member in listed]
        other_needs = _put_other_needs(found, kinds)
        changed += [member for member, row in found if _takes_over(member, row) or member.id in other_needs]
    if changed:
        Member.objects.bulk_update(changed, UPDATED, batch_size=200)
        keepings.note(changed, by=by, at=at)
        about = [("people.unit", office.id), *(("service.member", member.id) for member in changed)]
        facts = {"rows": len(changed)}
        record(events.MEMBERS_UPDATED, county_id=county_of(office), by=by, at=at, about=about, facts=facts)
    return len(changed)


def _takes_over(member: Member, row: NewMember) -> bool:
    """Put what the row says onto the member; whether anything is new."""
    before = [getattr(member, name) for name in UPDATED]
    member.phone = row.phone.strip() or member.phone
    member.address = row.address.strip() or member.address
    member.difficulty = row.difficulty.strip() or member.difficulty
    if row.contact is not None:
        member.contact = row.contact
    return before != [getattr(member, name) for name in UPDATED]


def _put_other_needs(pairs: Sequence[tuple[Member, NewMember]], kinds: Mapping[str, NeedKind]) -> set[UUID]:
    """Where a row names other kinds than are known, these hold from now on. Whose that were."""
    said = [(member, row) for member, row in pairs if row.needs]
    known = needs_of(member.id for member, _row in said)
    other = [
        (member, row)
        for member, row in said
        if {kind.id for kind in known.get(member.id, ())} != {kinds[word].id for word in row.needs}
    ]
    MemberNeed.objects.filter(member__in=[member.id for member, _row in other]).delete()
    _put_needs(other, kinds)
    return {member.id for member, _row in other}


def _fresh(members: Sequence[Member], office: Unit) -> list[Member]:
    """Those the office has never had on its list, each once."""
    first: dict[str, Member] = {}
    for member in members:
        first.setdefault(member.member_key, member)
    keys = list(first)
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        for known in Member.objects.filter(office=office, member_key__in=chunk).values_list("member_key", flat=True):
            first.pop(known, None)
    return list(first.values())


def _record(name: str, member: Member, *, by: Person, at: datetime, **facts: str) -> None:
    about = [("service.member", member.id)]
    record(name, county_id=member.county_id, by=by, at=at, about=about, facts=facts)
