"""Links: an edition asked somewhere, changed while nobody is cut off, shut."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.surveys import events_asking as events
from sanxin.surveys.actions.photos import forget_unclaimed
from sanxin.surveys.models import Edition, Link, LinkClosing, Meeting, RecentContent, Response, ResponseDraft
from sanxin.surveys.permissions import asking as permissions
from sanxin.surveys.rules import links as rules


@dataclass(frozen=True)
class Where:
    """One village, one meeting, or people in words; any two of them together."""

    place: Unit | None = None
    meeting: Meeting | None = None
    group_words: str = ""


@action
def make(
    edition: Edition,
    *,
    where: Where,
    opens_at: datetime,
    closes_at: datetime | None,
    target: int | None,
    by: Person,
    at: datetime,
) -> Link:
    """Ask an edition somewhere. Refused: nowhere, a time that ends before it begins, an edition taken back."""
    office = edition.questionnaire.office
    permissions.check_may_ask(by, office.id)
    rules.check_where(place=where.place is not None, meeting=where.meeting is not None, group_words=where.group_words)
    rules.check_time(opens_at, closes_at, at)
    rules.check_target(target)
    if edition.withdrawn_at is not None:
        raise Refused("surveys.link.withdrawn", _("这一版问卷已经收回，不能再发。请先发布新的一版。"))
    link = Link.objects.create(
        county_id=edition.questionnaire.county_id,
        office=office,
        edition=edition,
        place=where.place,
        meeting=where.meeting,
        group_words=where.group_words.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        target=target,
        made_by=by,
        made_at=at,
    )
    _record(events.LINK_MADE, link, by=by, at=at, title=edition.title, where=link.where)
    return link


@action
def make_many(
    edition: Edition,
    *,
    wheres: Sequence[Where],
    opens_at: datetime,
    closes_at: datetime | None,
    target: int | None,
    by: Person,
    at: datetime,
) -> list[Link]:
    """The same edition in several villages, a link each: all or none."""
    if not wheres:
        rules.check_where(place=False, meeting=False, group_words="")
    if len(wheres) > rules.MOST_AT_ONCE:
        words = _("一次最多发 {most} 个，请分几次。").format(most=rules.MOST_AT_ONCE)
        raise Refused("surveys.link.too_many", words, field="places")
    return [
        make(edition, where=where, opens_at=opens_at, closes_at=closes_at, target=target, by=by, at=at)
        for where in wheres
    ]


@action
def change(
    link: Link,
    *,
    opens_at: datetime,
    closes_at: datetime | None,
    target: int | None,
    seen: int,
    by: Person,
    at: datetime,
) -> Link:
    """Other times, another number hoped for. Refused once it is shut, or when a colleague was faster."""
    permissions.check_may_ask(by, link.office_id)
    rules.check_time(opens_at, closes_at, at)
    rules.check_target(target)
    fresh = _held(link)
    if seen != fresh.version:
        raise Overtaken("surveys.link.overtaken", _("同事刚改过这个码，没有存您的改动。请看过新的再改。"))
    rules.check_can_be_closed(fresh.state(at))
    fresh.opens_at, fresh.closes_at, fresh.target = opens_at, closes_at, target
    fresh.version += 1
    fresh.save(update_fields=["opens_at", "closes_at", "target", "version"])
    _record(events.LINK_CHANGED, fresh, by=by, at=at)
    return fresh


@action
def close(link: Link, *, by: Person, at: datetime) -> LinkClosing:
    """No more answers. What was half filled in is forgotten, what came is shuffled. Refused where it is shut.

    The event says how much had come, day by day, so that nothing can be slipped in later unnoticed.
    """
    permissions.check_may_ask(by, link.office_id)
    fresh = _held(link)
    rules.check_can_be_closed(fresh.state(at))
    responses = Response.objects.filter(link=fresh)
    days = responses.order_by("day").values_list("day").annotate(n=Count("id"))
    by_day = {f"{day:%Y-%m-%d}": count for day, count in days}
    row = LinkClosing.objects.create(link=fresh, answers=sum(by_day.values()), by=by, at=at)
    ResponseDraft.objects.filter(link=fresh).delete()
    RecentContent.objects.filter(link=fresh).delete()
    forget_unclaimed(fresh, before=(at + timedelta(days=1)).date())
    _shuffle(list(responses.values_list("pk", flat=True)))
    said = "，".join(f"{day} {count}" for day, count in by_day.items()) or "—"
    _record(events.LINK_CLOSED, fresh, by=by, at=at, answers=row.answers, by_day=said)
    return row


def _shuffle(ids: list[int]) -> None:
    """Write each row again in random order: where PostgreSQL keeps them no longer says when they came."""
    random.SystemRandom().shuffle(ids)
    for pk in ids:
        Response.objects.filter(pk=pk).update(maybe_twice=F("maybe_twice"))


def _held(link: Link) -> Link:
    """The link as it is now, held until the transaction ends."""
    locked(Link.objects.filter(pk=link.pk)).get()
    return Link.objects.with_names().get(pk=link.pk)


def _record(name: str, link: Link, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("surveys.link", link.id), ("surveys.edition", link.edition_id)]
    record(name, county_id=link.county_id, by=by, at=at, about=about, facts=facts)
