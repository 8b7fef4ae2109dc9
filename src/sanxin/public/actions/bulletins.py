"""Bulletins: drafted with what was done in those days, changed until they are submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.people.models import Person, Unit
from sanxin.public import events
from sanxin.public.actions.claims import claim, note, settle
from sanxin.public.models import Bulletin, BulletinStage
from sanxin.public.permissions import bulletins as permissions
from sanxin.public.queries.figures import titles_done
from sanxin.public.rules import bulletins as rules
from sanxin.public.rules.opening import opening

SERIES = "public.bulletin"


@dataclass(frozen=True)
class Content:
    """All that is written on one sheet."""

    title: str
    text: str
    since: date
    until: date
    places: tuple[Unit, ...] = ()


@action
def begin(
    office: Unit, *, title: str, since: date, until: date, places: Sequence[Unit] = (), by: Person, at: datetime
) -> Bulletin:
    """A draft whose text begins with what the ledger struck off in those days in those places."""
    permissions.check_may_write(by, office.id)
    today = timezone.localdate(at)
    _check(Content(title, "", since, until, tuple(places)), today)
    assert office.county_id is not None
    bulletin = Bulletin(
        county_id=office.county_id,
        office=office,
        year=today.year,
        number=draw(office.county_id, f"{SERIES}.{office.code}", today.year),
        title=title.strip(),
        text=first_text(office, since=since, until=until, places=places),
        since=since,
        until=until,
        drafted_by=by,
        drafted_at=at,
        written_by=by,
    )
    bulletin.save(force_insert=True)
    bulletin.places.set(places)
    settle(bulletin, BulletinStage.DRAFT)
    note(events.DRAFTED, bulletin, by=by, at=at, number=bulletin.code)
    return bulletin


def first_text(office: Unit, *, since: date, until: date, places: Sequence[Unit]) -> str:
    return opening(titles_done(office.id, places, since, until))


@action
def edit(bulletin: Bulletin, *, content: Content, seen: int, by: Person, at: datetime) -> Bulletin:
    """Write it anew. Refused once it is submitted: what is to be approved does not change under the approver."""
    permissions.check_may_write(by, bulletin.office_id)
    bulletin = claim(bulletin, seen=seen)
    rules.check_may_be_changed(bulletin.may_be_changed)
    _check(content, timezone.localdate(at))
    bulletin.title, bulletin.text = content.title.strip(), content.text.replace("\r\n", "\n").strip()
    bulletin.since, bulletin.until, bulletin.written_by = content.since, content.until, by
    bulletin.places.set(content.places)
    settle(bulletin, BulletinStage(bulletin.stage), "title", "text", "since", "until", "written_by")
    note(events.EDITED, bulletin, by=by, at=at)
    return bulletin


def _check(content: Content, today: date) -> None:
    rules.check_content(content.title, content.text)
    rules.check_period(content.since, content.until, today)
    rules.check_places(len(content.places))
