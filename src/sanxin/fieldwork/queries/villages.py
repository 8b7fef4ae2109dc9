"""What happened with one village, as far as somebody may see it: visits, voices, promises, items, replies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.fieldwork.queries.visits import unanswered
from sanxin.ledger.models import Item
from sanxin.people.models import Person, Unit
from sanxin.service.models import Reply, Voice

MOST = 100
"""Of each kind; older ones stand in its own list."""


@dataclass(frozen=True)
class Entry:
    at: datetime
    kind: str
    """visit, voice, promise, item, reply"""
    word: str
    text: str
    url: str
    who: str = ""
    todo: bool = False


@dataclass(frozen=True)
class VillageStory:
    entries: list[Entry]
    """Newest first."""
    open_items: list[Item]
    owed: list[VisitLine]
    last_on: date | None


def story_of(village: Unit, person: Person) -> VillageStory:
    """Seven queries, however long the story. Each kind of row is narrowed by its own rule of sight."""
    items = list(Item.objects.visible_to(person).filter(place=village).order_by("-opened_at")[:MOST])
    visits = list(Visit.objects.visible_to(person).filter(place=village).with_names()[:MOST])
    voices = list(Voice.objects.visible_to(person).filter(place=village).select_related("heard_by")[:MOST])
    lines = VisitLine.objects.visible_to(person).filter(visit__place=village, owes_answer=True)
    promises = list(lines.select_related("voice", "visit__officer", "by").order_by("-noted_at")[:MOST])
    owed = set(unanswered(lines).values_list("pk", flat=True))
    spoken = Voice.objects.visible_to(person).filter(place=village).order_by().values("pk")
    replies = list(Reply.objects.filter(voice__in=spoken).select_related("by", "voice").order_by("-at")[:MOST])
    promised = {line.voice_id for line in promises}
    entries = [
        *_visits(visits),
        *_voices([voice for voice in voices if voice.id not in promised]),
        *_promises(promises, owed),
        *_items(items),
        *_replies(replies),
    ]
    return VillageStory(
        entries=sorted(entries, key=lambda entry: entry.at, reverse=True),
        open_items=[item for item in items if item.stage not in {"struck_off", "withdrawn"}],
        owed=[line for line in promises if line.pk in owed],
        last_on=visits[0].on if visits else None,
    )


def _visits(rows: list[Visit]) -> Iterator[Entry]:
    for visit in rows:
        url = reverse("fieldwork:visit", args=[visit.pk])
        at = timezone.make_aware(datetime.combine(visit.on, time(12)))
        yield Entry(at, "visit", str(visit.get_kind_display()), _("去了村里"), url, visit.officer.name)


def _voices(rows: list[Voice]) -> Iterator[Entry]:
    for voice in rows:
        url = reverse("service:voice", args=[voice.pk])
        who = voice.heard_by.name if voice.heard_by else ""
        yield Entry(voice.heard_at, "voice", _("声音"), voice.heading, url, who)


def _promises(rows: list[VisitLine], owed: set[UUID]) -> Iterator[Entry]:
    for line in rows:
        url = reverse("fieldwork:visit", args=[line.visit_id])
        word = _("欠回话") if line.pk in owed else _("答应过，已回")
        yield Entry(line.noted_at, "promise", word, line.voice.heading, url, line.by.name, todo=line.pk in owed)


def _items(rows: list[Item]) -> Iterator[Entry]:
    for item in rows:
        url = reverse("ledger:item", args=[item.pk])
        yield Entry(item.opened_at, "item", _("立项 {code}").format(code=item.code), item.title, url)


def _replies(rows: list[Reply]) -> Iterator[Entry]:
    for reply in rows:
        url = reverse("service:voice", args=[reply.voice_id])
        yield Entry(reply.at, "reply", _("回话"), reply.words, url, reply.by.name)
