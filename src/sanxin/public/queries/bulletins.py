"""Bulletins as strangers and the desk see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from sanxin.public.models import (
    Bulletin,
    BulletinPublication,
    BulletinReads,
    BulletinVersion,
    PublicDoor,
    PublishedPhone,
)
from sanxin.public.queries.figures import Figures, done_in, figures_of
from sanxin.public.rules.marks import Block, blocks_of
from sanxin.public.rules.private import Finding, findings
from sanxin.service.models import Member, VoiceContact

MOST_NAMES = 5000
"""Encrypted names looked through at one check."""


@dataclass(frozen=True)
class Sheet:
    """A bulletin laid out: what villagers read and the approver sees, from one place."""

    title: str
    since: date
    until: date
    blocks: list[Block]
    figures: Figures


def sheet_of(version: BulletinVersion) -> Sheet:
    """As it was submitted."""
    figures = Figures.from_values(version.figures)
    return Sheet(version.title, version.since, version.until, blocks_of(version.text, figures.said), figures)


def draft_sheet_of(bulletin: Bulletin) -> Sheet:
    """As it would be submitted now."""
    figures = live_figures_of(bulletin)
    return Sheet(bulletin.title, bulletin.since, bulletin.until, blocks_of(bulletin.text, figures.said), figures)


def live_figures_of(bulletin: Bulletin) -> Figures:
    return figures_of(bulletin.office_id, bulletin.places.all(), bulletin.since, bulletin.until)


def at_door(door: PublicDoor, today: date) -> QuerySet[BulletinPublication]:
    """What may be read at this door on that day, newest first: for everybody, or for its village or township."""
    rows = BulletinPublication.objects.in_force(today).filter(office=door.office_id)
    return rows.filter(_for(door)).select_related("version__bulletin").distinct()


def _for(door: PublicDoor) -> Q:
    """A door of the whole office shows them all: whoever stands there may come from anywhere."""
    if door.place is None:
        return Q()
    return Q(places=None) | Q(places__in=[door.place_id, door.place.parent_id])


def findings_in(bulletin: Bulletin, title: str, text: str) -> list[Finding]:
    """Everything that looks like somebody: before it is approved, and before it is asked to be."""
    phone = PublishedPhone.objects.now_of(bulletin.office_id)
    phones = [phone.number] if phone else []
    return findings(title, text, phones=phones, names=_names(bulletin))


def _names(bulletin: Bulletin) -> Collection[str]:
    """Members on the office's list, and who spoke of the things done in those days. Which of the two is not told."""
    done = done_in(bulletin.office_id, bulletin.places.all(), bulletin.since, bulletin.until)
    members = Member.objects.filter(office=bulletin.office_id, erased_at=None).order_by()
    spoke = VoiceContact.objects.filter(voice__item_rows__item__in=done.values("item")).order_by()
    return {*members.values_list("name", flat=True)[:MOST_NAMES], *spoke.values_list("name", flat=True)[:MOST_NAMES]}


def reads_of(publication_ids: Collection[UUID]) -> dict[UUID, int]:
    """Times opened, a publication; one query."""
    rows = BulletinReads.objects.filter(publication__in=publication_ids).order_by().values("publication")
    opened = {row["publication"]: row["n"] for row in rows.annotate(n=Sum("count"))}
    return {pk: opened.get(pk, 0) for pk in publication_ids}
