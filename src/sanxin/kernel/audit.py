"""Prove the chain of events, and put its heads where nobody with the database alone can reach them.

The chain shows a changed, removed, swapped or inserted row. A cut tail leaves a shorter chain that is
whole in itself: only a head exported earlier shows it, so keep `heads.jsonl` (or a print of it) elsewhere.
"""

import hashlib
import hmac
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import chain, clock
from sanxin.kernel.ids import NIL
from sanxin.kernel.models.event import ChainHead, Event, EventSubject

CHUNK = 2000


@dataclass(frozen=True)
class Broken:
    """The first place where a county's chain does not hold."""

    county_id: UUID
    seq: int
    what: str

    def __str__(self) -> str:
        return _("第 {seq} 条：{what}").format(seq=self.seq, what=self.what)


def verify(county_id: UUID | None = None, *, heads: Path | None = None) -> list[Broken]:
    """The first broken row of each county, none if all chains are whole. Reads every event once, in chunks."""
    exported, unreadable = _exported(heads or heads_file())
    counties = [county_id] if county_id else sorted(_counties() | exported.keys())
    found = (_first_broken(county, exported.get(county, [])) for county in counties)
    return unreadable + [broken for broken in found if broken]


def export_head() -> int:
    """Append today's signed head of every chain to the heads file; gives how many."""
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "county": str(head.county_id),
            "seq": head.seq,
            "mac": head.mac,
            "at": timezone.localtime(clock.now()).isoformat(),
        }
        for head in ChainHead.objects.order_by("county_id")
    ]
    with path.open("a") as file:
        file.writelines(json.dumps(row | {"signature": _signature(row)}) + "\n" for row in rows)
        file.flush()
        os.fsync(file.fileno())
    return len(rows)


def is_exported_on(day: date) -> bool:
    """Whether heads were exported that day already."""
    exported, _unreadable = _exported(heads_file())
    return any(row["at"].startswith(day.isoformat()) for rows in exported.values() for row in rows)


def last_exported() -> date | None:
    """The day heads were exported last."""
    exported, _unreadable = _exported(heads_file())
    days = [row["at"][:10] for rows in exported.values() for row in rows]
    return date.fromisoformat(max(days)) if days else None


def exported_ends(path: Path) -> dict[str, int]:
    """How far each county's chain had come when a head of it was last exported."""
    exported, _unreadable = _exported(path)
    return {str(county): max(row["seq"] for row in rows) for county, rows in exported.items()}


def heads_file() -> Path:
    home: Path = settings.HOME
    return home / "audit" / "heads.jsonl"


def _counties() -> set[UUID]:
    known = set(ChainHead.objects.values_list("county_id", flat=True))
    return known | set(Event.objects.values_list("county_id", flat=True).distinct().order_by())


def _first_broken(county_id: UUID, exported: list[dict[str, Any]]) -> Broken | None:
    awaited = {row["seq"]: row["mac"] for row in exported}
    if head := _head(county_id):  # read before the rows: what is written meanwhile stands behind it
        awaited[head.seq] = head.mac
    previous, seq = "", 0
    for event, subjects in _events(county_id):
        seq += 1
        if what := _wrong(event, subjects, seq, previous):
            return Broken(county_id, seq, what)
        if awaited.get(seq, event.mac) != event.mac:
            return Broken(county_id, seq, _("与链头不符"))
        previous = event.mac
    return _wrong_end(county_id, seq, head, exported)


def _wrong(event: Event, subjects: list[list[str]], seq: int, previous: str) -> str:
    if event.seq != seq:
        return _("缺了这一条")
    if not hmac.compare_digest(event.mac, chain.link(previous, event)):
        return _("内容被改过，或不是系统写的")
    if sorted(subjects) != sorted(event.subjects):
        return _("所涉对象的索引被改过")
    return ""


def _wrong_end(county_id: UUID, seq: int, head: ChainHead | None, exported: list[dict[str, Any]]) -> Broken | None:
    """The last row against the head in the database and against every head exported."""
    for row in exported:
        if not hmac.compare_digest(row["signature"], _signature({k: v for k, v in row.items() if k != "signature"})):
            return Broken(county_id, row["seq"], _("导出的链头签名不对"))
        if row["seq"] > seq:
            return Broken(county_id, seq + 1, _("比导出的链头短，末尾被截掉"))
    if head and head.seq > seq:
        return Broken(county_id, seq + 1, _("末尾与链头不符，后面的记录可能被删"))
    now = _head(county_id)
    if seq and (now is None or now.seq < seq):
        return Broken(county_id, seq, _("链头被删或被改小"))
    return None


def _head(county_id: UUID) -> ChainHead | None:
    return ChainHead.objects.filter(county_id=county_id).first()


def _events(county_id: UUID) -> Iterator[tuple[Event, list[list[str]]]]:
    """Events in order with their index rows; two queries a chunk."""
    rows = Event.objects.filter(county_id=county_id).order_by("seq").iterator(chunk_size=CHUNK)
    while batch := list(islice(rows, CHUNK)):
        subjects: dict[UUID, list[list[str]]] = defaultdict(list)
        index = EventSubject.objects.filter(event__county_id=county_id, event__seq__range=(batch[0].seq, batch[-1].seq))
        for event_id, kind, subject_id in index.values_list("event_id", "kind", "subject_id"):
            subjects[event_id].append([kind, str(subject_id)])
        yield from ((event, subjects[event.id]) for event in batch)


def _exported(path: Path) -> tuple[dict[UUID, list[dict[str, Any]]], list[Broken]]:
    """Heads by county, and the lines nobody can read."""
    heads: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    unreadable: list[Broken] = []
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        try:
            row = json.loads(line)
            heads[UUID(row["county"])].append({name: row[name] for name in ("county", "seq", "mac", "at", "signature")})
        except (ValueError, KeyError, TypeError):
            unreadable.append(Broken(NIL, 0, _("导出的链头第 {number} 行读不出").format(number=number)))
    return heads, unreadable


def _signature(row: dict[str, Any]) -> str:
    content = json.dumps(row, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_KEY.encode(), b"head" + content.encode(), hashlib.sha256).hexdigest()
