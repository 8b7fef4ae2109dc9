"""Recording a visit, and mending what was recorded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.fieldwork import events
from sanxin.fieldwork.actions import lines as line_actions
from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.models import Visit, VisitCorrection, VisitDraft, VisitKind
from sanxin.fieldwork.permissions import visits as permissions
from sanxin.fieldwork.rules import visits as rules
from sanxin.kernel.actions import action
from sanxin.kernel.events import record as note
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member


@dataclass(frozen=True)
class Told:
    """What somebody wrote down of a visit, its sentences aside."""

    on: date
    place: Unit | None = None
    place_text: str = ""
    member: Member | None = None
    household: str = ""
    kind: str = VisitKind.CALL
    people: int = 0
    note: str = ""


@action
def record(
    told: Told,
    lines: Sequence[NewLine] = (),
    *,
    office: Unit,
    by: Person,
    at: datetime,
    visit_id: UUID | None = None,
    born_at: datetime | None = None,
) -> Visit:
    """Write down a visit. The same `visit_id` again changes nothing and gives the first visit back.

    `born_at`: when it was written on the phone; a phone whose clock runs ahead does not make it later than `at`.
    Refused: by whom it is not, nowhere, on a day to come, with more than a visit can hold. One event, which tells
    neither who was visited nor what they said.
    """
    permissions.check_may_record(office, by)
    _check(told, at, by=by, lines=len(lines))
    if visit_id and (already := _already(visit_id, by)):
        return already
    assert office.county_id is not None, "an office stands below a county"
    born_at = min(born_at or at, at)
    visit = Visit.objects.create(
        id=visit_id or new_id(),
        county_id=office.county_id,
        office=office,
        officer=by,
        born_at=born_at,
        noted_at=at,
        **_fields(told),
    )
    line_actions.write(visit, lines, first=1, by=by, at=at, heard_at=_heard_at(told.on, born_at))
    VisitDraft.objects.filter(person=by).delete()
    facts = {"kind": told.kind, "lines": len(lines), "difficulties": sum(line.is_difficulty for line in lines)}
    about = [("fieldwork.visit", visit.id), *([("people.unit", told.place.id)] if told.place else [])]
    note(events.RECORDED, county_id=visit.county_id, by=by, at=at, about=about, facts=facts)
    return visit


@action
def correct(
    visit: Visit,
    told: Told,
    *,
    by: Person,
    reason: str,
    seen: int,
    at: datetime,
    branch: str = "",
    correction_id: UUID | None = None,
) -> Visit:
    """Mend a visit; how it stood before stays as a row, with the reason. The same `correction_id` again: no change.

    `seen`: the version it was written over. Raises `Overtaken` where another device, or the office, has changed it
    since; what the same device (`branch`) changed meanwhile is its own queue and no conflict.
    """
    permissions.check_may_correct(visit, by)
    rules.check_reason(reason)
    visit = locked(Visit.objects.filter(pk=visit.pk)).get()
    if correction_id and VisitCorrection.objects.filter(pk=correction_id, visit=visit).exists():
        return visit
    _check(told, at, by=by, lines=0, kept=visit)
    check_not_overtaken(visit, seen, branch)
    fresh = _fields(told)
    before = {name: getattr(visit, name) for name in fresh if getattr(visit, name) != fresh[name]}
    rules.check_changed(bool(before))
    visit.version += 1
    VisitCorrection.objects.create(
        id=correction_id or new_id(),
        visit=visit,
        version=visit.version,
        before=_as_json(before),
        reason=reason.strip()[:200],
        branch=branch,
        by=by,
        at=at,
    )
    for name, value in fresh.items():
        setattr(visit, name, value)
    visit.save(update_fields=["version", *fresh])
    about = [("fieldwork.visit", visit.id)]
    note(events.CORRECTED, county_id=visit.county_id, by=by, at=at, about=about, facts={"reason": reason.strip()[:200]})
    return visit


def check_not_overtaken(visit: Visit, seen: int, branch: str) -> None:
    """Nobody else has mended it since version `seen`."""
    later = VisitCorrection.objects.filter(visit=visit, version__gt=seen)
    others = later.exclude(branch=branch) if branch else later
    last = others.select_related("by").order_by("-version").first()
    if last is not None:
        words = _("{who}改过这次走访：{reason}。您写的还没有存，两边看过再定。")
        raise Overtaken("fieldwork.visit.overtaken", words.format(who=last.by, reason=last.reason.rstrip("。")))


def _check(told: Told, at: datetime, *, by: Person, lines: int, kept: Visit | None = None) -> None:
    somewhere = told.place is not None or told.member is not None
    rules.check_where(somewhere=somewhere, place_text=told.place_text, household=told.household)
    rules.check_day(told.on, timezone.localdate(at))
    rules.check_content(people=told.people, note=told.note, lines=lines)
    if told.kind not in VisitKind.values:
        raise Refused("fieldwork.visit.kind", _("只能选走访、座谈或电话。"), field="kind")
    if told.place is not None and told.place.county_id not in by.sight.counties:
        raise Refused("fieldwork.visit.elsewhere", _("这个村不在本县，写在“别的地方”里。"), field="place")
    theirs = kept is not None and told.member is not None and kept.member_id == told.member.id
    if told.member and not theirs and not Member.objects.visible_to(by).filter(pk=told.member.pk).exists():
        raise Refused("fieldwork.visit.not_contact", _("这一位不归您联系，写在“哪一家”里。"), field="member")


def _already(visit_id: UUID, by: Person) -> Visit | None:
    found = Visit.objects.filter(pk=visit_id).first()
    if found and found.officer_id != by.id:
        raise Refused("fieldwork.visit.id_taken", _("这个编号已经被别的记录用了，请重新记一次。"))
    return found


def _fields(told: Told) -> dict[str, Any]:
    return {
        "place_id": told.place.id if told.place else None,
        "place_text": told.place_text.strip(),
        "member_id": told.member.id if told.member else None,
        "household": told.household.strip(),
        "on": told.on,
        "kind": str(told.kind),
        "people": told.people,
        "note": told.note.strip(),
    }


def _heard_at(on: date, born_at: datetime) -> datetime:
    """The day of the visit: the hour it was written where that is the day, else its noon."""
    if timezone.localdate(born_at) == on:
        return born_at
    return min(timezone.make_aware(datetime.combine(on, time(12))), born_at)


def _as_json(before: Mapping[str, Any]) -> str:
    return json.dumps({name: value if isinstance(value, int) else str(value or "") for name, value in before.items()})
