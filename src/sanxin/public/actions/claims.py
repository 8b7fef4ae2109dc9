"""Hold a bulletin while a verb writes, and notice that somebody was faster."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person
from sanxin.public.models import Bulletin, BulletinStage, BulletinVersion
from sanxin.public.queries.findable import entry_of
from sanxin.public.rules import bulletins as rules


def claim(bulletin: Bulletin, *, seen: int) -> Bulletin:
    """The bulletin as it is now, its version counted up; the caller saves it by `settle`."""
    fresh = locked(Bulletin.objects.filter(pk=bulletin.pk)).get()
    if fresh.version != seen:
        words = _("刚有人改过这份通报，没有存您的改动。请看过新的再办。")
        raise Overtaken("public.bulletin.overtaken", words)
    fresh.version += 1
    return fresh


def submitted_version(bulletin: Bulletin) -> BulletinVersion:
    """The one that waits for approval."""
    newest = bulletin.newest if bulletin.stage == BulletinStage.SUBMITTED else None
    rules.check_waiting(newest is not None)
    assert newest is not None
    return newest


def settle(bulletin: Bulletin, stage: BulletinStage, *changed: str) -> None:
    bulletin.stage = stage
    bulletin.save(update_fields=["version", "stage", *changed])
    search.put_many([entry_of(bulletin)])


def note(name: str, bulletin: Bulletin, *, by: Person, at: datetime, **facts: Any) -> None:
    record(name, county_id=bulletin.county_id, by=by, at=at, about=[("public.bulletin", bulletin.id)], facts=facts)
