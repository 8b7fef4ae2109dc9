"""Bulletins made by the same verbs people use: 程晓岚 writes, 徐建平 approves."""

from datetime import date
from typing import Any

from sanxin.kernel import clock
from sanxin.public.actions import bulletin_routes as routes
from sanxin.public.actions import bulletins, publications
from sanxin.public.actions.bulletins import Content
from sanxin.public.actions.phones import publish_phone
from sanxin.public.models import Bulletin, BulletinPublication, PublishedPhone
from tests.cast import Cast

TITLE = "十一月份，村里说的事办得怎样"
SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 19)


def a_draft(cast: Cast, *, text: str | None = None, **changes: Any) -> Bulletin:
    """For 竹坑村, of the first days of November; with a text of its own if one is given."""
    said = {"title": TITLE, "since": SINCE, "until": UNTIL, "places": [cast.village], "by": cast.officer}
    bulletin = bulletins.begin(cast.department, **(said | changes), at=clock.now())
    if text is not None:
        bulletin = written(cast, bulletin, text)
    return bulletin


def written(cast: Cast, bulletin: Bulletin, text: str, **changes: Any) -> Bulletin:
    """The same sheet with another text."""
    places = tuple(bulletin.places.all())
    sheet = {"title": bulletin.title, "text": text, "since": bulletin.since, "until": bulletin.until, "places": places}
    by = changes.pop("by", cast.officer)
    return bulletins.edit(bulletin, content=Content(**(sheet | changes)), seen=bulletin.version, by=by, at=clock.now())


def submitted(cast: Cast, **changes: Any) -> Bulletin:
    bulletin = a_draft(cast, **changes)
    routes.submit(bulletin, seen=bulletin.version, by=cast.officer, at=clock.now())
    bulletin.refresh_from_db()
    return bulletin


def approved(cast: Cast, **changes: Any) -> Bulletin:
    bulletin = submitted(cast, **changes)
    routes.approve(bulletin, seen=bulletin.version, by=cast.head, at=clock.now())
    bulletin.refresh_from_db()
    return bulletin


def published(cast: Cast, *, until_on: date | None = None, **changes: Any) -> BulletinPublication:
    """From today on."""
    bulletin = approved(cast, **changes)
    return publications.publish(
        bulletin, from_on=clock.today(), until_on=until_on, seen=bulletin.version, by=cast.officer, at=clock.now()
    )


def a_phone(cast: Cast, number: str = "0798-6212345", hours: str = "上班时间有人接") -> PublishedPhone:
    newest = PublishedPhone.objects.of(cast.department.id).first()
    seen = newest.id if newest else None
    return publish_phone(cast.department, number=number, hours=hours, seen=seen, by=cast.head, at=clock.now())
